import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { markRole } from './role.ts';
import { FUNCTIONS, QUEUES, type QueueName, RETENTION_DAYS, VISIBILITY_FACTOR } from './topology.ts';

export interface QueuePair {
  readonly queue: Queue;
  readonly dead: Queue;
}

/** A queue for each stage, each with its dead letters, and the dead letters of the stream. */
export class Queues extends Construct {
  readonly stages: Readonly<Record<QueueName, QueuePair>>;
  /** Positions in the stream that `publish` could not get past; the rows themselves stay in the table. */
  readonly publishDead: Queue;

  /** Events that the bus took and could not encrypt or decrypt. */
  readonly busDead: Queue;

  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id);
    const names = Object.keys(QUEUES) as QueueName[];
    this.stages = Object.fromEntries(names.map(name => [name, pair(this, name, key)])) as Record<QueueName, QueuePair>;
    this.publishDead = deadLetters(this, 'publish', key);
    // Not under our key: these are the events for which our key did not work. They hold ids, counts and codes alone.
    this.busDead = deadLetters(this, 'bus', undefined);
    acknowledge(
      this.publishDead,
      'AwsSolutions-SQS3',
      'Is a dead-letter queue: the on-failure destination of a stream, which the rule does not look at.',
    );
    acknowledge(
      this.busDead,
      'AwsSolutions-SQS3',
      'Is a dead-letter queue: that of the event bus, which the rule does not look at.',
    );
  }
}

function pair(scope: Construct, name: QueueName, key: IKey): QueuePair {
  const { consumer, attempts } = QUEUES[name];
  const dead = deadLetters(scope, name, key);
  const queue = new Queue(scope, pascal(name), {
    ...encrypted(key),
    visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * FUNCTIONS[consumer].timeoutSeconds),
    retentionPeriod: Duration.days(RETENTION_DAYS.source),
    receiveMessageWaitTime: Duration.seconds(20),
    deadLetterQueue: { queue: dead, maxReceiveCount: attempts },
  });
  markRole(queue, `queue/${name}`);
  return { queue, dead };
}

/** Kept longer than any source keeps: a message's age counts from its first arrival, not from its death. */
function deadLetters(scope: Construct, name: string, key: IKey | undefined): Queue {
  const queue = new Queue(scope, `${pascal(name)}Dead`, {
    ...(key ? encrypted(key) : { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true }),
    retentionPeriod: Duration.days(RETENTION_DAYS.deadLetters),
  });
  markRole(queue, `queue/${name}.dead`);
  return queue;
}

const encrypted = (encryptionMasterKey: IKey) => ({
  encryption: QueueEncryption.KMS,
  encryptionMasterKey,
  dataKeyReuse: Duration.hours(1),
  enforceSSL: true,
});

/** Lets one rule or topic, and nothing else of its service, send to a queue. */
export function allowSender(queue: Queue, service: string, sourceArn: string): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(service)],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    }),
  );
}

export const pascal = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
