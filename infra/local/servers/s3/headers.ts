import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../http/service-error.ts';
import type { Bucket } from './buckets.ts';
import { type Algorithm, checksumHeader } from './checksums.ts';
import type { Preconditions, Version } from './versions.ts';

const KEPT = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-language',
  'expires',
  'x-amz-storage-class',
];

/** The headers of a request that come back with the object. */
export function keptHeaders(bucket: Bucket, headers: IncomingHttpHeaders): Record<string, string> {
  if (!['private', 'bucket-owner-full-control', undefined].includes(headers['x-amz-acl'] as string | undefined)) {
    throw new ServiceError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
  const kept: Record<string, string> = { 'content-type': 'application/octet-stream' };
  let metadata = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('x-amz-meta-')) metadata += name.length - 11 + Buffer.byteLength(String(value));
    if (name.startsWith('x-amz-meta-') || KEPT.includes(name)) kept[name] = String(value);
  }
  if (metadata > 2048)
    throw new ServiceError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size.');
  const encoding = String(headers['content-encoding'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part && part !== 'aws-chunked');
  if (encoding.length > 0) kept['content-encoding'] = encoding.join(',');
  return { ...kept, ...encryptionFor(bucket, headers) };
}

/** The encryption that a request asks for, else the bucket's. */
export function encryptionFor(bucket: Bucket, headers: IncomingHttpHeaders): Record<string, string> {
  const asked = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption'));
  if (asked.some(([name]) => name.includes('customer')))
    throw new ServiceError('NotImplemented', 'No customer-provided keys here.', 501);
  const shown = asked.filter(([name]) => !name.endsWith('-context')).map(([name, value]) => [name, String(value)]);
  return shown.length > 0 ? Object.fromEntries(shown) : { ...bucket.encryption };
}

export const preconditions = (headers: IncomingHttpHeaders): Preconditions => ({
  ifMatch: headers['if-match'],
  ifNoneMatch: headers['if-none-match'],
});

export function verifyPayloadHash(headers: IncomingHttpHeaders, body: Buffer): void {
  const hash = String(headers['x-amz-content-sha256'] ?? '');
  if (/^[\da-f]{64}$/.test(hash) && createHash('sha256').update(body).digest('hex') !== hash) {
    throw new ServiceError(
      'XAmzContentSHA256Mismatch',
      'The provided x-amz-content-sha256 header does not match what was computed.',
    );
  }
}

export const versionHeader = ({ versionId }: Version): Record<string, string> =>
  versionId === 'null' ? {} : { 'x-amz-version-id': versionId };

export const encryptionOf = ({ headers }: Version): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')));

export function checksumHeaders({ checksums }: Version): Record<string, string> {
  const entries = Object.entries(checksums).map(
    ([algorithm, value]) => [checksumHeader(algorithm as Algorithm), value] as const,
  );
  const type = entries.some(([, value]) => value.includes('-')) ? 'COMPOSITE' : 'FULL_OBJECT';
  return { ...Object.fromEntries(entries), ...(entries.length > 0 ? { 'x-amz-checksum-type': type } : {}) };
}
