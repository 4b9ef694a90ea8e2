import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import type { Blob, Blobs } from '../store/blobs.ts';
import { ALGORITHMS, type Algorithm } from './checksums.ts';
import { unquoted } from './etag.ts';

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

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: string;
  readonly algorithm: Algorithm | null;
  readonly started: number;
}

export interface Part {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly modified: number;
  readonly bytes: Uint8Array | null;
  readonly file: string | null;
}

/** A part as the caller names it when the upload is completed. */
export interface NamedPart {
  readonly number: number;
  readonly etag: string;
}

/** Uploads that are not complete yet, and their parts. */
export class Uploads {
  readonly #context: Context;
  readonly #blobs: Blobs;

  constructor(context: Context, blobs: Blobs) {
    this.#context = context;
    this.#blobs = blobs;
    context.db.define(SCHEMA);
  }

  create(bucket: string, key: string, headers: Readonly<Record<string, string>>, algorithm: unknown): string {
    const id = randomBytes(32).toString('base64url');
    this.#context.db.run(
      'INSERT INTO s3_upload (id, bucket, key, headers, algorithm, started) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      bucket,
      key,
      JSON.stringify(headers),
      ALGORITHMS.find(known => known === algorithm) ?? null,
      this.#context.clock(),
    );
    return id;
  }

  need(id: string, bucket: string, key: string): Upload {
    const sql = 'SELECT * FROM s3_upload WHERE id = ? AND bucket = ? AND key = ?';
    const upload = this.#context.db.get<Upload>(sql, id, bucket, key);
    if (!upload) throw new ServiceError('NoSuchUpload', 'The specified upload does not exist.', 404);
    return upload;
  }

  of(bucket: string): Upload[] {
    return this.#context.db.all<Upload>('SELECT * FROM s3_upload WHERE bucket = ? ORDER BY key, started', bucket);
  }

  parts(upload: Upload): Part[] {
    return this.#context.db.all<Part>('SELECT * FROM s3_part WHERE upload = ? ORDER BY number', upload.id);
  }

  /** The part's etag. */
  async putPart(upload: Upload, number: number, body: Buffer): Promise<string> {
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const blob = await this.#blobs.store(body);
    const put = () => this.#context.db.transaction(() => this.#insertPart(upload, number, etag, body.length, blob));
    await this.#blobs.keepIf(blob, put);
    return etag;
  }

  read(part: Part): Promise<Uint8Array> {
    return this.#blobs.read(part.file === null ? { bytes: part.bytes! } : { file: part.file });
  }

  /** The parts that the caller names, which must be there, in order and large enough. */
  choose(upload: Upload, named: readonly NamedPart[]): Part[] {
    if (named.some((part, i) => i > 0 && part.number <= named[i - 1]!.number)) {
      throw new ServiceError('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    const stored = this.parts(upload);
    const parts = named.map(({ number, etag }) => {
      const part = stored.find(candidate => candidate.number === number && unquoted(candidate.etag) === etag);
      if (part) return part;
      throw new ServiceError('InvalidPart', 'One or more of the specified parts could not be found.');
    });
    if (parts.slice(0, -1).some(part => part.size < MIN_PART)) {
      throw new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
    }
    return parts;
  }

  drop(upload: Upload): void {
    for (const { file } of this.parts(upload)) if (file !== null) this.#removeFile(file);
    this.#context.db.run('DELETE FROM s3_upload WHERE id = ?', upload.id);
  }

  isNamed(file: string): boolean {
    return this.#context.db.get('SELECT 1 FROM s3_part WHERE file = ?', file) !== undefined;
  }

  #insertPart(upload: Upload, number: number, etag: string, size: number, blob: Blob): void {
    // While the body was written, the upload may have ended.
    this.need(upload.id, upload.bucket, upload.key);
    const old = this.parts(upload).find(part => part.number === number)?.file;
    if (old) this.#removeFile(old);
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

  #removeFile(file: string): void {
    this.#context.db.afterCommit(() => void this.#blobs.remove(file).catch(() => {}));
  }
}
