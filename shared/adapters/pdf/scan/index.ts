import { DocumentError } from '../../../core/codes.ts';
import type { PdfLimits } from '../limits.ts';
import { Budget } from './budget.ts';
import { decode, filtersOf } from './filters.ts';
import { hasFormLoop, hasXrefLoop, ObjectTable, walkPages } from './graph.ts';
import { type Dict, Exhausted, isDict, Lexer } from './lexer.ts';
import { type FoundObject, type FoundObjects, findObjects } from './objects.ts';
import { checkPicture } from './pictures.ts';
import { repair } from './repair.ts';

export interface Scan {
  readonly encrypted: boolean;
  /** Part of the file is missing or damaged; what pdfium can recover may still be worth reading. */
  readonly damaged: boolean;
  /** Some of its content may be in layers that do not show. */
  readonly layers: boolean;
  /** The file with a page tree and a trailer of our own, for when it lost both; nothing if it has no page left. */
  repaired(): Uint8Array | undefined;
}

/**
 * Looks a PDF over before pdfium touches it: what it would unpack to, how large its pictures claim to be, whether its
 * parts lead in circles. An encrypted file's streams cannot be unpacked here; `openPdf` scans its decrypted copy.
 *
 * @throws DocumentError DECOMPRESSION_LIMIT, IMAGE_TOO_LARGE, TOO_MANY_PAGES or DAMAGED_FILE.
 */
export async function scan(bytes: Uint8Array, limits: PdfLimits): Promise<Scan> {
  try {
    return await scanParts(bytes, limits);
  } catch (error) {
    if (error instanceof Exhausted) throw new DocumentError('DAMAGED_FILE');
    throw error;
  }
}

async function scanParts(bytes: Uint8Array, limits: PdfLimits): Promise<Scan> {
  // 1. Every object of the file.
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found = findObjects(source);
  const table = new ObjectTable();
  for (const object of found.list) if (!object.nested) table.set(object);
  const encrypted = found.trailers.some(trailer => trailer.has('/Encrypt'));
  // 2. What the streams unpack to, and the objects inside of some.
  const broken = await unpackAll(bytes, found, table, limits, encrypted);
  // 3. Where the parts lead.
  if (hasXrefLoop(source, table)) throw new DocumentError('DAMAGED_FILE');
  let incomplete = false;
  const catalogs = catalogsOf(found, table);
  for (const catalog of catalogs) {
    const tree = walkPages(table, catalog);
    if (tree.pages > limits.maxPages) throw new DocumentError('TOO_MANY_PAGES');
    incomplete ||= tree.broken;
  }
  const contentOf = async (form: FoundObject) =>
    textOf((await unpack(bytes, form, table, limits.maxInflatedBytes)).data);
  if (!encrypted && (await hasFormLoop(table, contentOf))) throw new DocumentError('DAMAGED_FILE');
  const damaged = found.truncated || broken || (incomplete && !encrypted);
  const layers = catalogs.some(catalog => catalog.has('/OCProperties'));
  return { encrypted, damaged, layers, repaired: () => repair(bytes, found) };
}

/** @returns whether some stream that is not a picture is damaged. */
async function unpackAll(
  bytes: Uint8Array,
  found: FoundObjects,
  table: ObjectTable,
  limits: PdfLimits,
  encrypted: boolean,
): Promise<boolean> {
  const budget = new Budget(bytes.length, limits);
  let damaged = false;
  for (const object of found.list) {
    if (!object.stream || !isDict(object.value)) continue;
    const dict = object.value;
    const { start } = object.stream;
    const picture =
      dict.get('/Subtype') === '/Image'
        ? checkPicture(dict, bytes.subarray(start), limits.maxPixels, table.resolve)
        : undefined;
    const filters = filtersOf(dict, table.resolve);
    // Strings and streams of an encrypted file are noise, but for its cross-reference streams.
    if (filters.length === 0 || (encrypted && dict.get('/Type') !== '/XRef')) continue;
    const decoded = await unpack(bytes, object, table, Math.max(budget.remaining, picture ?? 0));
    // A picture's own pixels are bounded by their number; anything beyond them is a stream in disguise.
    if (picture === undefined || decoded.size > 1.5 * picture + 65_536) budget.spend(decoded.size);
    if (picture === undefined && decoded.damaged && !object.nested) damaged = true;
    if (dict.get('/Type') === '/ObjStm' && decoded.data && !object.nested) addPacked(dict, textOf(decoded.data), table);
  }
  return damaged;
}

function unpack(bytes: Uint8Array, { stream, value }: FoundObject, table: ObjectTable, limit: number) {
  const filters = filtersOf(value as Dict, table.resolve);
  // Flate data end by themselves, and not where the file says they do.
  const isFlate = filters[0] === '/FlateDecode' || filters[0] === '/Fl';
  return decode(
    bytes.subarray(stream!.start, isFlate ? bytes.length : stream!.end),
    filters,
    limit,
    stream!.end - stream!.start,
  );
}

const textOf = (data: Uint8Array | undefined): string =>
  data ? Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1') : '';

/** The objects of an object stream (ISO 32000, 7.5.7): pairs of number and offset, then the objects. */
function addPacked(dict: Dict, text: string, table: ObjectTable): void {
  const [count, first] = [table.resolve(dict.get('/N')), table.resolve(dict.get('/First'))];
  if (typeof count !== 'number' || typeof first !== 'number') return;
  const header = text.slice(0, first).match(/\d{1,10}/g) ?? [];
  const lexer = new Lexer(text);
  for (let i = 0; i + 1 < header.length && i < 2 * count; i += 2) {
    lexer.at = first + Number(header[i + 1]);
    table.set({ number: Number(header[i]), value: lexer.read(), nested: false });
  }
}

function catalogsOf(found: FoundObjects, table: ObjectTable): readonly Dict[] {
  const roots = found.trailers.map(trailer => table.dict(trailer.get('/Root')));
  const catalogs = [...table.all()]
    .map(({ value }) => value)
    .filter(value => isDict(value) && value.get('/Type') === '/Catalog');
  return [...new Set([...roots, ...(catalogs as Dict[])])].filter(dict => dict !== undefined);
}
