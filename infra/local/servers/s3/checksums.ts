import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ServiceError } from '../http/service-error.ts';

export const ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const checksumHeader = (algorithm: Algorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** Base64 of the checksum's bytes, big endian, as the headers carry it. */
export function checksum(algorithm: Algorithm, bytes: Uint8Array): string {
  switch (algorithm) {
    case 'CRC32':
      return word(crc32(bytes));
    case 'CRC32C':
      return word(crc32c(bytes));
    case 'CRC64NVME':
      return crc64nvme(bytes);
    default:
      return createHash(algorithm.toLowerCase()).update(bytes).digest('base64');
  }
}

/** The checksums that a request carries, each checked against the body. */
export function verifyChecksums(
  headers: Readonly<Record<string, unknown>>,
  body: Uint8Array,
): Partial<Record<Algorithm, string>> {
  const found: Partial<Record<Algorithm, string>> = {};
  for (const algorithm of ALGORITHMS) {
    const given = headers[checksumHeader(algorithm)];
    if (given === undefined) continue;
    if (given !== checksum(algorithm, body)) {
      throw new ServiceError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    }
    found[algorithm] = given as string;
  }
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) {
    throw new ServiceError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  return found;
}

function word(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

/** CRC-32C (Castagnoli), reflected polynomial 0x82F63B78. */
const CASTAGNOLI = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value >>> 0;
});

function crc32c(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) value = CASTAGNOLI[(value ^ bytes[i]!) & 0xff]! ^ (value >>> 8);
  return ~value;
}

/** CRC-64/NVME, reflected polynomial 0x9A6C9329AC4BC9B5, in two halves: BigInt would be some fifty times slower. */
const NVME = nvmeTable();

function nvmeTable(): { high: Int32Array; low: Int32Array } {
  const high = new Int32Array(256);
  const low = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) {
        h ^= 0x9a6c9329;
        l ^= 0xac4bc9b5;
      }
    }
    high[byte] = h;
    low[byte] = l;
  }
  return { high, low };
}

function crc64nvme(bytes: Uint8Array): string {
  let [h, l] = [-1, -1];
  for (let i = 0; i < bytes.length; i++) {
    const at = (l ^ bytes[i]!) & 0xff;
    l = ((l >>> 8) | (h << 24)) ^ NVME.low[at]!;
    h = (h >>> 8) ^ NVME.high[at]!;
  }
  const out = Buffer.alloc(8);
  out.writeInt32BE(~h);
  out.writeInt32BE(~l, 4);
  return out.toString('base64');
}
