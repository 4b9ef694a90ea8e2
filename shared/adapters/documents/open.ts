import { DocumentError, type FailureCode, type NoteCode } from '../../core/codes.ts';
import type { LineReading, Reading } from '../../core/document/reading.ts';
import type { OcrPage } from '../../ports/reader.ts';
import type { PageImage } from './image.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { MailDetails } from './mail-facts.ts';
import { isMisnamed } from './name.ts';
import type { Ended, Sandbox } from './sandbox.ts';
import { decodeText } from './text.ts';
import { type DocumentType, typeOf } from './type.ts';
import type { Work } from './work.ts';

export interface OpenPolicy {
  /** `always` sends every page of a PDF through OCR, for those who trust the picture more than the text layer. */
  readonly ocr: 'auto' | 'always';
  /** The only engine to be used, whatever the script. */
  readonly engine?: 'textract' | 'paddle';
}

export interface OpenOptions {
  readonly limits?: Limits;
  /** As the uploader named it: compared with the type, and never used for anything else. */
  readonly fileName?: string;
  readonly policy?: OpenPolicy;
}

/** What the bytes turned out to be. */
export type Opened =
  | { readonly kind: 'reading'; readonly reading: Reading; readonly ocrPages: readonly OcrPage[] }
  | {
      readonly kind: 'mail';
      readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[];
      readonly facts: MailDetails;
    };

/**
 * Reads a file. Plain text is read here: decoding is a single pass. Everything else is parsed in the sandbox.
 * @throws DocumentError for the document's own fault, SandboxFault for one of ours.
 */
export async function openIn(sandbox: Sandbox, bytes: Uint8Array, options: OpenOptions = {}): Promise<Opened> {
  const { limits = DEFAULT_LIMITS, policy = { ocr: 'auto' }, fileName } = options;
  // 1. What it is, by its bytes.
  if (bytes.length > limits.mailBytes) throw new DocumentError('TOO_LARGE');
  const type = typeOf(bytes);
  if (type !== 'mail' && bytes.length > limits.bytes) throw new DocumentError('TOO_LARGE');
  // 2. What it holds.
  const opened =
    type === 'text'
      ? readText(bytes)
      : ((await sandbox.run(taskOf({ job: 'open', type, bytes, limits, policy }))) as Opened);
  if (opened.kind === 'mail') return opened;
  // 3. Whether that is something, and not too much.
  checkText(opened.reading, opened.ocrPages.length, limits);
  const notes = new Set<NoteCode>(opened.reading.notes);
  if (fileName !== undefined && isMisnamed(fileName, type)) notes.add('TYPE_CORRECTED');
  return { ...opened, reading: { ...opened.reading, notes: [...notes] } };
}

/** A page of a PDF or picture as pixels. @throws RangeError when there is no such page. */
export async function renderIn(
  sandbox: Sandbox,
  bytes: Uint8Array,
  page: number,
  dpi: number,
  limits: Limits = DEFAULT_LIMITS,
): Promise<PageImage> {
  const type = typeOf(bytes);
  return (await sandbox.run(taskOf({ job: 'render', type, bytes, limits, page, dpi }))) as PageImage;
}

const taskOf = (work: Work) => ({ work, limits: work.limits, codeFor: (ended: Ended) => blame(work.type, ended) });

/** Which fault of a document ends a process: memory is filled by what unpacks, time is lost in loops. */
function blame(type: DocumentType, ended: Ended): FailureCode {
  if (type === 'mail') return 'MAIL_TOO_COMPLEX';
  if (ended !== 'memory') return 'DAMAGED_FILE';
  return type === 'pdf' || type === 'docx' ? 'DECOMPRESSION_LIMIT' : 'IMAGE_TOO_LARGE';
}

/** Share of characters that could not be decoded from which a reader of the record should know. */
const NOTED_DAMAGE = 0.01;

function readText(bytes: Uint8Array): Opened {
  const { text, damaged, plausible } = decodeText(bytes);
  if (!plausible) throw new DocumentError('UNSUPPORTED_TYPE');
  const notes: NoteCode[] = damaged > text.length * NOTED_DAMAGE ? ['ENCODING_DAMAGE'] : [];
  // A form feed is where a text that was extracted from a PDF or sent to a printer begins a new page.
  const pages = text.split('\f').map((page, i) => ({ number: i + 1, engine: 'markup' as const, lines: linesOf(page) }));
  return { kind: 'reading', reading: { pages, notes, stamps: [] }, ocrPages: [] };
}

const linesOf = (text: string): LineReading[] => text.split(/\r\n|[\n\r\u2028\u2029\v]/).map(line => ({ text: line }));

function checkText({ pages }: Reading, ocrPages: number, limits: Limits): void {
  let [length, visible] = [0, ocrPages > 0];
  for (const { lines } of pages)
    for (const { text } of lines) {
      length += text.length + 1;
      visible ||= text.trim() !== '';
    }
  if (!visible) throw new DocumentError('NO_TEXT_FOUND');
  if (length > limits.textLength) throw new DocumentError('TEXT_TOO_LONG');
}
