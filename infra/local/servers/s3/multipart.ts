import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml } from '../http/xml.ts';
import type { Blob, Blobs } from '../store/blobs.ts';
import type { Buckets } from './buckets.ts';
import { ALGORITHMS, type Algorithm, checksum, verifyChecksums } from './checksums.ts';
import { encryptionOf, keptHeaders, preconditions, verifyPayloadHash, versionHeader } from './headers.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import { unquoted, type Versions } from './versions.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS s3_upload (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL, algorithm TEXT, started INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS s3_part (
    upload TEXT NOT NULL REFERENCES s3_upload ON DELETE CASCADE, number INTEGER NOT NULL, size INTEGER NOT NULL,
    etag TEXT NOT NULL, modified INTEGER NOT NULL, bytes BLOB, file TEXT, PRIMARY KEY (upload, number)
  ) STRICT`;

/** Bytes of every part but the last. */
const MIN_PART = 5 * 1024 * 1024;

interface UploadRow {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: string;
  readonly algorithm: Algorithm | null;
  readonly started: number;
}

interface PartRow {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
  readonly bytes: Uint8Array | null;
  readonly file: string | null;
}

/** Uploads in parts: each part is durable by itself, the object appears when the upload is completed. */
export class Uploads {
  readonly #context: Context;
  readonly #buckets: Buckets;
  readonly #versions: Versions;
  readonly #blobs: Blobs;

  constructor(context: Context, buckets: Buckets, versions: Versions, blobs: Blobs) {
    this.#context = context;
    this.#buckets = buckets;
    this.#versions = versions;
    this.#blobs = blobs;
    context.db.define(SCHEMA);
  }

  routes(): Route[] {
    const object = { scope: 'object' } as const;
    return [
      {
        ...object,
        operation: 'CreateMultipartUpload',
        method: 'POST',
        needs: ['uploads'],
        run: request => this.#create(request),
      },
      {
        ...object,
        operation: 'UploadPart',
        method: 'PUT',
        needs: ['partNumber', 'uploadId'],
        run: request => this.#part(request),
      },
      {
        ...object,
        operation: 'CompleteMultipartUpload',
        method: 'POST',
        needs: ['uploadId'],
        run: request => this.#complete(request),
      },
      {
        ...object,
        operation: 'AbortMultipartUpload',
        method: 'DELETE',
        needs: ['uploadId'],
        run: request => this.#abort(request),
      },
      { ...object, operation: 'ListParts', method: 'GET', needs: ['uploadId'], run: request => this.#list(request) },
      {
        scope: 'bucket',
        operation: 'ListMultipartUploads',
        method: 'GET',
        needs: ['uploads'],
        run: request => this.#uploads(request),
      },
    ];
  }

  isNamed(file: string): boolean {
    return this.#context.db.get('SELECT 1 FROM s3_part WHERE file = ?', file) !== undefined;
  }

  /** Uploads of a bucket that began before `time` (ms) are given up. */
  abortOlder(bucket: string, prefix: string, time: number): void {
    const rows = this.#context.db.all<UploadRow>(
      'SELECT * FROM s3_upload WHERE bucket = ? AND started < ?',
      bucket,
      time,
    );
    for (const row of rows) if (row.key.startsWith(prefix)) this.#drop(row);
  }

  #create({ bucket, key, headers }: S3Request) {
    const id = randomBytes(32).toString('base64url');
    const algorithm = String(headers['x-amz-checksum-algorithm'] ?? '');
    this.#context.db.run(
      'INSERT INTO s3_upload (id, bucket, key, headers, algorithm, started) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      bucket,
      key,
      JSON.stringify(keptHeaders(this.#buckets.need(bucket), headers)),
      ALGORITHMS.find(known => known === algorithm) ?? null,
      this.#context.clock(),
    );
    return xmlReply({ InitiateMultipartUploadResult: { Bucket: bucket, Key: key, UploadId: id } });
  }

  async #part(request: S3Request) {
    const { headers, body, query } = request;
    if (headers['x-amz-copy-source'] !== undefined)
      throw new ServiceError('NotImplemented', 'No UploadPartCopy here.', 501);
    const upload = this.#need(request);
    const number = Number(query.get('partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw new ServiceError('InvalidArgument', 'Part number must be 1 to 10000.');
    verifyPayloadHash(headers, body);
    verifyChecksums(headers, body);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const blob = await this.#blobs.store(body);
    await this.#blobs.keepIf(blob, () =>
      this.#context.db.transaction(() => this.#putPart(upload, number, etag, body.length, blob)),
    );
    return { status: 200, headers: { etag } };
  }

  #putPart(upload: UploadRow, number: number, etag: string, size: number, blob: Blob): void {
    // While the body was written, the upload may have ended.
    this.#row(upload.id, upload.bucket, upload.key);
    const old = this.#parts(upload).find(part => part.number === number);
    if (old?.file) this.#removeFile(old.file);
    this.#context.db.run(
      'INSERT OR REPLACE INTO s3_part (upload, number, size, etag, modified, bytes, file) VALUES (?, ?, ?, ?, ?, ?, ?)',
      upload.id,
      number,
      size,
      etag,
      this.#context.clock(),
      'bytes' in blob ? blob.bytes : null,
      'file' in blob ? blob.file : null,
    );
  }

  async #complete(request: S3Request) {
    const upload = this.#need(request);
    const parts = this.#chosen(upload, request.body.toString());
    const bodies = await Promise.all(
      parts.map(part => this.#blobs.read(part.file ? { file: part.file } : { bytes: part.bytes! })),
    );
    const body = Buffer.concat(bodies);
    const digests = Buffer.concat(parts.map(part => Buffer.from(unquoted(part.etag), 'hex')));
    const etag = `"${createHash('md5').update(digests).digest('hex')}-${parts.length}"`;
    const algorithm = upload.algorithm ?? 'CRC64NVME';
    const checksums = {
      [algorithm]: algorithm === 'CRC64NVME' ? checksum(algorithm, body) : composite(algorithm, bodies),
    };
    const bucket = this.#buckets.need(request.bucket);
    const blob = await this.#blobs.store(body);
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
    const version = await this.#blobs.keepIf(blob, () =>
      this.#context.db.transaction(() => {
        this.#row(upload.id, upload.bucket, upload.key);
        const stored = this.#versions.put(bucket, object, preconditions(request.headers));
        this.#drop(upload);
        return stored;
      }),
    );
    const result = { Location: `/${bucket.name}/${upload.key}`, Bucket: bucket.name, Key: upload.key, ETag: etag };
    return xmlReply({ CompleteMultipartUploadResult: result }, { ...versionHeader(version), ...encryptionOf(version) });
  }

  /** The parts that the caller names, which must be there, in order and large enough. */
  #chosen(upload: UploadRow, xml: string): PartRow[] {
    const named = childrenNamed(parseXml(xml), 'Part').map(part => ({
      number: Number(childText(part, 'PartNumber')),
      etag: unquoted(childText(part, 'ETag') ?? ''),
    }));
    if (named.length === 0) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed.');
    if (named.some((part, i) => i > 0 && part.number <= named[i - 1]!.number)) {
      throw new ServiceError('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    const stored = this.#parts(upload);
    const parts = named.map(({ number, etag }) =>
      stored.find(part => part.number === number && unquoted(part.etag) === etag),
    );
    if (parts.includes(undefined))
      throw new ServiceError('InvalidPart', 'One or more of the specified parts could not be found.');
    if (parts.slice(0, -1).some(part => part!.size < MIN_PART)) {
      throw new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return parts as PartRow[];
  }

  #abort(request: S3Request) {
    this.#drop(this.#need(request));
    return { status: 204 };
  }

  #list(request: S3Request) {
    const upload = this.#need(request);
    const Part = this.#parts(upload).map(({ number, size, etag, modified }) => ({
      PartNumber: number,
      LastModified: new Date(modified).toISOString(),
      ETag: etag,
      Size: size,
    }));
    return xmlReply({
      ListPartsResult: { Bucket: upload.bucket, Key: upload.key, UploadId: upload.id, IsTruncated: false, Part },
    });
  }

  #uploads({ bucket }: S3Request) {
    this.#buckets.need(bucket);
    const rows = this.#context.db.all<UploadRow>(
      'SELECT * FROM s3_upload WHERE bucket = ? ORDER BY key, started',
      bucket,
    );
    const Upload = rows.map(({ id, key, started }) => ({
      Key: key,
      UploadId: id,
      Initiated: new Date(started).toISOString(),
    }));
    return xmlReply({ ListMultipartUploadsResult: { Bucket: bucket, IsTruncated: false, Upload } });
  }

  #need({ bucket, key, query }: S3Request): UploadRow {
    this.#buckets.need(bucket);
    return this.#row(query.get('uploadId') ?? '', bucket, key);
  }

  #row(id: string, bucket: string, key: string): UploadRow {
    const row = this.#context.db.get<UploadRow>(
      'SELECT * FROM s3_upload WHERE id = ? AND bucket = ? AND key = ?',
      id,
      bucket,
      key,
    );
    if (!row) throw new ServiceError('NoSuchUpload', 'The specified upload does not exist.', 404);
    return row;
  }

  #parts(upload: UploadRow): PartRow[] {
    return this.#context.db.all<PartRow>('SELECT * FROM s3_part WHERE upload = ? ORDER BY number', upload.id);
  }

  #drop(upload: UploadRow): void {
    for (const { file } of this.#parts(upload)) if (file) this.#removeFile(file);
    this.#context.db.run('DELETE FROM s3_upload WHERE id = ?', upload.id);
  }

  #removeFile(file: string): void {
    this.#context.db.afterCommit(() => void this.#blobs.remove(file).catch(() => {}));
  }
}

/** A checksum of the parts' checksums, marked with their number. */
function composite(algorithm: Algorithm, bodies: readonly Uint8Array[]): string {
  const sums = Buffer.concat(bodies.map(body => Buffer.from(checksum(algorithm, body), 'base64')));
  return `${checksum(algorithm, sums)}-${bodies.length}`;
}
