import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, type RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allowSender, pascal, type QueuePair } from './queues.ts';
import { markRole } from './role.ts';

/**
 * What starts a document: its arrival in the bucket. With the malware gate on, the arrival only makes the stage wait for
 * the scan, whose result comes as a second event. Any result comes through: only the stage can record that a file was
 * not clean, or that its scan never ended.
 */
export class Arrivals extends Construct {
  constructor(
    scope: Construct,
    id: string,
    options: { bucket: Bucket; gate: boolean; routes: Readonly<Record<string, QueuePair>> },
  ) {
    super(scope, id);
    const { bucket, gate, routes } = options;
    for (const [prefix, pair] of Object.entries(routes)) {
      const name = prefix.replace(/\W/g, '');
      route(this, name, `objects under ${prefix} as they arrive`, created(bucket.bucketName, prefix), pair);
      if (gate)
        route(this, `${name}-scan`, `objects under ${prefix} once scanned`, scanned(bucket.bucketName, prefix), pair);
    }
  }
}

function route(
  scope: Construct,
  name: string,
  what: string,
  eventPattern: EventPattern,
  { queue, dead }: QueuePair,
): void {
  const rule = new Rule(scope, pascal(name), {
    description: `resume-intake: ${what}`,
    eventPattern,
    targets: [
      {
        bind: (): RuleTargetConfig => ({
          arn: queue.queueArn,
          // EventBridge drops what it cannot deliver within a day, unless it is told where to put it.
          deadLetterConfig: { arn: dead.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
        }),
      },
    ],
  });
  allowSender(queue, 'events.amazonaws.com', rule.ruleArn);
  allowSender(dead, 'events.amazonaws.com', rule.ruleArn);
  markRole(rule, `rule/${name}`);
}

const created = (bucket: string, prefix: string): EventPattern => ({
  source: ['aws.s3'],
  detailType: ['Object Created'],
  detail: { bucket: { name: [bucket] }, object: { key: [{ prefix }] } },
});

const scanned = (bucket: string, prefix: string): EventPattern => ({
  source: ['aws.guardduty'],
  detailType: ['GuardDuty Malware Protection Object Scan Result'],
  detail: { s3ObjectDetails: { bucketName: [bucket], objectKey: [{ prefix }] } },
});
