/**
 * How much of an untrusted file is looked at before it is refused. Every limit ends one attack or one surprise on the
 * bill; each refusal has its own code, so that the uploader learns what to change.
 */
export interface Limits {
  /** Bytes of a document. Textract's synchronous call and the upload form end here too. */
  readonly bytes: number;
  /** Bytes of a whole mail: what SES inbound accepts. Its attachments are documents and bound by `bytes`. */
  readonly mailBytes: number;
  /** Pages of a PDF or TIFF. A résumé has 1–5; 30 leaves room for a portfolio. Each page may cost an OCR call. */
  readonly pages: number;
  /** Side of a PDF page in points. 14,400 is the format's own limit, and under 18 no letter can be read. */
  readonly pagePoints: readonly [least: number, most: number];
  /** Bytes that all parts of a container may have after inflating. */
  readonly inflatedBytes: number;
  /** Bytes of one part that is parsed as markup: a tree of XML costs a multiple of its text. */
  readonly markupBytes: number;
  /** Inflated ÷ packed for a part above 1 MB. Deflate ends at 1,032; office markup stays below 60. */
  readonly ratio: number;
  /** Entries of a container. A large DOCX has a few hundred. */
  readonly entries: number;
  /** Pixels of one picture, from its header. The largest phone cameras in common use give 50 million. */
  readonly pixels: number;
  /** Glyphs of a document. A dense page has 6,000. */
  readonly glyphs: number;
  /** UTF-16 units of a document's text. 30 dense pages have 100,000; the stages behind are linear but not free. */
  readonly textLength: number;
  /** Mails within mails. */
  readonly mailDepth: number;
  /** Multiparts within multiparts. */
  readonly mimeDepth: number;
  /** Parts of a mail, all levels together. */
  readonly mailParts: number;
  /** Bytes of header lines of a mail, all parts together. */
  readonly mailHeaderBytes: number;
  /** Seconds of processor time for one document; a machine that is merely busy does not count. */
  readonly seconds: number;
  /** Seconds by the clock, after which the attempt ends and is retried: half of what the queue would wait. */
  readonly wallSeconds: number;
  /** Resident megabytes of the parsing process. */
  readonly megabytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  bytes: 10 * 1024 * 1024,
  mailBytes: 40 * 1024 * 1024,
  pages: 30,
  pagePoints: [18, 14_400],
  inflatedBytes: 64 * 1024 * 1024,
  markupBytes: 16 * 1024 * 1024,
  ratio: 200,
  entries: 2_000,
  pixels: 64_000_000,
  glyphs: 400_000,
  textLength: 200_000,
  mailDepth: 10,
  mimeDepth: 256,
  mailParts: 1_000,
  mailHeaderBytes: 2 * 1024 * 1024,
  seconds: 8,
  wallSeconds: 18,
  megabytes: 480,
};

/**
 * The defaults with these changes.
 * @throws RangeError for a name that is no limit, or a value that would switch a limit off: NaN and strings compare
 * false with everything, and 0 reads like "unlimited" to one half of the people and "nothing" to the other.
 */
export function limitsOf(changes: Partial<Limits> = {}): Limits {
  const limits: Record<string, unknown> = { ...DEFAULT_LIMITS };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(DEFAULT_LIMITS, name)) throw new RangeError(`there is no limit named ${name}`);
    const numbers: unknown[] = name === 'pagePoints' && Array.isArray(value) && value.length === 2 ? value : [value];
    if (numbers.length !== (name === 'pagePoints' ? 2 : 1) || !numbers.every(isPositive))
      throw new RangeError(`the limit ${name} must be a positive number`);
    limits[name] = value;
  }
  return limits as unknown as Limits;
}

const isPositive = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value > 0;
