import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../http/listen.ts';
import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml } from '../http/xml.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Bucket, Buckets } from './buckets.ts';
import { type Algorithm, checksum, checksumHeader, verifyChecksums } from './checksums.ts';
import { rangeOf } from './ranges.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import { etagOf, type Preconditions, preconditionFailed, unquoted, type Version, type Versions } from './versions.ts';

const RESPONSE_OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

export function objectRoutes(buckets: Buckets, versions: Versions, blobs: Blobs): Route[] {
  const read = (withBody: boolean) => async (request: S3Request) => {
    const version = needVersion(versions, buckets.need(request.bucket), request.key, request.query.get('versionId'));
    return readReply(versions, blobs, version, request, withBody);
  };
  const takes = ['versionId', ...RESPONSE_OVERRIDES.map(name => `response-${name}`)];
  return [
    {
      operation: 'CopyObject',
      method: 'PUT',
      scope: 'object',
      header: 'x-amz-copy-source',
      run: copy(buckets, versions, blobs),
    },
    { operation: 'PutObject', method: 'PUT', scope: 'object', run: put(buckets, versions, blobs) },
    { operation: 'GetObject', method: 'GET', scope: 'object', takes, run: read(true) },
    { operation: 'HeadObject', method: 'HEAD', scope: 'object', takes, run: read(false) },
    {
      operation: 'DeleteObject',
      method: 'DELETE',
      scope: 'object',
      takes: ['versionId'],
      run: remove(buckets, versions),
    },
    ...tagRoutes(buckets, versions),
  ];
}

const put =
  (buckets: Buckets, versions: Versions, blobs: Blobs) =>
  async (request: S3Request): Promise<Reply> => {
    const { body, headers } = request;
    const bucket = buckets.need(request.bucket);
    verifyPayloadHash(headers, body);
    const checksums = verifyChecksums(headers, body);
    // S3 computes one of its own when the caller gives none.
    if (Object.keys(checksums).length === 0) checksums.CRC64NVME = checksum('CRC64NVME', body);
    const kept = keptHeaders(bucket, headers);
    const etag = etagOf(body, kept['x-amz-server-side-encryption']);
    const blob = await blobs.store(body);
    const object = {
      key: request.key,
      blob,
      size: body.length,
      etag,
      headers: kept,
      checksums,
      tags: tagsOf(headers),
      reason: 'PutObject' as const,
    };
    const version = await orRemove(blobs, blob, () => versions.put(bucket, object, preconditions(headers)));
    return {
      status: 200,
      headers: { etag, ...versionHeader(version), ...encryptionOf(version), ...checksumHeaders(version) },
    };
  };

const copy =
  (buckets: Buckets, versions: Versions, blobs: Blobs) =>
  async (request: S3Request): Promise<Reply> => {
    const { headers } = request;
    const bucket = buckets.need(request.bucket);
    const source = copySource(buckets, versions, String(headers['x-amz-copy-source']));
    const wanted = headers['x-amz-copy-source-if-match'];
    if (wanted !== undefined && unquoted(String(wanted)) !== unquoted(source.etag)) throw preconditionFailed();
    const replace = headers['x-amz-metadata-directive'] === 'REPLACE';
    const body = await blobs.read(versions.blob(source));
    const described = replace ? keptHeaders(bucket, headers) : { ...source.headers, ...encryptionFor(bucket, headers) };
    const etag = etagOf(body, described['x-amz-server-side-encryption']);
    const tags = headers['x-amz-tagging-directive'] === 'REPLACE' ? tagsOf(headers) : source.tags;
    const blob = await blobs.store(body);
    const checksums = { CRC64NVME: checksum('CRC64NVME', body) };
    const object = {
      key: request.key,
      blob,
      size: body.length,
      etag,
      headers: described,
      checksums,
      tags,
      reason: 'CopyObject' as const,
    };
    const version = await orRemove(blobs, blob, () => versions.put(bucket, object, preconditions(headers)));
    const from = source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId };
    const result = {
      ETag: etag,
      LastModified: new Date(version.modified).toISOString(),
      ChecksumCRC64NVME: checksums.CRC64NVME,
    };
    return xmlReply({ CopyObjectResult: result }, { ...versionHeader(version), ...from, ...encryptionOf(version) });
  };

const remove =
  (buckets: Buckets, versions: Versions) =>
  (request: S3Request): Reply => {
    const bucket = buckets.need(request.bucket);
    const versionId = request.query.get('versionId');
    return {
      status: 204,
      headers: deleteOne(versions, bucket, request.key, versionId, preconditions(request.headers)),
    };
  };

/** Deletes and answers the headers of the answer. A version that is not there is deleted already. */
export function deleteOne(
  versions: Versions,
  bucket: Bucket,
  key: string,
  versionId: string | null | undefined,
  conditions: Preconditions = {},
): Record<string, string> {
  if (versionId === null || versionId === undefined) {
    const marker = versions.remove(bucket, key, 'DeleteObject', conditions);
    return marker ? { 'x-amz-delete-marker': 'true', ...versionHeader(marker) } : {};
  }
  const version = versions.find(bucket.name, key, versionId);
  if (!version) return { 'x-amz-version-id': versionId };
  versions.removeVersion(bucket, version, 'DeleteObject');
  return { 'x-amz-version-id': versionId, ...(version.marker ? { 'x-amz-delete-marker': 'true' } : {}) };
}

function readReply(
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

function copySource(buckets: Buckets, versions: Versions, header: string): Version {
  const [path = '', parameters = ''] = header.replace(/^\//, '').split('?');
  const slash = path.indexOf('/');
  let key: string;
  try {
    key = decodeURIComponent(path.slice(slash + 1));
  } catch {
    throw new ServiceError('InvalidArgument', 'The copy source is not valid.');
  }
  if (slash < 1 || key === '') throw new ServiceError('InvalidArgument', 'The copy source is not valid.');
  return needVersion(
    versions,
    buckets.need(path.slice(0, slash)),
    key,
    new URLSearchParams(parameters).get('versionId'),
  );
}

function tagRoutes(buckets: Buckets, versions: Versions): Route[] {
  const version = ({ bucket, key, query }: S3Request) =>
    needVersion(versions, buckets.need(bucket), key, query.get('versionId'));
  const route = { scope: 'object', needs: ['tagging'], takes: ['versionId'] } as const;
  return [
    {
      ...route,
      operation: 'GetObjectTagging',
      method: 'GET',
      run: request => {
        const Tag = Object.entries(version(request).tags).map(([Key, Value]) => ({ Key, Value }));
        return xmlReply({ Tagging: { TagSet: { Tag } } }, versionHeader(version(request)));
      },
    },
    {
      ...route,
      operation: 'PutObjectTagging',
      method: 'PUT',
      run: request => {
        const set = childrenNamed(parseXml(request.body.toString()), 'TagSet')[0];
        if (!set) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed.');
        const tags = childrenNamed(set, 'Tag').map(
          tag => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? ''] as const,
        );
        versions.setTags(version(request), checkTags(tags));
        return { status: 200, headers: versionHeader(version(request)) };
      },
    },
    {
      ...route,
      operation: 'DeleteObjectTagging',
      method: 'DELETE',
      run: request => {
        versions.setTags(version(request), {});
        return { status: 204, headers: versionHeader(version(request)) };
      },
    },
  ];
}

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
function encryptionFor(bucket: Bucket, headers: IncomingHttpHeaders): Record<string, string> {
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

function tagsOf(headers: IncomingHttpHeaders): Record<string, string> {
  return checkTags([...new URLSearchParams(String(headers['x-amz-tagging'] ?? ''))]);
}

function checkTags(tags: readonly (readonly [string, string])[]): Record<string, string> {
  const valid =
    tags.length <= 10 && tags.every(([key, value]) => key.length >= 1 && key.length <= 128 && value.length <= 256);
  if (!valid || new Set(tags.map(([key]) => key)).size < tags.length)
    throw new ServiceError('InvalidTag', 'The tags are not valid.');
  return Object.fromEntries(tags);
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

/** Takes the file away again if what it was written for fails. */
export async function orRemove<R>(blobs: Blobs, blob: Awaited<ReturnType<Blobs['store']>>, work: () => R): Promise<R> {
  try {
    return work();
  } catch (error) {
    if ('file' in blob) await blobs.remove(blob.file);
    throw error;
  }
}
