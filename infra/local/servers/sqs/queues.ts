import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { arnOf, parseArn } from '../services.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sqs_queue (
    name TEXT PRIMARY KEY, attributes TEXT NOT NULL, tags TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`;

/** Attribute → default, lowest and highest value. Seconds but for MaximumMessageSize (bytes). */
const NUMBERS: Readonly<Record<string, readonly [number, number, number]>> = {
  DelaySeconds: [0, 0, 900],
  MaximumMessageSize: [1_048_576, 1024, 1_048_576],
  MessageRetentionPeriod: [345_600, 60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 0, 20],
  VisibilityTimeout: [30, 0, 43_200],
};
const TEXTS = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
];

export interface Queue {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly created: number;
  readonly modified: number;
  readonly delay: number;
  readonly maxSize: number;
  readonly retention: number;
  readonly wait: number;
  readonly visibility: number;
  readonly redrive: { readonly target: string; readonly maxReceives: number } | undefined;
}

interface QueueRow {
  name: string;
  attributes: string;
  tags: string;
  created: number;
  modified: number;
}

/** The queues and their attributes. Parsed queues are kept, since every call needs one. */
export class Queues {
  readonly #context: Context;
  readonly #parsed = new Map<string, Queue>();

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  find(name: string): Queue | undefined {
    const known = this.#parsed.get(name);
    if (known) return known;
    const row = this.#context.db.get<QueueRow>('SELECT * FROM sqs_queue WHERE name = ?', name);
    if (!row) return undefined;
    const queue = queueOf(row);
    this.#parsed.set(name, queue);
    return queue;
  }

  /** The queue that a URL or an ARN names. */
  need(address: unknown): Queue {
    const name = typeof address === 'string' ? nameOf(address) : '';
    const queue = this.find(name);
    if (!queue) throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  create(name: unknown, attributes: Record<string, string>, tags: Record<string, string>): Queue {
    if (typeof name !== 'string' || !/^[\w-]{1,80}$/.test(name)) {
      throw new ServiceError(
        'InvalidParameterValue',
        'Queue names are 1 to 80 letters, digits, hyphens and underscores.',
      );
    }
    check(attributes);
    const existing = this.find(name);
    if (existing) {
      const differs = Object.entries(attributes).some(([key, value]) => readAttribute(existing, key) !== String(value));
      if (differs) throw new ServiceError('QueueNameExists', 'A queue of this name exists with other attributes.');
      return existing;
    }
    const now = this.#context.clock();
    this.#context.db.run(
      'INSERT INTO sqs_queue (name, attributes, tags, created, modified) VALUES (?, ?, ?, ?, ?)',
      name,
      JSON.stringify(texts(attributes)),
      JSON.stringify(tags),
      now,
      now,
    );
    return this.find(name)!;
  }

  setAttributes(queue: Queue, attributes: Record<string, string>): void {
    check(attributes);
    const merged = { ...queue.attributes, ...texts(attributes) };
    // An empty RedrivePolicy takes the policy away.
    for (const [key, value] of Object.entries(merged)) if (value === '') delete merged[key];
    this.#context.db.run(
      'UPDATE sqs_queue SET attributes = ?, modified = ? WHERE name = ?',
      JSON.stringify(merged),
      this.#context.clock(),
      queue.name,
    );
    this.#parsed.delete(queue.name);
  }

  remove(queue: Queue): void {
    this.#context.db.run('DELETE FROM sqs_queue WHERE name = ?', queue.name);
    this.#parsed.delete(queue.name);
  }

  names(prefix: string): string[] {
    const rows = this.#context.db.all<{ name: string }>('SELECT name FROM sqs_queue ORDER BY name');
    return rows.map(row => row.name).filter(name => name.startsWith(prefix));
  }

  /** The queues whose failed messages come to this one. */
  sourcesOf(queue: Queue): string[] {
    return this.names('').filter(name => this.find(name)?.redrive?.target === queue.name);
  }

  tags(queue: Queue): Record<string, string> {
    return JSON.parse(
      this.#context.db.get<QueueRow>('SELECT * FROM sqs_queue WHERE name = ?', queue.name)?.tags ?? '{}',
    );
  }

  setTags(queue: Queue, tags: Record<string, string>): void {
    this.#context.db.run('UPDATE sqs_queue SET tags = ? WHERE name = ?', JSON.stringify(tags), queue.name);
  }
}

export const queueArn = (name: string): string => arnOf('sqs', name);

const nameOf = (address: string): string => parseArn(address)?.resource ?? address.slice(address.lastIndexOf('/') + 1);

const texts = (attributes: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)]));

function queueOf(row: QueueRow): Queue {
  const attributes: Record<string, string> = JSON.parse(row.attributes);
  const number = (key: string) => Number(attributes[key] ?? NUMBERS[key]![0]);
  const policy = attributes.RedrivePolicy ? JSON.parse(attributes.RedrivePolicy) : undefined;
  return {
    name: row.name,
    attributes,
    created: row.created,
    modified: row.modified,
    delay: number('DelaySeconds'),
    maxSize: number('MaximumMessageSize'),
    retention: number('MessageRetentionPeriod'),
    wait: number('ReceiveMessageWaitTimeSeconds'),
    visibility: number('VisibilityTimeout'),
    redrive: policy && { target: nameOf(policy.deadLetterTargetArn), maxReceives: Number(policy.maxReceiveCount) },
  };
}

/** The value of an attribute as GetQueueAttributes answers it, defaults included. */
export const readAttribute = (queue: Queue, key: string): string | undefined =>
  queue.attributes[key] ?? (Object.hasOwn(NUMBERS, key) ? String(NUMBERS[key]![0]) : undefined);

export const SETTABLE = [...Object.keys(NUMBERS), ...TEXTS];

function check(attributes: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (Object.hasOwn(NUMBERS, key)) {
      const [, lowest, highest] = NUMBERS[key]!;
      const number = Number(value);
      if (!Number.isInteger(number) || number < lowest || number > highest) {
        throw new ServiceError('InvalidAttributeValue', `Invalid value for the parameter ${key}.`);
      }
    } else if (key === 'RedrivePolicy') {
      checkRedrivePolicy(value);
    } else if (!TEXTS.includes(key)) {
      // FIFO queues among them: the pipeline has none, and a pretended order would be worse than a refusal.
      throw new ServiceError('InvalidAttributeName', `Unknown Attribute ${key}.`);
    }
  }
}

function checkRedrivePolicy(value: unknown): void {
  if (value === '') return;
  let policy: { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown } | undefined;
  try {
    policy = JSON.parse(String(value));
  } catch {}
  const count = Number(policy?.maxReceiveCount);
  const target = typeof policy?.deadLetterTargetArn === 'string' ? parseArn(policy.deadLetterTargetArn) : undefined;
  if (target?.service !== 'sqs' || !Number.isInteger(count) || count < 1 || count > 1000) {
    throw new ServiceError('InvalidParameterValue', 'Invalid value for the parameter RedrivePolicy.');
  }
}
