import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { arnOf, parseArn } from '../services.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sns_topic (
    arn TEXT PRIMARY KEY, attributes TEXT NOT NULL, created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS sns_subscription (
    arn TEXT PRIMARY KEY, topic TEXT NOT NULL REFERENCES sns_topic ON DELETE CASCADE, protocol TEXT NOT NULL,
    endpoint TEXT NOT NULL, attributes TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`;

export interface Subscription {
  readonly arn: string;
  readonly topic: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const TOPIC_ATTRIBUTES = [
  'DisplayName',
  'Policy',
  'DeliveryPolicy',
  'KmsMasterKeyId',
  'TracingConfig',
  'SignatureVersion',
];
const SUBSCRIPTION_ATTRIBUTES = [
  'RawMessageDelivery',
  'FilterPolicy',
  'FilterPolicyScope',
  'RedrivePolicy',
  'DeliveryPolicy',
];

/** Who is told: queues and functions at once, people (`email`) never, their subscription waits for a confirmation. */
const PROTOCOLS = ['sqs', 'lambda', 'email', 'email-json'];

export class Topics {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  create(name: string, attributes: Record<string, string>): string {
    if (!/^[\w-]{1,256}$/.test(name)) throw new ServiceError('InvalidParameter', 'Invalid parameter: Topic Name');
    checkNames(attributes, TOPIC_ATTRIBUTES);
    const arn = arnOf('sns', name);
    this.#context.db.run(
      'INSERT OR IGNORE INTO sns_topic (arn, attributes, created) VALUES (?, ?, ?)',
      arn,
      JSON.stringify(attributes),
      this.#context.clock(),
    );
    return arn;
  }

  find(arn: string): { attributes: Record<string, string> } | undefined {
    const row = this.#context.db.get<{ attributes: string }>('SELECT attributes FROM sns_topic WHERE arn = ?', arn);
    return row && { attributes: JSON.parse(row.attributes) };
  }

  need(arn: string): { attributes: Record<string, string> } {
    const topic = this.find(arn);
    if (!topic) throw new ServiceError('NotFound', 'Topic does not exist', 404);
    return topic;
  }

  arns(): string[] {
    return this.#context.db.all<{ arn: string }>('SELECT arn FROM sns_topic ORDER BY arn').map(row => row.arn);
  }

  setAttribute(arn: string, name: string, value: string): void {
    const { attributes } = this.need(arn);
    checkNames({ [name]: value }, TOPIC_ATTRIBUTES);
    this.#context.db.run(
      'UPDATE sns_topic SET attributes = ? WHERE arn = ?',
      JSON.stringify({ ...attributes, [name]: value }),
      arn,
    );
  }

  remove(arn: string): void {
    this.#context.db.run('DELETE FROM sns_topic WHERE arn = ?', arn);
  }

  /** Answers the existing subscription of the same endpoint, as SNS does. */
  subscribe(topic: string, protocol: string, endpoint: string, attributes: Record<string, string>): Subscription {
    this.need(topic);
    if (!PROTOCOLS.includes(protocol)) {
      throw new ServiceError('InvalidParameter', `The local server delivers to ${PROTOCOLS.join(', ')} only.`);
    }
    if (['sqs', 'lambda'].includes(protocol) && parseArn(endpoint)?.service !== protocol) {
      throw new ServiceError('InvalidParameter', 'Invalid parameter: Endpoint');
    }
    checkSubscription(attributes);
    const known = this.subscriptions(topic).find(s => s.protocol === protocol && s.endpoint === endpoint);
    if (known) return known;
    const arn = `${topic}:${randomUUID()}`;
    this.#context.db.run(
      'INSERT INTO sns_subscription (arn, topic, protocol, endpoint, attributes) VALUES (?, ?, ?, ?, ?)',
      arn,
      topic,
      protocol,
      endpoint,
      JSON.stringify(attributes),
    );
    return this.needSubscription(arn);
  }

  needSubscription(arn: string): Subscription {
    const found = this.subscriptions().find(subscription => subscription.arn === arn);
    if (!found) throw new ServiceError('NotFound', 'Subscription does not exist', 404);
    return found;
  }

  subscriptions(topic?: string): Subscription[] {
    const rows = this.#context.db.all<Subscription & { attributes: string }>(
      'SELECT * FROM sns_subscription WHERE ?1 IS NULL OR topic = ?1 ORDER BY arn',
      topic ?? null,
    );
    return rows.map(row => ({ ...row, attributes: JSON.parse(row.attributes) }));
  }

  setSubscriptionAttribute(arn: string, name: string, value: string): void {
    const { attributes } = this.needSubscription(arn);
    checkSubscription({ [name]: value });
    const merged = JSON.stringify({ ...attributes, [name]: value });
    this.#context.db.run('UPDATE sns_subscription SET attributes = ? WHERE arn = ?', merged, arn);
  }

  unsubscribe(arn: string): void {
    this.#context.db.run('DELETE FROM sns_subscription WHERE arn = ?', arn);
  }
}

function checkNames(attributes: Record<string, string>, known: readonly string[]): void {
  for (const name of Object.keys(attributes)) {
    if (!known.includes(name)) throw new ServiceError('InvalidParameter', `Invalid parameter: AttributeName ${name}`);
  }
}

function checkSubscription(attributes: Record<string, string>): void {
  checkNames(attributes, SUBSCRIPTION_ATTRIBUTES);
  for (const name of ['FilterPolicy', 'RedrivePolicy']) {
    if (!attributes[name]) continue;
    try {
      JSON.parse(attributes[name]);
    } catch {
      throw new ServiceError('InvalidParameter', `Invalid parameter: ${name}`);
    }
  }
}
