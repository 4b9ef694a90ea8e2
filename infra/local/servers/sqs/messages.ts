import { randomBytes, randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { Signal } from '../signal.ts';
import { type MessageAttributes, sizeOf } from './digest.ts';
import type { Queue, Queues } from './queues.ts';
import { queueArn } from './queues.ts';

/**
 * `visible` is when the message may be received next (ms). A message with a receipt that is not visible is in flight,
 * one without a receipt is delayed. `origin` is the queue whose redrive policy brought it here.
 */
const MESSAGE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS sqs_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT, trace TEXT, sent INTEGER NOT NULL, visible INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0,
    first_received INTEGER, receipt TEXT, origin TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS sqs_ready ON sqs_message (queue, visible, id)`;

export interface Outgoing {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly traceHeader?: string | undefined;
  /** Seconds; the queue's own delay if absent. */
  readonly delay?: number | undefined;
}

export interface MessageRow {
  readonly id: number;
  readonly queue: string;
  readonly message_id: string;
  readonly body: string;
  readonly attributes: string | null;
  readonly trace: string | null;
  readonly sent: number;
  readonly visible: number;
  readonly receives: number;
  readonly first_received: number | null;
  readonly receipt: string | null;
  readonly origin: string | null;
}

export class Messages {
  readonly #context: Context;
  readonly #queues: Queues;
  readonly #signal = new Signal();

  constructor(context: Context, queues: Queues) {
    this.#context = context;
    this.#queues = queues;
    context.db.define(MESSAGE_SCHEMA);
  }

  /** Joins the caller's transaction, if there is one: the message is there when that commits. */
  send(queue: Queue, message: Outgoing): string {
    const { body, attributes } = message;
    if (sizeOf(body, attributes ?? {}) > queue.maxSize) {
      throw new ServiceError('InvalidParameterValue', `Message must be shorter than ${queue.maxSize} bytes.`);
    }
    const messageId = randomUUID();
    const now = this.#context.clock();
    const delay = message.delay ?? queue.delay;
    this.#context.db.run(
      'INSERT INTO sqs_message (queue, message_id, body, attributes, trace, sent, visible) VALUES (?, ?, ?, ?, ?, ?, ?)',
      queue.name,
      messageId,
      body,
      attributes && Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : null,
      message.traceHeader ?? null,
      now,
      now + delay * 1000,
    );
    this.#context.db.afterCommit(() => this.#signal.wake(queue.name));
    return messageId;
  }

  /** Up to `limit` messages, hidden for `visibility` seconds; waits up to `wait` seconds for the first. */
  async receive(
    queue: Queue,
    limit: number,
    visibility: number,
    wait: number,
    hungUp: AbortSignal,
  ): Promise<MessageRow[]> {
    // Real time, not the injected clock: a long poll must end even when a test holds the clock.
    const end = performance.now() + wait * 1000;
    for (;;) {
      const taken = this.#take(queue, limit, visibility);
      const left = end - performance.now();
      if (taken.length > 0 || left <= 0 || hungUp.aborted) return taken;
      await this.#signal.wait(queue.name, Math.min(left, this.#nextVisible(queue)), hungUp);
      if (hungUp.aborted) return [];
    }
  }

  /** True if the receipt is the newest one of a message that is still there. A stale receipt deletes nothing. */
  remove(queue: Queue, receipt: unknown): boolean {
    return (
      this.#context.db.run(
        'DELETE FROM sqs_message WHERE id = ? AND queue = ? AND receipt = ?',
        ...key(queue, receipt),
      ) > 0
    );
  }

  /** `seconds` from now until the message may be received again. */
  hide(queue: Queue, receipt: unknown, seconds: unknown): void {
    if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 0 || seconds > 43_200) {
      throw new ServiceError('InvalidParameterValue', 'VisibilityTimeout must be between 0 and 43200 seconds.');
    }
    const now = this.#context.clock();
    const changed = this.#context.db.run(
      'UPDATE sqs_message SET visible = ? WHERE id = ? AND queue = ? AND receipt = ? AND visible > ?',
      now + seconds * 1000,
      ...key(queue, receipt),
      now,
    );
    if (changed === 0) throw new ServiceError('MessageNotInflight', 'The specified message is not in flight.');
    this.#signal.wake(queue.name);
  }

  counts(queue: Queue): { visible: number; inFlight: number; delayed: number } {
    const now = this.#context.clock();
    return this.#context.db.get(
      `SELECT count(*) FILTER (WHERE visible <= ?1) AS visible,
              count(*) FILTER (WHERE visible > ?1 AND receipt IS NOT NULL) AS inFlight,
              count(*) FILTER (WHERE visible > ?1 AND receipt IS NULL) AS delayed
         FROM sqs_message WHERE queue = ?2 AND sent > ?3`,
      now,
      queue.name,
      now - queue.retention * 1000,
    )!;
  }

  purge(queue: Queue): void {
    this.#context.db.run('DELETE FROM sqs_message WHERE queue = ?', queue.name);
  }

  /**
   * Sends what a dead-letter queue holds back to where each message came from, or to `target`. A moved message gets a
   * new id and starts to count receives anew, as on AWS: nothing may take the message id for the identity of the work.
   */
  redrive(queue: Queue, target: Queue | undefined): { moved: number; left: number } {
    return this.#context.db.transaction(() => {
      const now = this.#context.clock();
      const rows = this.#context.db.all<MessageRow>(
        'SELECT * FROM sqs_message WHERE queue = ? AND visible <= ? ORDER BY id',
        queue.name,
        now,
      );
      let moved = 0;
      for (const row of rows) {
        const destination = target ?? (row.origin ? this.#queues.find(row.origin) : undefined);
        if (!destination) continue;
        this.#context.db.run(
          `UPDATE sqs_message SET queue = ?, message_id = ?, sent = ?, visible = ?, receives = 0, first_received = NULL,
             receipt = NULL, origin = NULL WHERE id = ?`,
          destination.name,
          randomUUID(),
          now,
          now,
          row.id,
        );
        this.#context.db.afterCommit(() => this.#signal.wake(destination.name));
        moved += 1;
      }
      return { moved, left: rows.length - moved };
    });
  }

  /** Forgets messages older than their queue's retention. */
  expire(): void {
    for (const name of this.#queues.names('')) {
      const oldest = this.#context.clock() - this.#queues.find(name)!.retention * 1000;
      this.#context.db.run('DELETE FROM sqs_message WHERE queue = ? AND sent <= ?', name, oldest);
    }
  }

  stop(): void {
    this.#signal.wakeAll();
  }

  #take(queue: Queue, limit: number, visibility: number): MessageRow[] {
    const now = this.#context.clock();
    const ready = this.#ready(queue, now, limit);
    if (ready.length === 0) return [];
    const taken = this.#context.db.transaction(() => {
      const taken: MessageRow[] = [];
      for (const row of ready) {
        if (queue.redrive && row.receives >= queue.redrive.maxReceives && this.#bury(queue, row)) continue;
        const receipt = `${row.id}.${randomBytes(12).toString('base64url')}`;
        const first = row.first_received ?? now;
        this.#context.db.run(
          'UPDATE sqs_message SET receipt = ?, visible = ?, receives = receives + 1, first_received = ? WHERE id = ?',
          receipt,
          now + visibility * 1000,
          first,
          row.id,
        );
        taken.push({ ...row, receipt, receives: row.receives + 1, first_received: first });
      }
      return taken;
    });
    // All of them were buried: there may be good ones behind them.
    return taken.length > 0 ? taken : this.#take(queue, limit, visibility);
  }

  #ready(queue: Queue, now: number, limit: number): MessageRow[] {
    return this.#context.db.all<MessageRow>(
      'SELECT * FROM sqs_message WHERE queue = ? AND visible <= ? AND sent > ? ORDER BY visible, id LIMIT ?',
      queue.name,
      now,
      now - queue.retention * 1000,
      limit,
    );
  }

  /** Moves a message that was received too often to the dead-letter queue; it keeps its id and the time it was sent. */
  #bury(queue: Queue, row: MessageRow): boolean {
    const grave = this.#queues.find(queue.redrive!.target);
    if (!grave) return false;
    this.#context.db.run(
      'UPDATE sqs_message SET queue = ?, origin = ?, visible = ?, receipt = NULL WHERE id = ?',
      grave.name,
      queue.name,
      this.#context.clock(),
      row.id,
    );
    this.#context.db.afterCommit(() => this.#signal.wake(grave.name));
    return true;
  }

  /** Milliseconds until a hidden message of the queue appears. */
  #nextVisible(queue: Queue): number {
    const now = this.#context.clock();
    const next = this.#context.db.get<{ visible: number }>(
      'SELECT visible FROM sqs_message WHERE queue = ? AND visible > ? ORDER BY visible LIMIT 1',
      queue.name,
      now,
    );
    return next ? Math.max(1, next.visible - now) : Number.POSITIVE_INFINITY;
  }
}

/** The row that a receipt handle names, and the handle itself: only the newest handle of a message matches. */
function key(queue: Queue, receipt: unknown): [number, string, string] {
  const id = typeof receipt === 'string' ? /^(\d{1,15})\.[\w-]{16}$/.exec(receipt)?.[1] : undefined;
  if (!id) throw new ServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
  return [Number(id), queue.name, receipt as string];
}

export const originArn = (row: MessageRow): string | undefined => (row.origin ? queueArn(row.origin) : undefined);
