import { Duration } from 'aws-cdk-lib';
import { Rule, type RuleTargetConfig, Schedule } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import type { Resources } from './resources.ts';
import { markRole } from './role.ts';
import { QUEUES, type QueueName, STREAM, SWEEP_MINUTES } from './topology.ts';

/** Only rows of the outbox are published, and only as they are written: taking one away is no event. */
export const OUTBOX_FILTER = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { sk: { S: [{ prefix: 'outbox#' }] } } },
} as const;

/** What makes each function run: its queue, the table's stream, the clock. */
export class Sources extends Construct {
  constructor(scope: Construct, id: string, functions: Functions, resources: Resources) {
    super(scope, id);
    for (const name of Object.keys(QUEUES) as QueueName[]) queueSource(this, name, functions, resources);
    streamSource(this, functions.byName.publish, resources);
    schedule(this, functions.byName.sweep);
  }
}

function queueSource(scope: Construct, name: QueueName, functions: Functions, resources: Resources): void {
  const { consumer, batchSize, concurrency } = QUEUES[name];
  const fn = functions.byName[consumer];
  const mapping = new CfnEventSourceMapping(scope, `Queue-${name}`, {
    functionName: fn.functionArn,
    eventSourceArn: resources.queues.stages[name].queue.queueArn,
    batchSize,
    // One poison message must not take its neighbours with it.
    functionResponseTypes: ['ReportBatchItemFailures'],
    scalingConfig: { maximumConcurrency: concurrency },
  });
  // Lambda looks at the role's permissions when the mapping is made.
  mapping.node.addDependency(fn.role!, ...policiesOf(fn));
  markRole(mapping, `source/${name}`);
}

function streamSource(scope: Construct, fn: Lambda, { tables, queues }: Resources): void {
  const mapping = new CfnEventSourceMapping(scope, 'Stream', {
    functionName: fn.functionArn,
    eventSourceArn: tables.documents.tableStreamArn!,
    startingPosition: 'TRIM_HORIZON',
    batchSize: STREAM.batchSize,
    functionResponseTypes: ['ReportBatchItemFailures'],
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: STREAM.attempts,
    maximumRecordAgeInSeconds: Duration.hours(STREAM.maxAgeHours).toSeconds(),
    destinationConfig: { onFailure: { destination: queues.publishDead.queueArn } },
    filterCriteria: { filters: [{ pattern: JSON.stringify(OUTBOX_FILTER) }] },
  });
  mapping.node.addDependency(fn.role!, ...policiesOf(fn));
  markRole(mapping, 'source/stream');
}

function schedule(scope: Construct, fn: Lambda): void {
  const rule = new Rule(scope, 'Sweep', {
    description: 'resume-intake: looks for lost notices and parked work',
    schedule: Schedule.rate(Duration.minutes(SWEEP_MINUTES)),
    targets: [{ bind: (): RuleTargetConfig => ({ arn: fn.functionArn }) }],
  });
  fn.addPermission('Schedule', { principal: new ServicePrincipal('events.amazonaws.com'), sourceArn: rule.ruleArn });
  markRole(rule, 'rule/sweep');
}

const policiesOf = (fn: Lambda) => {
  const policy = fn.node.scope?.node.tryFindChild(`${fn.node.id}Policy`);
  return policy ? [policy] : [];
};
