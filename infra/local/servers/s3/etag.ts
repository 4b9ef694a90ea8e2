import { createHash, randomBytes } from 'node:crypto';

/**
 * The MD5 of the body, but something else under KMS, as on S3: who takes the etag for a hash of the content must find
 * out here and not there.
 */
export function etagOf(body: Uint8Array, encryption: string | undefined): string {
  const hash = encryption?.startsWith('aws:kms') ? randomBytes(16) : createHash('md5').update(body).digest();
  return `"${hash.toString('hex')}"`;
}

export const unquoted = (etag: string): string => etag.replaceAll('"', '');
