import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BatchEntry, Call, Fault } from '../../../../infra/local/servers/index.ts';
import { reachOf, refusal, startLocal } from './harness.ts';

let local: Awaited<ReturnType<typeof startLocal>>;
const calls: Call[] = [];
let plan: (call: Call) => Fault | undefined;
let s3: S3Client;
let sqs: SQSClient;
let db: DynamoDBClient;
let QueueUrl: string;

beforeAll(async () => {
  plan = () => undefined;
  const entry = ({ entry: { DetailType, Id } }: BatchEntry) =>
    DetailType === 'bad' || Id === 'bad' ? { code: 'ThrottlingException' } : undefined;
  const call = (one: Call) => {
    calls.push(one);
    return plan(one);
  };
  local = await startLocal({
    faults: {
      call,
      entry,
      unprocessed: (_, items) => Math.floor(items / 2),
    },
  });
  // One attempt, so that a test sees each fault.
  const reach = (service: 's3' | 'sqs' | 'dynamodb') => ({ ...reachOf(local.servers, service), maxAttempts: 1 });
  s3 = new S3Client(reach('s3'));
  sqs = new SQSClient(reach('sqs'));
  db = new DynamoDBClient(reach('dynamodb'));
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'q' }))).QueueUrl!;
  await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
  await db.send(
    new CreateTableCommand({
      TableName: 'items',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
});
beforeEach(() => {
  plan = () => undefined;
  calls.length = 0;
});
afterAll(() => local.stop());

const once = (operation: string, fault: Fault) => {
  let left = 1;
  plan = call => (call.operation === operation && left-- > 0 ? fault : undefined);
};
const put = () =>
  db.send(
    new PutItemCommand({
      TableName: 'items',
      Item: { pk: { S: 'a' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );

test('a throttled call has no effect, and the SDK knows that it was throttled', async () => {
  once('PutItem', { kind: 'error', code: 'ProvisionedThroughputExceededException' });
  const error = await refusal(put());
  expect(error).toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  expect((await db.send(new GetItemCommand({ TableName: 'items', Key: { pk: { S: 'a' } } }))).Item).toBeUndefined();
});

test('a call whose answer is lost has taken effect', async () => {
  once('PutItem', { kind: 'lost-answer' });
  await refusal(put());
  expect((await refusal(put())).name).toBe('ConditionalCheckFailedException');
  once('SendMessage', { kind: 'lost-answer' });
  await refusal(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' })));
  expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toMatchObject([{ Body: 'm' }]);
  once('PutObject', { kind: 'lost-answer' });
  await refusal(s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: 'b' })));
  expect(await (await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }))).Body!.transformToString()).toBe(
    'b',
  );
});

test('a call can be late', async () => {
  once('GetObject', { kind: 'delay', ms: 200 });
  const start = performance.now();
  await s3.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }));
  expect(performance.now() - start).toBeGreaterThan(150);
});

test('the SDK gets over a fault by itself', async () => {
  once('PutObject', { kind: 'error', code: 'SlowDown', status: 503 });
  const patient = new S3Client(reachOf(local.servers, 's3'));
  await patient.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'patient', Body: 'b' }));
  expect(calls.filter(({ operation }) => operation === 'PutObject')).toMatchObject([
    { input: { Key: 'patient' } },
    { input: { Key: 'patient' } },
  ]);
});

test('single events are refused while the call succeeds', async () => {
  const events = new EventBridgeClient(reachOf(local.servers, 'events'));
  const entry = { Source: 'app', Detail: '{}' };
  const answer = await events.send(
    new PutEventsCommand({
      Entries: [
        { ...entry, DetailType: 'good' },
        { ...entry, DetailType: 'bad' },
      ],
    }),
  );
  expect(answer).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ EventId: expect.any(String) }, { ErrorCode: 'ThrottlingException' }],
  });
});

test('a plan sees each call with its service, operation and input', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'seen' }));
  expect(calls).toMatchObject([{ service: 'sqs', operation: 'SendMessage', input: { MessageBody: 'seen' } }]);
});

test('single messages of a batch are refused, and no trace of them is in the queue', async () => {
  const QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'batch' }))).QueueUrl!;
  const Entries = ['good', 'bad'].map(Id => ({ Id, MessageBody: Id }));
  const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(answer).toMatchObject({
    Successful: [{ Id: 'good' }],
    Failed: [{ Id: 'bad', Code: 'ThrottlingException', SenderFault: false }],
  });
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages!.map(({ Body }) => Body)).toEqual(['good']);
});

test('a batch is left half done, as often as it takes to do the rest', async () => {
  const keys = Array.from({ length: 9 }, (_, i) => ({ pk: { S: `batch ${i}` } }));
  let writes = { items: keys.map(Item => ({ PutRequest: { Item } })) };
  let rounds = 0;
  while (writes.items?.length) {
    const { UnprocessedItems } = await db.send(new BatchWriteItemCommand({ RequestItems: writes }));
    writes = UnprocessedItems as typeof writes;
    rounds += 1;
  }
  expect(rounds).toBe(4);
  const found: unknown[] = [];
  let reads: Record<string, { Keys: typeof keys }> = { items: { Keys: keys } };
  while (reads.items) {
    const { Responses, UnprocessedKeys } = await db.send(new BatchGetItemCommand({ RequestItems: reads }));
    found.push(...Responses!.items!);
    reads = UnprocessedKeys as typeof reads;
  }
  expect(found).toEqual(keys);
});
