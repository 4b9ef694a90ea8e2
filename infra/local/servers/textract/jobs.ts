import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { TextractFault } from '../faults.ts';
import { ServiceError } from '../http/service-error.ts';
import type { S3Server } from '../s3/server.ts';
import type { SnsServer } from '../sns/server.ts';
import { type Block, blocksOf } from './blocks.ts';
import { type Ocr, readDocument } from './documents.ts';
import { hashOf, openWith, sealUnder } from './sealed.ts';

/**
 * `id` is the job's id while it runs, since the notice needs it; afterwards only its hash stays. `sealed_id` is the id
 * under the caller's token, for a repeated Start. Blocks are sealed by the hundred.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS textract_job (
    hash TEXT PRIMARY KEY, id TEXT, token_hash TEXT, sealed_id BLOB, request BLOB, request_hash TEXT NOT NULL,
    status TEXT NOT NULL, message TEXT, pages INTEGER NOT NULL DEFAULT 0, blocks INTEGER NOT NULL DEFAULT 0,
    missing INTEGER, created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS textract_token ON textract_job (token_hash);
  CREATE INDEX IF NOT EXISTS textract_waiting ON textract_job (created) WHERE status = 'IN_PROGRESS';
  CREATE TABLE IF NOT EXISTS textract_blocks (
    hash TEXT NOT NULL REFERENCES textract_job ON DELETE CASCADE, part INTEGER NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (hash, part)
  ) STRICT`;

const PART = 100;
const LIFE = 7 * 86_400_000;
/** Milliseconds by which an early notice is early. */
const EARLY = 300;
const API = 'StartDocumentTextDetection';

export interface StartRequest {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
  readonly token: string | undefined;
  readonly tag: string | undefined;
  readonly topicArn: string | undefined;
}

export type JobStatus = 'IN_PROGRESS' | 'SUCCEEDED' | 'PARTIAL_SUCCESS' | 'FAILED';

export interface JobRow {
  readonly hash: string;
  readonly id: string | null;
  readonly request: Uint8Array | null;
  readonly request_hash: string;
  readonly sealed_id: Uint8Array | null;
  readonly status: JobStatus;
  readonly message: string | null;
  readonly pages: number;
  readonly blocks: number;
  /** The page that a partial result lacks. */
  readonly missing: number | null;
  readonly created: number;
}

interface Outcome {
  readonly status: JobStatus;
  readonly message?: string;
  readonly blocks: readonly Block[];
  readonly pages: number;
  readonly missing?: number;
}

export class Jobs {
  readonly #context: Context;
  readonly #s3: S3Server;
  readonly #sns: SnsServer;
  readonly #ocr: Ocr | undefined;
  readonly #concurrency: number;
  readonly #running = new Set<string>();
  #stopped = false;

  constructor(context: Context, s3: S3Server, sns: SnsServer, ocr: Ocr | undefined, concurrency: number) {
    this.#context = context;
    this.#s3 = s3;
    this.#sns = sns;
    this.#ocr = ocr;
    this.#concurrency = concurrency;
    context.db.define(SCHEMA);
  }

  /** The id of the job: of the earlier one, if the token and all else are the same. That one tells nobody again. */
  start(request: StartRequest): string {
    const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const { token } = request;
    const known = token === undefined ? undefined : this.#byToken(token);
    if (known) {
      if (known.request_hash === requestHash) return openWith(token!, known.sealed_id!);
      throw new ServiceError('IdempotentParameterMismatchException', 'The token was used with other parameters.');
    }
    const id = randomBytes(32).toString('hex');
    this.#context.db.run(
      `INSERT INTO textract_job (hash, id, token_hash, sealed_id, request, request_hash, status, created)
         VALUES (?, ?, ?, ?, ?, ?, 'IN_PROGRESS', ?)`,
      hashOf(id),
      id,
      token === undefined ? null : hashOf(token),
      token === undefined ? null : sealUnder(token, id),
      sealUnder(id, JSON.stringify(request)),
      requestHash,
      this.#context.clock(),
    );
    this.#context.db.afterCommit(() => this.pump());
    return id;
  }

  find(id: string): JobRow | undefined {
    const oldest = this.#context.clock() - LIFE;
    return this.#context.db.get<JobRow>(
      'SELECT * FROM textract_job WHERE hash = ? AND created > ?',
      hashOf(id),
      oldest,
    );
  }

  /** Blocks `from` to `to` (not included) of a finished job. */
  blocks(id: string, from: number, to: number): Block[] {
    const rows = this.#context.db.all<{ sealed: Uint8Array }>(
      'SELECT sealed FROM textract_blocks WHERE hash = ? AND part >= ? AND part < ? ORDER BY part',
      hashOf(id),
      Math.floor(from / PART),
      Math.ceil(to / PART),
    );
    const skipped = from % PART;
    return rows.flatMap(row => JSON.parse(openWith(id, row.sealed)) as Block[]).slice(skipped, skipped + to - from);
  }

  /** Takes up what is waiting, also what a crash left behind. */
  pump(): void {
    if (this.#stopped) return;
    const waiting = this.#context.db.all<JobRow & { id: string }>(
      "SELECT * FROM textract_job WHERE status = 'IN_PROGRESS' ORDER BY created, hash LIMIT 50",
    );
    for (const row of waiting) {
      if (this.#running.size >= this.#concurrency) return;
      if (this.#running.has(row.hash)) continue;
      this.#running.add(row.hash);
      this.#run(row)
        .catch(() => {})
        .finally(() => {
          this.#running.delete(row.hash);
          this.pump();
        });
    }
  }

  /** Forgets results of more than seven days. */
  expire(): void {
    this.#context.db.run('DELETE FROM textract_job WHERE created <= ?', this.#context.clock() - LIFE);
  }

  stop(): void {
    this.#stopped = true;
  }

  #byToken(token: string): JobRow | undefined {
    const oldest = this.#context.clock() - LIFE;
    return this.#context.db.get<JobRow>(
      'SELECT * FROM textract_job WHERE token_hash = ? AND created > ?',
      hashOf(token),
      oldest,
    );
  }

  async #run(row: JobRow & { id: string }): Promise<void> {
    const request: StartRequest = JSON.parse(openWith(row.id, row.request!));
    const { bucket, key, token } = request;
    const fault = this.#context.faults.textractJob?.({ jobId: row.id, bucket, key, token }) ?? {};
    const outcome = await this.#outcome(request, fault);
    if (this.#stopped) return;
    const tell = (id: string) => this.#tell(request, id, outcome.status);
    if (fault.notice === 'early') {
      tell(row.id);
      await sleep(EARLY);
      if (this.#stopped) return;
    }
    this.#context.db.transaction(() => {
      this.#finish(row.id, outcome);
      if (fault.notice === 'foreign') tell(randomBytes(32).toString('hex'));
      if (fault.notice !== 'lost' && fault.notice !== 'early') tell(row.id);
      if (fault.notice === 'duplicate') tell(row.id);
    });
  }

  async #outcome({ bucket, key, versionId }: StartRequest, fault: TextractFault): Promise<Outcome> {
    const failed = (message: string): Outcome => ({ status: 'FAILED', message, blocks: [], pages: 0 });
    if (fault.status === 'FAILED') return failed('INTERNAL_SERVER_ERROR');
    try {
      const bytes = await this.#s3.read(bucket, key, versionId);
      if (!bytes) return failed('INVALID_S3_OBJECT');
      const pages = await readDocument(this.#ocr, bytes, 'async');
      const partial = fault.status === 'PARTIAL_SUCCESS';
      const blocks = blocksOf(partial ? pages.slice(0, -1) : pages);
      if (!partial) return { status: 'SUCCEEDED', blocks, pages: pages.length };
      return { status: 'PARTIAL_SUCCESS', blocks, pages: pages.length, missing: pages.length };
    } catch (error) {
      return failed(error instanceof ServiceError ? error.code : 'INTERNAL_SERVER_ERROR');
    }
  }

  #finish(id: string, { status, message, blocks, pages, missing }: Outcome): void {
    const hash = hashOf(id);
    for (let part = 0; part * PART < blocks.length; part++) {
      const some = JSON.stringify(blocks.slice(part * PART, (part + 1) * PART));
      this.#context.db.run(
        'INSERT INTO textract_blocks (hash, part, sealed) VALUES (?, ?, ?)',
        hash,
        part,
        sealUnder(id, some),
      );
    }
    this.#context.db.run(
      `UPDATE textract_job SET id = NULL, request = NULL, status = ?, message = ?, pages = ?, blocks = ?, missing = ?
         WHERE hash = ?`,
      status,
      message ?? null,
      pages,
      blocks.length,
      missing ?? null,
      hash,
    );
  }

  /** The notice names the object, as the real one does: a key that names a person would go out with it. */
  #tell({ bucket, key, tag, topicArn }: StartRequest, JobId: string, status: JobStatus): void {
    if (topicArn === undefined) return;
    const Status = status === 'PARTIAL_SUCCESS' ? 'SUCCEEDED' : status;
    const notice = {
      JobId,
      Status,
      API,
      ...(tag === undefined ? {} : { JobTag: tag }),
      Timestamp: this.#context.clock(),
      DocumentLocation: { S3ObjectName: key, S3Bucket: bucket },
    };
    this.#sns.publish(topicArn, { message: JSON.stringify(notice) });
  }
}
