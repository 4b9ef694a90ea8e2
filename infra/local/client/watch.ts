import { sentenceOf } from '../../../shared/core/codes.ts';
import { documentIdOf, objectIdOf, unreadDocumentIdOf } from '../../../shared/core/pipeline/identity.ts';
import { documentKey } from '../../../shared/core/pipeline/items.ts';
import { isTerminal } from '../../../shared/core/pipeline/status.ts';
import type { Hasher } from '../../../shared/ports/keys.ts';
import { type Outcome, outcomesOf, type Upload } from './outcome.ts';
import type { Pipeline } from './pipeline.ts';

/** Milliseconds between two looks at the table. */
const PACE = 60;
/** Uploads per look-up: two ids each, and a look-up takes 100. */
const CHUNK = 50;
/** Milliseconds that a pipeline must have been idle before what is still open counts as stuck. */
const STUCK_AFTER = 5_000;

interface Waiting {
  readonly upload: Upload;
  readonly ids: readonly [string, string];
  readonly settle: (outcomes: readonly Outcome[]) => void;
  readonly fail: (error: unknown) => void;
}

/** Watches the table for the end of each upload: one look-up for many of them, not a poll for each. */
export class Watch {
  private readonly waiting = new Set<Waiting>();
  private readonly pipeline: Pipeline;
  private readonly hash: Hasher;
  private timer: NodeJS.Timeout | undefined;
  private idleSince: number | undefined;
  private stopped = false;

  private constructor(pipeline: Pipeline, hash: Hasher) {
    this.pipeline = pipeline;
    this.hash = hash;
  }

  static async on(pipeline: Pipeline): Promise<Watch> {
    return new Watch(pipeline, await pipeline.keys.hasher());
  }

  outcomes(upload: Upload): Promise<readonly Outcome[]> {
    const objectId = objectIdOf(this.hash, upload);
    const ids = [
      documentIdOf(this.hash, upload.source, upload.sha256),
      unreadDocumentIdOf(this.hash, upload.source, objectId),
    ] as const;
    return new Promise((settle, fail) => {
      this.waiting.add({ upload, ids, settle, fail });
      this.idleSince = undefined;
      this.timer ??= setTimeout(() => this.look(), PACE);
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    const all = [...this.waiting];
    try {
      for (let i = 0; i < all.length; i += CHUNK) await this.lookAt(all.slice(i, i + CHUNK));
      if (this.waiting.size === all.length && (await this.isStuck())) for (const one of all) this.giveUp(one);
    } catch (error) {
      for (const one of all) if (this.waiting.delete(one)) one.fail(error);
    }
    this.timer = this.waiting.size && !this.stopped ? setTimeout(() => this.look(), PACE) : undefined;
  }

  private async lookAt(chunk: readonly Waiting[]): Promise<void> {
    const rows = await this.pipeline.documents.getAll(chunk.flatMap(({ ids }) => ids.map(documentKey)));
    const ended = new Set(rows.filter(row => isTerminal(row.status)).map(row => row.documentId));
    for (const one of chunk) {
      if (!one.ids.some(id => ended.has(id))) continue;
      const outcomes = await outcomesOf(this.pipeline.documents, this.hash, one.upload);
      if (outcomes && this.waiting.delete(one)) one.settle(outcomes);
    }
  }

  /** Nothing waits and nothing works, and yet there is no end: the message is a dead letter now. */
  private async isStuck(): Promise<boolean> {
    if (!(await this.pipeline.isIdle())) this.idleSince = undefined;
    else this.idleSince ??= Date.now();
    return this.idleSince !== undefined && Date.now() - this.idleSince > STUCK_AFTER;
  }

  private giveUp(one: Waiting): void {
    if (!this.waiting.delete(one)) return;
    const code = 'PROCESSING_FAILED';
    one.settle([{ documentId: one.ids[0], status: 'quarantined', code, message: sentenceOf(code), duplicate: false }]);
  }
}
