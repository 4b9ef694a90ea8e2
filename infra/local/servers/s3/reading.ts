import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../http/listen.ts';
import { ServiceError } from '../http/service-error.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Bucket } from './buckets.ts';
import { unquoted } from './etag.ts';
import { checksumHeaders, versionHeader } from './headers.ts';
import { rangeOf } from './ranges.ts';
import type { S3Request } from './router.ts';
import { preconditionFailed, type Version, type Versions } from './versions.ts';

/** Headers of the answer that a reader may ask for with `response-…` parameters. */
export const RESPONSE_OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

export function readReply(
  versions: Versions,
  blobs: Blobs,
  version: Version,
  { headers, query }: S3Request,
  withBody: boolean,
): Reply {
  const base: Record<string, string> = {
    etag: version.etag,
    'last-modified': new Date(version.modified).toUTCString(),
    'accept-ranges': 'bytes',
    ...version.headers,
    ...versionHeader(version),
    ...(Object.keys(version.tags).length > 0
      ? { 'x-amz-tagging-count': String(Object.keys(version.tags).length) }
      : {}),
  };
  for (const name of RESPONSE_OVERRIDES) {
    const value = query.get(`response-${name}`);
    if (value !== null) base[name] = value;
  }
  const status = conditionalStatus(version, headers);
  if (status === 412) throw preconditionFailed();
  if (status === 304) return { status, headers: base };
  const range = rangeOf(headers.range, version.size);
  if (range) {
    base['content-range'] = `bytes ${range.start}-${range.end}/${version.size}`;
  } else if (headers['x-amz-checksum-mode'] === 'ENABLED') Object.assign(base, checksumHeaders(version));
  const { start, end } = range ?? { start: 0, end: version.size - 1 };
  base['content-length'] = String(end + 1 - start);
  const body = withBody && version.size > 0 ? blobs.slice(versions.blob(version), start, end) : '';
  return { status: range ? 206 : 200, headers: base, body };
}

function conditionalStatus(version: Version, headers: IncomingHttpHeaders): number {
  const etag = unquoted(version.etag);
  const second = Math.floor(version.modified / 1000) * 1000;
  const since = (name: string) => (headers[name] === undefined ? undefined : Date.parse(String(headers[name])));
  const [match, noneMatch] = [headers['if-match'], headers['if-none-match']];
  if (match !== undefined && match !== '*' && unquoted(match) !== etag) return 412;
  if (match === undefined && second > (since('if-unmodified-since') ?? second)) return 412;
  if (noneMatch !== undefined) return noneMatch === '*' || unquoted(noneMatch) === etag ? 304 : 200;
  return second <= (since('if-modified-since') ?? second - 1) ? 304 : 200;
}

export function needVersion(versions: Versions, bucket: Bucket, key: string, versionId: string | null): Version {
  if (versionId !== null) {
    const version = versions.find(bucket.name, key, versionId);
    if (!version) throw new ServiceError('NoSuchVersion', 'The specified version does not exist.', 404);
    const marked = { 'x-amz-delete-marker': 'true' };
    if (version.marker)
      throw new ServiceError('MethodNotAllowed', 'The specified version is a delete marker.', 405, marked);
    return version;
  }
  const latest = versions.latest(bucket.name, key);
  const marked = latest ? { 'x-amz-delete-marker': 'true', ...versionHeader(latest) } : {};
  if (!latest || latest.marker) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404, marked);
  return latest;
}
