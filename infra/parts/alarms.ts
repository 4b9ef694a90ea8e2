import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import { pascal, type Queues } from './queues.ts';
import { markRole } from './role.ts';
import { FUNCTIONS, type FunctionName, QUEUES, type QueueName } from './topology.ts';

/** Minutes that a queue's oldest message may be old, with none being finished meanwhile, before the queue is stalled. */
const STALLED_MINUTES = 15;
/** Share of failed invocations, in percent, and the least number of them that is no mere bad luck. */
const ERRORS = { percent: 10, atLeast: 3 } as const;

/**
 * Alarms that mean something: each says what is wrong and names the command that mends it. A queue that is merely long
 * is at work; one that is old and finishes nothing is stalled. Retries are normal; a dead letter never is.
 */
export class Alarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    options: { queues: Queues; functions: Functions; key: IKey; action: IAlarmAction | undefined },
  ) {
    super(scope, id);
    const { queues, functions } = options;
    const add = (role: string, props: AlarmProps): void => {
      const alarm = new Alarm(this, pascal(role.replace('/', '-')), {
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        ...props,
      });
      if (options.action) alarm.addAlarmAction(options.action);
      markRole(alarm, `alarm/${role}`);
    };
    for (const name of Object.keys(QUEUES) as QueueName[]) {
      const { queue, dead } = queues.stages[name];
      const logs = tail(functions.byName[QUEUES[name].consumer]);
      add(`stalled-${name}`, stalled(name, queue, logs));
      add(`dead-${name}`, deadLetters(name, dead, redriveCommand(dead, queue)));
    }
    add('dead-publish', unpublished(queues.publishDead));
    add('dead-bus', undelivered(queues.busDead, options.key));
    add('late-publish', late(functions.byName.publish));
    for (const name of Object.keys(FUNCTIONS) as FunctionName[])
      add(`errors-${name}`, errors(name, functions.byName[name]));
  }
}

function stalled(name: string, queue: Queue, logs: string): AlarmProps {
  const period = Duration.minutes(5);
  return {
    alarmDescription: `The ${name} queue is stalled: its oldest message is over ${STALLED_MINUTES} minutes old and nothing was finished meanwhile. Find out why: ${logs}`,
    metric: new MathExpression({
      label: 'age of the oldest message while nothing is finished',
      expression: 'IF(FILL(finished, 0) == 0, age, 0)',
      usingMetrics: {
        age: queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' }),
        finished: queue.metricNumberOfMessagesDeleted({ period, statistic: 'Sum' }),
      },
      period,
    }),
    threshold: Duration.minutes(STALLED_MINUTES).toSeconds(),
    evaluationPeriods: 3,
  };
}

function deadLetters(name: string, dead: Queue, mend: string): AlarmProps {
  return {
    alarmDescription: `Messages of ${name} failed every attempt and wait among the dead letters. Once the cause is mended, redrive them (safe to repeat): ${mend}`,
    metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' }),
    threshold: 1,
    evaluationPeriods: 1,
  };
}

/** A stream's dead letters hold positions, not rows. The rows are still in the outbox, from which the sweep publishes. */
function unpublished(dead: Queue): AlarmProps {
  return {
    ...deadLetters('publish', dead, ''),
    alarmDescription: `Events could not be published when their rows were written. The sweep publishes them from the outbox once the cause is mended; then empty this queue: aws sqs purge-queue --queue-url ${dead.queueUrl}`,
  };
}

function undelivered(dead: Queue, key: IKey): AlarmProps {
  return {
    ...deadLetters('bus', dead, ''),
    alarmDescription: `The event bus took events that it could not encrypt or decrypt; they wait in ${dead.queueName}. See what the key allows: aws kms get-key-policy --key-id ${key.keyId} --policy-name default`,
  };
}

/** The stream forgets after 24 hours; long before that somebody must know. */
function late(publish: Lambda): AlarmProps {
  return {
    alarmDescription: `Events are published late: the table's stream is read more than 10 minutes behind. Find out why: ${tail(publish)}`,
    metric: publish.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'Maximum' }),
    threshold: Duration.minutes(10).toMilliseconds(),
    evaluationPeriods: 2,
  };
}

function errors(name: string, fn: Lambda): AlarmProps {
  const period = Duration.minutes(5);
  const usingMetrics: Record<string, IMetric> = {
    failed: fn.metricErrors({ period, statistic: 'Sum' }),
    all: fn.metricInvocations({ period, statistic: 'Sum' }),
  };
  return {
    alarmDescription: `More than ${ERRORS.percent} % of the runs of ${name} fail. Find out why: ${tail(fn)}`,
    metric: new MathExpression({
      label: 'failed runs in percent',
      expression: `IF(failed >= ${ERRORS.atLeast}, 100 * failed / all, 0)`,
      usingMetrics,
      period,
    }),
    threshold: ERRORS.percent,
    evaluationPeriods: 2,
  };
}

/** By AWS's own command: whoever is called at night has it. `npx resume-intake redrive` does the same on one machine. */
const redriveCommand = (dead: Queue, queue: Queue): string =>
  `aws sqs start-message-move-task --source-arn ${dead.queueArn} --destination-arn ${queue.queueArn}`;

const tail = (fn: Lambda): string => `aws logs tail ${fn.logGroup.logGroupName} --since 1h`;
