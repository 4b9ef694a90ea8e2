import { inflateRawSync } from 'node:zlib';
import { DocumentError } from '../../core/codes.ts';
import type { Limits } from './limits.ts';

/** One entry of a ZIP, as its central directory tells. Nothing has been inflated yet. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** Where the entry's own header begins. */
  readonly offset: number;
  readonly encrypted: boolean;
  readonly symlink: boolean;
}

const STORED = 0;
const DEFLATED = 8;
const UNIX = 3;
const SYMLINK = 0o120000;

/**
 * The entries of a ZIP, checked before a byte is inflated.
 * @throws DocumentError ARCHIVE_NOT_ACCEPTED for what only a bomb or a forgery has: too many entries, entries that share
 * bytes (42 kB that inflate to 281 TB), names that leave the folder, links, ZIP64; DAMAGED_FILE without a directory.
 */
export function zipEntries(bytes: Uint8Array, limits: Limits): ZipEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(buffer);
  const count = buffer.readUInt16LE(end + 10);
  const [size, start] = [buffer.readUInt32LE(end + 12), buffer.readUInt32LE(end + 16)];
  if (count > limits.entries || start === 0xffffffff) throw new DocumentError('ARCHIVE_NOT_ACCEPTED');
  if (start + size > end) throw new DocumentError('DAMAGED_FILE');

  const entries: ZipEntry[] = [];
  for (let at = start; at < start + size; ) {
    if (entries.length >= limits.entries) throw new DocumentError('ARCHIVE_NOT_ACCEPTED');
    if (at + 46 > end || buffer.readUInt32LE(at) !== 0x02014b50) throw new DocumentError('DAMAGED_FILE');
    const nameLength = buffer.readUInt16LE(at + 28);
    const flags = buffer.readUInt16LE(at + 8);
    const mode = buffer.readUInt32LE(at + 38) >>> 16;
    entries.push({
      name: buffer.toString(flags & 0x800 ? 'utf8' : 'latin1', at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      size: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
      encrypted: (flags & 1) !== 0,
      symlink: buffer[at + 5] === UNIX && (mode & 0o170000) === SYMLINK,
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  if (entries.length !== count) throw new DocumentError('DAMAGED_FILE');
  if (entries.some(isForged) || shareBytes(entries, start)) throw new DocumentError('ARCHIVE_NOT_ACCEPTED');
  return entries;
}

function endRecord(buffer: Buffer): number {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 65_557); at--) {
    at = buffer.lastIndexOf('PK\x05\x06', at, 'latin1');
    if (at < 0) break;
    if (at + 22 <= buffer.length) return at;
  }
  throw new DocumentError('DAMAGED_FILE');
}

/** Names are never used as paths here, but such a file has no honest maker. */
const isForged = ({ name, symlink }: ZipEntry): boolean =>
  symlink || /^[/\\]|^[A-Za-z]:|\0/.test(name) || name.split(/[/\\]/).includes('..');

/** Every entry must have bytes of its own, in front of the directory. */
function shareBytes(entries: readonly ZipEntry[], directory: number): boolean {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  // 30 bytes is the entry's own header; its name and extra field only make it longer.
  return sorted.some(({ offset, packed }, i) => offset + 30 + packed > (sorted[i + 1]?.offset ?? directory));
}

/** What the entries of one container may still inflate to. */
export interface Budget {
  left: number;
}

/**
 * The bytes of an entry. The directory's sizes are the sender's word, so inflating stops at the limit by itself.
 * @throws DocumentError DECOMPRESSION_LIMIT, PASSWORD_PROTECTED, DAMAGED_FILE.
 */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, limits: Limits, budget: Budget): Uint8Array {
  if (entry.encrypted) throw new DocumentError('PASSWORD_PROTECTED');
  const most = Math.min(limits.markupBytes, budget.left, Math.max(1 << 20, entry.packed * limits.ratio));
  if (entry.size > most) throw new DocumentError('DECOMPRESSION_LIMIT');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > buffer.length || buffer.readUInt32LE(entry.offset) !== 0x04034b50)
    throw new DocumentError('DAMAGED_FILE');
  const start = entry.offset + 30 + buffer.readUInt16LE(entry.offset + 26) + buffer.readUInt16LE(entry.offset + 28);
  const packed = buffer.subarray(start, start + entry.packed);
  const inflated = entry.method === STORED ? packed : inflate(packed, entry.method, most);
  if (inflated.length > most) throw new DocumentError('DECOMPRESSION_LIMIT');
  budget.left -= inflated.length;
  return inflated;
}

function inflate(packed: Uint8Array, method: number, most: number): Uint8Array {
  if (method !== DEFLATED) throw new DocumentError('DAMAGED_FILE');
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new DocumentError(tooMuch ? 'DECOMPRESSION_LIMIT' : 'DAMAGED_FILE');
  }
}
