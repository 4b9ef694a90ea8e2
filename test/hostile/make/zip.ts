import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  data: Uint8Array | string;
  stored?: boolean;
  /** What the headers say instead of the truth. */
  size?: number;
  packed?: number;
  offset?: number;
  mode?: number;
  flags?: number;
}

/** A ZIP, honest or not. */
export function zip(parts: readonly ZipPart[], options: { count?: number; comment?: string } = {}): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data as Uint8Array);
    const body = part.stored ? data : deflateRawSync(data);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.flags ?? 0x800, 2);
    common.writeUInt16LE(part.stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(part.packed ?? body.length, 14);
    common.writeUInt32LE(part.size ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(part.offset ?? at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, name]));
    chunks.push(local);
    at += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  const count = options.count ?? parts.length;
  end.writeUInt16LE(count & 0xffff, 4);
  end.writeUInt16LE(count & 0xffff, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(at, 12);
  const comment = Buffer.from(options.comment ?? '', 'latin1');
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...chunks, listing, Buffer.from('PK\x05\x06'), end, comment]);
}

/** Entries that all point at the same packed bytes, as in the 42 kB file that inflates to 281 TB. */
export function overlappingZip(): Buffer {
  const kernel = Buffer.alloc(1 << 20, 0x61);
  const parts = Array.from({ length: 200 }, (_, i) => ({ name: `${i}.txt`, data: kernel, offset: 0 }));
  return zip([parts[0]!, ...parts.slice(1).map(part => ({ ...part, data: '', size: 1 << 20, packed: 1_000 }))]);
}
