import { constants, createInflate, inflateSync } from 'node:zlib';
import { DocumentError } from '../../../core/codes.ts';
import { type Dict, isArray, isDict, type Value } from './lexer.ts';
import { decodeAscii85, decodeAsciiHex, decodeLzw, decodeRunLength } from './old-filters.ts';

/** Real files chain two, an ASCII one over a packing one. */
const MAX_FILTERS = 4;
/** What is unpacked in one piece; more is only counted. Bytes. */
const PIECE = 4 * 1024 * 1024;

export interface Decoded {
  /** The data, or nothing if there are more than fit in one piece. */
  readonly data: Uint8Array | undefined;
  readonly size: number;
  /** The data broke off because they are damaged. */
  readonly damaged: boolean;
}

const PICTURES = new Set(['/DCTDecode', '/DCT', '/JPXDecode', '/CCITTFaxDecode', '/CCF', '/JBIG2Decode']);

/** The names of a stream's filters. What cannot be resolved is taken for Flate, the one that bombs are made with. */
export function filtersOf(dict: Dict, resolve: (value: Value) => Value): readonly string[] {
  const filter = resolve(dict.get('/Filter') ?? dict.get('/F'));
  if (filter === undefined || isDict(filter)) return [];
  const names = (isArray(filter) ? filter : [filter]).map(name => {
    const resolved = resolve(name);
    return typeof resolved === 'string' ? resolved : '/FlateDecode';
  });
  if (names.length > MAX_FILTERS) throw new DocumentError('DECOMPRESSION_LIMIT');
  return names;
}

/**
 * Unpacks a stream up to its picture filter, if it has one.
 * @param expected bytes of `data` that are probably the stream's own.
 * @param limit bytes that each step may unpack to. @throws DocumentError DECOMPRESSION_LIMIT beyond it.
 */
export async function decode(
  data: Uint8Array,
  filters: readonly string[],
  limit: number,
  expected: number,
): Promise<Decoded> {
  let current: Decoded = { data, size: data.length, damaged: false };
  for (const filter of filters) {
    if (PICTURES.has(filter) || filter === '/Crypt') break;
    // Only the outermost packing of a real file is that large.
    if (!current.data) throw new DocumentError('DECOMPRESSION_LIMIT');
    current = await decodeOne(current.data, filter, limit, Math.min(expected, current.data.length));
  }
  if (current.size > limit) throw new DocumentError('DECOMPRESSION_LIMIT');
  return current;
}

async function decodeOne(data: Uint8Array, filter: string, limit: number, expected: number): Promise<Decoded> {
  switch (filter) {
    case '/LZWDecode':
    case '/LZW':
      return whole(decodeLzw(data, limit));
    case '/ASCII85Decode':
    case '/A85':
      return whole(decodeAscii85(data));
    case '/ASCIIHexDecode':
    case '/AHx':
      return whole(decodeAsciiHex(data));
    case '/RunLengthDecode':
    case '/RL':
      return whole(decodeRunLength(data, limit));
    default:
      return inflate(data, limit, expected);
  }
}

const whole = (data: Uint8Array): Decoded => ({ data, size: data.length, damaged: false });

const ZLIB = { finishFlush: constants.Z_SYNC_FLUSH };
const CHUNK = 64 * 1024;

/** zlib stops by itself where its data end, so `data` may reach too far. */
async function inflate(data: Uint8Array, limit: number, expected: number): Promise<Decoded> {
  try {
    // A file of glyph outlines has a thousand tiny streams: a large buffer for each would cost more than unpacking.
    const chunkSize = Math.min(CHUNK, Math.max(256, expected * 4));
    return whole(inflateSync(data, { ...ZLIB, chunkSize, maxOutputLength: Math.min(PIECE, limit + 1) }));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_BUFFER_TOO_LARGE')
      return { data: new Uint8Array(0), size: 0, damaged: data.length > 0 };
  }
  if (limit < PIECE) return { data: undefined, size: limit + 1, damaged: false };
  return countInflated(data, limit);
}

/** Counts without keeping, and stops at the limit: a bomb costs time for the limit's worth, and no memory. */
function countInflated(data: Uint8Array, limit: number): Promise<Decoded> {
  return new Promise(resolve => {
    let size = 0;
    const stream = createInflate({ ...ZLIB, chunkSize: CHUNK });
    const done = (damaged: boolean) => {
      stream.destroy();
      resolve({ data: undefined, size, damaged });
    };
    stream.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > limit) done(false);
    });
    stream.on('end', () => done(false));
    stream.on('error', () => done(true));
    stream.end(data);
  });
}
