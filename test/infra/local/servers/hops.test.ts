import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachOf, startLocal } from './harness.ts';

let local: Awaited<ReturnType<typeof startLocal>>;
let s3: S3Client;
let sqs: SQSClient;
let sns: SNSClient;
let events: EventBridgeClient;

beforeAll(async () => {
  local = await startLocal();
  s3 = new S3Client(reachOf(local.servers, 's3'));
  sqs = new SQSClient(reachOf(local.servers, 'sqs'));
  sns = new SNSClient(reachOf(local.servers, 'sns'));
  events = new EventBridgeClient(reachOf(local.servers, 'events'));
});
afterAll(() => local.stop());

const arnOf = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:${queue}`;

async function queue(name: string) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  return async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    return Messages.map(message => JSON.parse(message.Body!));
  };
}

test('an object that arrives and goes is told of through the default bus, in order', async () => {
  const received = await queue('objects');
  const Bucket = 'arrivals';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  const EventPattern = JSON.stringify({ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'intake/' }] } } });
  await events.send(new PutRuleCommand({ Name: 'objects', EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: 'objects', Targets: [{ Id: 'q', Arn: arnOf('objects') }] }));

  const Key = 'intake/简历 1+2.pdf';
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'one' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'other/x', Body: 'no' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: VersionId! }));

  const told = await received();
  expect(told.map(event => [event['detail-type'], event.detail.reason, event.detail['deletion-type']])).toEqual([
    ['Object Created', 'PutObject', undefined],
    ['Object Deleted', 'DeleteObject', 'Delete Marker Created'],
    ['Object Deleted', 'DeleteObject', 'Permanently Deleted'],
  ]);
  // EventBridge, unlike S3's own notifications, does not URL-encode keys.
  expect(told[0].detail).toMatchObject({
    bucket: { name: Bucket },
    object: { key: Key, size: 3, 'version-id': VersionId },
  });
  const sequencers = told.map(event => event.detail.object.sequencer);
  expect([...sequencers].sort()).toEqual(sequencers);
  expect(new Set(sequencers).size).toBe(3);
});

test('a bucket that was not told to announce is silent', async () => {
  const received = await queue('silence');
  await s3.send(new CreateBucketCommand({ Bucket: 'silent' }));
  await events.send(new PutRuleCommand({ Name: 'silence', EventPattern: '{"detail":{"bucket":{"name":["silent"]}}}' }));
  await events.send(new PutTargetsCommand({ Rule: 'silence', Targets: [{ Id: 'q', Arn: arnOf('silence') }] }));
  await s3.send(new PutObjectCommand({ Bucket: 'silent', Key: 'a', Body: 'b' }));
  expect(await received()).toEqual([]);
});

test('a topic tells its queues, wrapped or raw, filtered by attributes', async () => {
  const [wrapped, raw] = [await queue('wrapped'), await queue('raw')];
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'notices' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arnOf('wrapped') }));
  const Attributes = { RawMessageDelivery: 'true', FilterPolicy: '{"kind":["a"]}' };
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arnOf('raw'), Attributes }));
  for (const kind of ['a', 'b']) {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: kind } };
    await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify({ kind }), MessageAttributes }));
  }
  expect(await raw()).toEqual([{ kind: 'a' }]);
  const [first] = await wrapped();
  expect(first).toMatchObject({ Type: 'Notification', TopicArn, Message: '{"kind":"a"}' });
});

test('PutEvents answers 200 and names the entries that failed; the others are archived and delivered', async () => {
  const received = await queue('consumer');
  const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: 'out' }));
  await events.send(new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: EventBusArn! }));
  await events.send(new PutRuleCommand({ Name: 'all', EventBusName: 'out', EventPattern: '{"source":["app"]}' }));
  const InputTransformer = { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"got": "<id>", "raw": <id>}' };
  await events.send(
    new PutTargetsCommand({
      Rule: 'all',
      EventBusName: 'out',
      Targets: [{ Id: 'q', Arn: arnOf('consumer'), InputTransformer }],
    }),
  );
  const entry = { Source: 'app', DetailType: 'made', EventBusName: 'out' };
  const answer = await events.send(
    new PutEventsCommand({
      Entries: [
        { ...entry, Detail: '{"id":"a\\"b"}' },
        { ...entry, Detail: '{' },
        { ...entry, Source: 'aws.s3', Detail: '{}' },
      ],
    }),
  );
  expect(answer.FailedEntryCount).toBe(2);
  expect(answer.Entries!.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    'MalformedDetail',
    'NotAuthorizedForSourceException',
  ]);
  expect(await received()).toEqual([{ got: 'a"b', raw: 'a"b' }]);
  const kept = local.servers.readArchive({ archive: 'all' });
  expect(kept.map(({ event }) => event.id)).toEqual([answer.Entries![0]!.EventId]);
  expect(local.servers.readArchive({ archive: 'all', after: kept[0]!.position })).toEqual([]);
});

test('a function is run for an event until it ends well', async () => {
  const seen: string[] = [];
  const done = Promise.withResolvers<void>();
  local.servers.runFunctions(async (arn, payload) => {
    seen.push(`${arn.split(':').at(-1)} ${JSON.parse(payload).detail.n}`);
    if (seen.length === 1) throw new Error('not yet');
    done.resolve();
  });
  await events.send(new PutRuleCommand({ Name: 'fn', EventPattern: '{"source":["fn"]}' }));
  const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:sweep';
  await events.send(new PutTargetsCommand({ Rule: 'fn', Targets: [{ Id: 'f', Arn }] }));
  await events.send(new PutEventsCommand({ Entries: [{ Source: 'fn', DetailType: 'x', Detail: '{"n":1}' }] }));
  await done.promise;
  expect(seen).toEqual(['sweep 1', 'sweep 1']);
});

test('a function that never ends well leaves its event in the dead-letter queue after a day', async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const own = await startLocal({ clock: () => now });
  const [bus, queues] = [
    new EventBridgeClient(reachOf(own.servers, 'events')),
    new SQSClient(reachOf(own.servers, 'sqs')),
  ];
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'dead' }));
  await bus.send(new PutRuleCommand({ Name: 'fn', EventPattern: '{"source":["fn"]}' }));
  const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:broken';
  await bus.send(
    new PutTargetsCommand({ Rule: 'fn', Targets: [{ Id: 'f', Arn, DeadLetterConfig: { Arn: arnOf('dead') } }] }),
  );
  let runs = 0;
  own.servers.runFunctions(async () => {
    runs += 1;
    throw new Error('broken');
  });
  await bus.send(new PutEventsCommand({ Entries: [{ Source: 'fn', DetailType: 'x', Detail: '{"n":1}' }] }));
  await expect.poll(() => runs).toBe(1);
  now += 25 * 3_600_000;
  const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
  expect(Messages!.map(({ Body }) => JSON.parse(Body!).detail)).toEqual([{ n: 1 }]);
  expect(runs).toBe(2);
  await own.stop();
});

test('a target that is not there costs the event only if it has no dead-letter queue', async () => {
  const received = await queue('graves');
  await events.send(new PutRuleCommand({ Name: 'lost', EventPattern: '{"source":["lost"]}' }));
  const Targets = [
    { Id: 'without', Arn: arnOf('nowhere') },
    { Id: 'with', Arn: arnOf('nowhere'), DeadLetterConfig: { Arn: arnOf('graves') } },
  ];
  await events.send(new PutTargetsCommand({ Rule: 'lost', Targets }));
  const { FailedEntryCount } = await events.send(
    new PutEventsCommand({ Entries: [{ Source: 'lost', DetailType: 'x', Detail: '{}' }] }),
  );
  expect(FailedEntryCount).toBe(0);
  expect(await received()).toMatchObject([{ source: 'lost' }]);
});
