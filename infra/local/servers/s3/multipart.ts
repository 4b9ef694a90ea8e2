import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml } from '../http/xml.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Buckets } from './buckets.ts';
import { type Algorithm, checksum, verifyChecksums } from './checksums.ts';
import { unquoted } from './etag.ts';
import { encryptionOf, keptHeaders, preconditions, verifyPayloadHash, versionHeader } from './headers.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import type { NamedPart, Part, Upload, Uploads } from './uploads.ts';
import type { Version, Versions } from './versions.ts';

/** Uploads in parts: each part is durable by itself, the object appears when the upload is completed. */
export function multipartRoutes(
  context: Context,
  buckets: Buckets,
  versions: Versions,
  uploads: Uploads,
  blobs: Blobs,
): Route[] {
  const need = ({ bucket, key, query }: S3Request) => {
    buckets.need(bucket);
    return uploads.need(query.get('uploadId') ?? '', bucket, key);
  };
  const object = { scope: 'object' } as const;
  return [
    {
      ...object,
      operation: 'CreateMultipartUpload',
      method: 'POST',
      needs: ['uploads'],
      run: request => create(buckets, uploads, request),
    },
    {
      ...object,
      operation: 'UploadPart',
      method: 'PUT',
      needs: ['partNumber', 'uploadId'],
      run: request => putPart(uploads, need(request), request),
    },
    {
      ...object,
      operation: 'CompleteMultipartUpload',
      method: 'POST',
      needs: ['uploadId'],
      run: request => complete({ context, buckets, versions, uploads, blobs }, need(request), request),
    },
    {
      ...object,
      operation: 'AbortMultipartUpload',
      method: 'DELETE',
      needs: ['uploadId'],
      run: request => {
        context.db.transaction(() => uploads.drop(need(request)));
        return { status: 204 };
      },
    },
    {
      ...object,
      operation: 'ListParts',
      method: 'GET',
      needs: ['uploadId'],
      run: request => listParts(uploads, need(request)),
    },
    {
      scope: 'bucket',
      operation: 'ListMultipartUploads',
      method: 'GET',
      needs: ['uploads'],
      run: ({ bucket }) => listUploads(uploads, buckets.need(bucket).name),
    },
  ];
}

function create(buckets: Buckets, uploads: Uploads, { bucket, key, headers }: S3Request) {
  const kept = keptHeaders(buckets.need(bucket), headers);
  const UploadId = uploads.create(bucket, key, kept, headers['x-amz-checksum-algorithm']);
  return xmlReply({ InitiateMultipartUploadResult: { Bucket: bucket, Key: key, UploadId } });
}

async function putPart(uploads: Uploads, upload: Upload, { headers, body, query }: S3Request) {
  if (headers['x-amz-copy-source'] !== undefined)
    throw new ServiceError('NotImplemented', 'No UploadPartCopy here.', 501);
  const number = Number(query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new ServiceError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  verifyPayloadHash(headers, body);
  verifyChecksums(headers, body);
  return { status: 200, headers: { etag: await uploads.putPart(upload, number, body) } };
}

interface Stores {
  readonly context: Context;
  readonly buckets: Buckets;
  readonly versions: Versions;
  readonly uploads: Uploads;
  readonly blobs: Blobs;
}

async function complete({ context, buckets, versions, uploads, blobs }: Stores, upload: Upload, request: S3Request) {
  const parts = uploads.choose(upload, namedParts(request.body.toString()));
  const bodies = await Promise.all(parts.map(part => uploads.read(part)));
  const body = Buffer.concat(bodies);
  const etag = compositeEtag(parts);
  const algorithm = upload.algorithm ?? 'CRC64NVME';
  const checksums = {
    [algorithm]: algorithm === 'CRC64NVME' ? checksum(algorithm, body) : composite(algorithm, bodies),
  };
  const bucket = buckets.need(request.bucket);
  const blob = await blobs.store(body);
  const reason = 'CompleteMultipartUpload' as const;
  const object = {
    key: upload.key,
    blob,
    size: body.length,
    etag,
    headers: JSON.parse(upload.headers),
    checksums,
    tags: {},
    reason,
  };
  const put = (): Version => {
    // Of two completions at a time, the second one finds no upload.
    uploads.need(upload.id, upload.bucket, upload.key);
    const version = versions.put(bucket, object, preconditions(request.headers));
    uploads.drop(upload);
    return version;
  };
  const version = await blobs.keepIf(blob, () => context.db.transaction(put));
  const result = { Location: `/${bucket.name}/${upload.key}`, Bucket: bucket.name, Key: upload.key, ETag: etag };
  return xmlReply({ CompleteMultipartUploadResult: result }, { ...versionHeader(version), ...encryptionOf(version) });
}

function namedParts(xml: string): NamedPart[] {
  const parts = childrenNamed(parseXml(xml), 'Part').map(part => ({
    number: Number(childText(part, 'PartNumber')),
    etag: unquoted(childText(part, 'ETag') ?? ''),
  }));
  if (parts.length === 0) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed.');
  return parts;
}

/** The MD5 of the parts' MD5s, marked with their number. */
function compositeEtag(parts: readonly Part[]): string {
  const digests = Buffer.concat(parts.map(part => Buffer.from(unquoted(part.etag), 'hex')));
  return `"${createHash('md5').update(digests).digest('hex')}-${parts.length}"`;
}

/** A checksum of the parts' checksums, marked likewise. */
function composite(algorithm: Algorithm, bodies: readonly Uint8Array[]): string {
  const sums = Buffer.concat(bodies.map(body => Buffer.from(checksum(algorithm, body), 'base64')));
  return `${checksum(algorithm, sums)}-${bodies.length}`;
}

function listParts(uploads: Uploads, upload: Upload) {
  const Part = uploads.parts(upload).map(({ number, size, etag, modified }) => ({
    PartNumber: number,
    LastModified: new Date(modified).toISOString(),
    ETag: etag,
    Size: size,
  }));
  return xmlReply({
    ListPartsResult: { Bucket: upload.bucket, Key: upload.key, UploadId: upload.id, IsTruncated: false, Part },
  });
}

function listUploads(uploads: Uploads, bucket: string) {
  const Upload = uploads
    .of(bucket)
    .map(({ id, key, started }) => ({ Key: key, UploadId: id, Initiated: new Date(started).toISOString() }));
  return xmlReply({ ListMultipartUploadsResult: { Bucket: bucket, IsTruncated: false, Upload } });
}
