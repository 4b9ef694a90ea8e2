import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ServiceError } from '../http/service-error.ts';
import type { Key } from './keys.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

/** A ciphertext blob: layout (1 byte), key id (16), nonce (12), tag (16), then AES-256-GCM ciphertext. */
const LAYOUT = 1;
const HEADER = 1 + 16 + 12 + 16;

export function seal(key: Key, plaintext: Uint8Array, context: EncryptionContext): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce).setAAD(boundTo(key.id, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(LAYOUT), idBytes(key.id), nonce, cipher.getAuthTag(), body]);
}

/** The id of the key that sealed a blob. */
export function sealedBy(blob: Uint8Array): string {
  if (blob.length < HEADER || blob[0] !== LAYOUT) throw invalid();
  const hex = Buffer.from(blob.subarray(1, 17)).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Fails on another encryption context as on a damaged blob, with the one error that AWS has for both. */
export function open(key: Key, blob: Uint8Array, context: EncryptionContext): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.material, blob.subarray(17, 29));
    decipher.setAAD(boundTo(key.id, context)).setAuthTag(blob.subarray(29, HEADER));
    return Buffer.concat([decipher.update(blob.subarray(HEADER)), decipher.final()]);
  } catch {
    throw invalid();
  }
}

const invalid = () =>
  new ServiceError('InvalidCiphertextException', 'The ciphertext or its encryption context is invalid.');

const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');

/** The order of a context's pairs does not matter; JSON keeps one pair from being read as another. */
const boundTo = (id: string, context: EncryptionContext) =>
  Buffer.from(JSON.stringify([id, Object.entries(context).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))]));
