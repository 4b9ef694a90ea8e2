import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Textract keeps what it read for seven days, for whoever has the job's id. In the state folder that would be the one
 * place where a document's raw text outlives its erasure; so a finished job is sealed under its own id, of which only a
 * hash is kept. When the pipeline forgets the id, nobody can read the result.
 */
export const hashOf = (secret: string): string => createHash('sha256').update('row ').update(secret).digest('hex');

const keyOf = (secret: string): Buffer => createHash('sha256').update('key ').update(secret).digest();

export function sealUnder(secret: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function openWith(secret: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
