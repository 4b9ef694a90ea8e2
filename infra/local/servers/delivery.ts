import type { Context } from './context.ts';
import { type Arn, parseArn } from './services.ts';
import type { Outgoing } from './sqs/messages.ts';
import type { SqsServer } from './sqs/server.ts';

/** Runs a function; resolves when it ended well. */
export type Invoke = (functionArn: string, payload: string) => Promise<void>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS pending_invocation (
    id INTEGER PRIMARY KEY AUTOINCREMENT, function TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL, created INTEGER NOT NULL, dead_letter TEXT
  ) STRICT`;

interface PendingRow {
  readonly id: number;
  readonly function: string;
  readonly payload: string;
  readonly attempts: number;
  readonly created: number;
  readonly dead_letter: string | null;
}

/** What EventBridge grants a target before it gives up. */
const MAX_ATTEMPTS = 185;
const MAX_AGE = 24 * 3_600_000;

/**
 * The hops between services. A message for a queue is written in the transaction of whatever caused it, so it is neither
 * lost nor sent for something that never happened. A function is run from a row that stays until the run ended well.
 */
export class Delivery {
  readonly #context: Context;
  readonly #sqs: SqsServer;
  #invoke: Invoke | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #running = new Set<number>();
  #stopped = false;

  constructor(context: Context, sqs: SqsServer) {
    this.#context = context;
    this.#sqs = sqs;
    context.db.define(SCHEMA);
  }

  /** False if there is no such queue. */
  toQueue(arn: Arn, message: Outgoing): boolean {
    const queue = this.#sqs.queues.find(arn.resource);
    if (!queue) return false;
    this.#sqs.messages.send(queue, message);
    return true;
  }

  toFunction(functionArn: string, payload: string, deadLetterArn?: string): void {
    const now = this.#context.clock();
    this.#context.db.run(
      'INSERT INTO pending_invocation (function, payload, due, created, dead_letter) VALUES (?, ?, ?, ?, ?)',
      functionArn,
      payload,
      now,
      now,
      deadLetterArn ?? null,
    );
    this.#context.db.afterCommit(() => this.#pump());
  }

  /** Functions run only once somebody can run them; what was due before waits for it. */
  runFunctions(invoke: Invoke): void {
    this.#invoke = invoke;
    this.#pump();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #pump(): void {
    if (!this.#invoke || this.#stopped) return;
    clearTimeout(this.#timer);
    const now = this.#context.clock();
    const due = this.#context.db.all<PendingRow>(
      'SELECT * FROM pending_invocation WHERE due <= ? ORDER BY id LIMIT 50',
      now,
    );
    for (const row of due) if (!this.#running.has(row.id)) void this.#run(row, this.#invoke);
    const next = this.#context.db.get<{ due: number | null }>(
      'SELECT min(due) AS due FROM pending_invocation WHERE due > ?',
      now,
    );
    if (next?.due) this.#timer = setTimeout(() => this.#pump(), Math.min(next.due - now, 60_000)).unref();
  }

  async #run(row: PendingRow, invoke: Invoke): Promise<void> {
    this.#running.add(row.id);
    let ended = true;
    try {
      await invoke(row.function, row.payload);
    } catch {
      ended = false;
    }
    this.#running.delete(row.id);
    if (this.#stopped) return;
    if (ended) this.#context.db.run('DELETE FROM pending_invocation WHERE id = ?', row.id);
    else this.#postpone(row);
    this.#pump();
  }

  #postpone(row: PendingRow): void {
    const now = this.#context.clock();
    if (row.attempts + 1 < MAX_ATTEMPTS && now - row.created < MAX_AGE) {
      const pause = Math.min(1000 * 2 ** row.attempts, 15 * 60_000);
      this.#context.db.run(
        'UPDATE pending_invocation SET attempts = attempts + 1, due = ? WHERE id = ?',
        now + pause,
        row.id,
      );
      return;
    }
    this.#context.db.transaction(() => {
      const grave = row.dead_letter ? parseArn(row.dead_letter) : undefined;
      if (grave) this.toQueue(grave, { body: row.payload });
      this.#context.db.run('DELETE FROM pending_invocation WHERE id = ?', row.id);
    });
  }
}
