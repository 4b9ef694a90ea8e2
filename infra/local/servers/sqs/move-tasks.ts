import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { ServiceError } from '../http/service-error.ts';
import type { Messages } from './messages.ts';
import { type Queues, queueArn } from './queues.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sqs_move_task (
    id INTEGER PRIMARY KEY AUTOINCREMENT, handle TEXT NOT NULL, source TEXT NOT NULL, destination TEXT,
    moved INTEGER NOT NULL, total INTEGER NOT NULL, status TEXT NOT NULL, started INTEGER NOT NULL
  ) STRICT`;

interface TaskRow {
  readonly handle: string;
  readonly source: string;
  readonly destination: string | null;
  readonly moved: number;
  readonly total: number;
  readonly status: string;
  readonly started: number;
}

/** Redrives of dead-letter queues. One runs to its end in a single transaction; a rate limit is accepted and not needed. */
export class MoveTasks {
  readonly #context: Context;
  readonly #queues: Queues;
  readonly #messages: Messages;

  constructor(context: Context, queues: Queues, messages: Messages) {
    this.#context = context;
    this.#queues = queues;
    this.#messages = messages;
    context.db.define(SCHEMA);
  }

  operations(): Operations {
    return {
      StartMessageMoveTask: (input: Input) => this.#start(input),
      ListMessageMoveTasks: (input: Input) => this.#list(input),
      CancelMessageMoveTask: () => {
        throw new ServiceError('ResourceNotFoundException', 'No task of this handle is running.', 404);
      },
    };
  }

  #start({ SourceArn, DestinationArn }: Input) {
    const source = this.#queues.need(SourceArn);
    if (this.#queues.sourcesOf(source).length === 0) {
      throw new ServiceError('UnsupportedOperation', 'The source queue is not the dead-letter queue of any queue.');
    }
    const target = DestinationArn === undefined ? undefined : this.#queues.need(DestinationArn);
    const TaskHandle = Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn: SourceArn })).toString('base64');
    this.#context.db.transaction(() => {
      const { moved, left } = this.#messages.redrive(source, target);
      this.#context.db.run(
        'INSERT INTO sqs_move_task (handle, source, destination, moved, total, status, started) VALUES (?, ?, ?, ?, ?, ?, ?)',
        TaskHandle,
        source.name,
        target ? queueArn(target.name) : null,
        moved,
        moved + left,
        // A message that was sent straight to the dead-letter queue has no queue to go back to.
        left > 0 ? 'FAILED' : 'COMPLETED',
        this.#context.clock(),
      );
    });
    return { TaskHandle };
  }

  #list({ SourceArn, MaxResults = 1 }: Input) {
    const source = this.#queues.need(SourceArn);
    const rows = this.#context.db.all<TaskRow>(
      'SELECT * FROM sqs_move_task WHERE source = ? ORDER BY id DESC LIMIT ?',
      source.name,
      Math.min(Number(MaxResults), 10),
    );
    return {
      Results: rows.map(row => ({
        Status: row.status,
        SourceArn: queueArn(row.source),
        ...(row.destination ? { DestinationArn: row.destination } : {}),
        ApproximateNumberOfMessagesMoved: row.moved,
        ApproximateNumberOfMessagesToMove: row.total,
        StartedTimestamp: row.started,
        ...(row.status === 'FAILED' ? { FailureReason: 'CouldNotDetermineMessageSource' } : {}),
      })),
    };
  }
}
