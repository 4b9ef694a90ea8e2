import { DocumentError, type NoteCode } from '../../core/codes.ts';
import type { LineReading, Reading } from '../../core/document/reading.ts';
import { readBody } from './docx-body.ts';
import { type Lists, readLists, readStyles, type Styles } from './docx-styles.ts';
import type { Limits } from './limits.ts';
import { readXml } from './xml.ts';
import { type Budget, inflateEntry, type ZipEntry, zipEntries } from './zip.ts';

/** What a DOCX needs besides its text: pictures are read by OCR when there is no text. */
export interface Docx {
  readonly reading: Reading;
  /** Names of the pictures large enough to be a scanned page, in the order of the container. */
  readonly pictures: readonly string[];
}

/**
 * A DOCX as lines, in the order of its parts: headers, body with its tables and text boxes, notes, footers.
 * Only parts that hold text are inflated; pictures, fonts and embedded files stay packed.
 */
export function readDocx(bytes: Uint8Array, limits: Limits): Docx {
  // 1. The container, from its directory alone.
  const entries = zipEntries(bytes, limits);
  const box = new Container(bytes, entries, limits);
  refuseOthers(box);
  refusePrograms(box);

  // 2. What the parts mean: styles give sizes and bold, lists give bullets and numbers.
  const main = mainPart(box);
  const styles = readStyles(box.text(besides(main, 'styles.xml')) ?? '');
  const lists = readLists(box.text(besides(main, 'numbering.xml')) ?? '');

  // 3. The parts, each with the same reader.
  const notes = new Set<NoteCode>();
  const lines: LineReading[] = [];
  for (const part of textParts(box, main)) {
    const read = readPart(box, part, styles, lists);
    for (const note of read.notes) notes.add(note);
    for (const line of read.lines) if (part === main || !lines.some(({ text }) => text === line.text)) lines.push(line);
  }
  const pictures = entries.filter(({ name, packed }) => PICTURE.test(name) && packed > 20_000).map(({ name }) => name);
  return { reading: { pages: [{ number: 1, engine: 'markup', lines }], notes: [...notes], stamps: [] }, pictures };
}

/** The bytes of a picture of `Docx.pictures`. */
export function pictureOf(bytes: Uint8Array, name: string, limits: Limits): Uint8Array {
  const entry = zipEntries(bytes, limits).find(entry => entry.name === name);
  if (!entry) throw new DocumentError('DAMAGED_FILE');
  return inflateEntry(bytes, entry, { ...limits, markupBytes: limits.bytes }, { left: limits.inflatedBytes });
}

const PICTURE = /^word\/media\/[^/]+\.(?:png|jpe?g|tiff?)$/i;

class Container {
  private readonly bytes: Uint8Array;
  private readonly limits: Limits;
  private readonly budget: Budget;
  readonly entries: ReadonlyMap<string, ZipEntry>;

  constructor(bytes: Uint8Array, entries: readonly ZipEntry[], limits: Limits) {
    this.bytes = bytes;
    this.limits = limits;
    this.budget = { left: limits.inflatedBytes };
    this.entries = new Map(entries.map(entry => [entry.name.replace(/^\//, ''), entry]));
  }

  text(name: string): string | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    const bytes = inflateEntry(this.bytes, entry, this.limits, this.budget);
    const wide = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
    return new TextDecoder(wide).decode(bytes);
  }
}

/** @throws DocumentError UNSUPPORTED_TYPE for other formats in a ZIP, ARCHIVE_NOT_ACCEPTED for a mere archive. */
function refuseOthers(box: Container): void {
  const types = box.text('[Content_Types].xml');
  if (types?.includes('wordprocessingml.document.main+xml') || types?.includes('wordprocessingml.template.main+xml'))
    return;
  if (types?.includes('macroEnabled')) throw new DocumentError('ACTIVE_CONTENT');
  const names = [...box.entries.keys()];
  const format = types !== undefined || names.some(name => FORMAT.test(name));
  throw new DocumentError(format ? 'UNSUPPORTED_TYPE' : 'ARCHIVE_NOT_ACCEPTED');
}

/** Entries by which Pages and Keynote, OpenDocument and EPUB, Java and Android show themselves. */
const FORMAT =
  /^(?:Index\/.*\.iwa|Index\.zip|index\.(?:xml|apxl)|mimetype|META-INF\/MANIFEST\.MF|AndroidManifest\.xml)$/;

/** Macros, ActiveX and embedded objects run when someone opens the file; the workbook behind a chart does not. */
function refusePrograms(box: Container): void {
  const program =
    /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml|activeX\/[^/]+|embeddings\/(?:[^/]+\.(?:bin|docm|xlsm|pptm|exe|ole|msi|js|vbs|bat)))$/i;
  if (
    [...box.entries.keys()].some(name => program.test(name)) ||
    box.text('[Content_Types].xml')?.includes('macroEnabled')
  )
    throw new DocumentError('ACTIVE_CONTENT');
}

/** The part that the package names as its document; `word/document.xml` but for a few makers. */
function mainPart(box: Container): string {
  const named = relations(box.text('_rels/.rels')).find(({ type }) => type.endsWith('/officeDocument'))?.target;
  const name = named?.replace(/^\//, '');
  return name && box.entries.has(name) ? name : 'word/document.xml';
}

const besides = (part: string, name: string): string => part.replace(/[^/]*$/, name);

function relations(xml: string | undefined): { type: string; target: string }[] {
  const found: { type: string; target: string }[] = [];
  readXml(xml ?? '', {
    open(name, attribute) {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return;
      found.push({ type: attribute('Type') ?? '', target: attribute('Target') ?? '' });
    },
    close() {},
    text() {},
  });
  return found;
}

/** Parts with text in reading order, each once. */
function textParts(box: Container, main: string): string[] {
  const related = relations(box.text(besides(main, `_rels/${main.replace(/.*\//, '')}.rels`)));
  const of = (kind: string) =>
    related.filter(({ type }) => type.endsWith(`/${kind}`)).map(({ target }) => besides(main, target));
  const parts = [...of('header'), main, ...of('footnotes'), ...of('endnotes'), ...of('footer')];
  return [...new Set(parts)].filter(part => part === main || box.entries.has(part));
}

function readPart(box: Container, part: string, styles: Styles, lists: Lists): ReturnType<typeof readBody> {
  const xml = box.text(part);
  if (xml === undefined) throw new DocumentError('DAMAGED_FILE');
  const read = readBody(xml, styles, lists);
  if (read.embeds) throw new DocumentError('ACTIVE_CONTENT');
  if (!read.whole && read.lines.length === 0) throw new DocumentError('DAMAGED_FILE');
  return read;
}
