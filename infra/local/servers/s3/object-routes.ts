import type { Reply } from '../http/listen.ts';
import { ServiceError } from '../http/service-error.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Bucket, Buckets } from './buckets.ts';
import { checksum, verifyChecksums } from './checksums.ts';
import { etagOf, unquoted } from './etag.ts';
import {
  checksumHeaders,
  encryptionFor,
  encryptionOf,
  keptHeaders,
  preconditions,
  verifyPayloadHash,
  versionHeader,
} from './headers.ts';
import { needVersion, RESPONSE_OVERRIDES, readReply } from './reading.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import { tagRoutes, tagsOf } from './tagging.ts';
import { type Preconditions, preconditionFailed, type Version, type Versions } from './versions.ts';

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
    const version = await blobs.keepIf(blob, () => versions.put(bucket, object, preconditions(headers)));
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
    const version = await blobs.keepIf(blob, () => versions.put(bucket, object, preconditions(headers)));
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
