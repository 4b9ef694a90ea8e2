import { ServiceError } from '../http/service-error.ts';
import type { Buckets } from './buckets.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import type { Version, Versions } from './versions.ts';

const CHUNK = 500;

/** Greater than any key with this beginning. */
const endOf = (prefix: string): string => `${prefix}\u{10FFFF}\u{10FFFF}`;

export function listingRoutes(buckets: Buckets, versions: Versions): Route[] {
  return [
    {
      operation: 'ListObjectsV2',
      method: 'GET',
      scope: 'bucket',
      needs: ['list-type'],
      takes: ['prefix', 'delimiter', 'max-keys', 'start-after', 'continuation-token', 'encoding-type', 'fetch-owner'],
      run: request => listObjects(versions, buckets.need(request.bucket).name, request),
    },
    {
      // The first version of the call, which older tools still make: it pages by the last key instead of a token.
      operation: 'ListObjects',
      method: 'GET',
      scope: 'bucket',
      takes: ['prefix', 'delimiter', 'max-keys', 'marker', 'encoding-type'],
      run: request => listObjects(versions, buckets.need(request.bucket).name, request),
    },
    {
      operation: 'ListObjectVersions',
      method: 'GET',
      scope: 'bucket',
      needs: ['versions'],
      takes: ['prefix', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
      run: request => listVersions(versions, buckets.need(request.bucket).name, request),
    },
  ];
}

function listObjects(versions: Versions, bucket: string, { query }: S3Request) {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const limit = maxKeys(query);
  const encode = encoder(query);
  const found: Version[] = [];
  const common = new Set<string>();
  const byMarker = !query.has('list-type');
  let last = token === null ? (query.get(byMarker ? 'marker' : 'start-after') ?? '') : decodeToken(token);
  let truncated = false;
  for (const version of latestKeys(versions, bucket, prefix, last)) {
    const end = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
    const folder = end < 0 ? undefined : version.key.slice(0, end + delimiter.length);
    if (folder !== undefined && (common.has(folder) || last.startsWith(folder))) continue;
    if (found.length + common.size === limit) {
      truncated = true;
      break;
    }
    if (folder === undefined) found.push(version);
    else common.add(folder);
    // A token that is the end of the last folder skips the rest of it.
    last = folder === undefined ? version.key : folder;
  }
  return xmlReply({
    ListBucketResult: {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxKeys: limit,
      EncodingType: query.get('encoding-type') ?? undefined,
      IsTruncated: truncated,
      ...(byMarker
        ? { Marker: encode(query.get('marker') ?? ''), NextMarker: truncated ? encode(last) : undefined }
        : {
            KeyCount: found.length + common.size,
            NextContinuationToken: truncated ? Buffer.from(last).toString('base64') : undefined,
          }),
      Contents: found.map(version => ({ Key: encode(version.key), ...facts(version) })),
      CommonPrefixes: [...common].map(folder => ({ Prefix: encode(folder) })),
    },
  });
}

function* latestKeys(versions: Versions, bucket: string, prefix: string, after: string) {
  let from = after;
  for (;;) {
    const chunk = versions.select(
      'bucket = ? AND key > ? AND key >= ? AND key < ? AND latest = 1 AND marker = 0 ORDER BY key LIMIT ?',
      bucket,
      from,
      prefix,
      endOf(prefix),
      CHUNK,
    );
    yield* chunk;
    if (chunk.length < CHUNK) return;
    from = chunk.at(-1)!.key;
  }
}

function listVersions(versions: Versions, bucket: string, { query }: S3Request) {
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const versionMarker = query.get('version-id-marker');
  const limit = maxKeys(query);
  const encode = encoder(query);
  const marked = versionMarker === null ? undefined : versions.find(bucket, keyMarker, versionMarker);
  const found = versions.select(
    `bucket = ? AND key >= ? AND key < ? AND (key > ? OR (key = ? AND sequence < ?)) ORDER BY key, sequence DESC LIMIT ?`,
    bucket,
    prefix,
    endOf(prefix),
    keyMarker,
    keyMarker,
    marked?.sequence ?? 0,
    limit + 1,
  );
  const truncated = found.length > limit;
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const entry = (version: Version) => ({
    Key: encode(version.key),
    VersionId: version.versionId,
    IsLatest: version.latest,
  });
  return xmlReply({
    ListVersionsResult: {
      Name: bucket,
      Prefix: encode(prefix),
      KeyMarker: encode(keyMarker),
      MaxKeys: limit,
      EncodingType: query.get('encoding-type') ?? undefined,
      IsTruncated: truncated,
      NextKeyMarker: truncated ? encode(last!.key) : undefined,
      NextVersionIdMarker: truncated ? last!.versionId : undefined,
      Version: shown.filter(version => !version.marker).map(version => ({ ...entry(version), ...facts(version) })),
      DeleteMarker: shown
        .filter(version => version.marker)
        .map(version => ({ ...entry(version), LastModified: new Date(version.modified).toISOString() })),
    },
  });
}

const facts = (version: Version) => ({
  LastModified: new Date(version.modified).toISOString(),
  ETag: version.etag,
  Size: version.size,
  StorageClass: 'STANDARD',
});

function maxKeys(query: URLSearchParams): number {
  const text = query.get('max-keys') ?? '1000';
  if (!/^\d{1,9}$/.test(text))
    throw new ServiceError('InvalidArgument', 'Provided max-keys not an integer or within integer range');
  return Math.min(Number(text), 1000);
}

/** Keys may hold characters that XML cannot; `encoding-type=url` is how a caller asks for them. */
function encoder(query: URLSearchParams): (text: string) => string {
  if (query.get('encoding-type') !== 'url') return text => text;
  return text => encodeURIComponent(text.toWellFormed()).replaceAll('%2F', '/').replaceAll('%20', '+');
}

const decodeToken = (token: string): string => Buffer.from(token, 'base64').toString();
