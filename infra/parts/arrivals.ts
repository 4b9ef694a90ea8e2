import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, type RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { allowSender, type QueuePair } from './queues.ts';
import { markRole } from './role.ts';

/**
 * What starts a document: its arrival in the bucket or, with the malware gate on, the result of its scan. Never both,
 * and with the gate on any result comes through: only the stage that reads can record that a file was not clean.
 */
export class Arrivals extends Construct {
  constructor(
    scope: Construct,
    id: string,
    options: { bucket: Bucket; gate: boolean; routes: Readonly<Record<string, QueuePair>> },
  ) {
    super(scope, id);
    for (const [prefix, { queue, dead }] of Object.entries(options.routes)) {
      const name = prefix.replace(/\W/g, '');
      const rule = new Rule(this, name.charAt(0).toUpperCase() + name.slice(1), {
        description: `resume-intake: objects under ${prefix} ${options.gate ? 'once scanned' : 'as they arrive'}`,
        eventPattern: (options.gate ? scanned : created)(options.bucket.bucketName, prefix),
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
  }
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
