import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachOf, refusal, startLocal } from './harness.ts';

let local: Awaited<ReturnType<typeof startLocal>>;
let db: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let now = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  local = await startLocal({ clock: () => now, sweepMs: 20 });
  db = new DynamoDBClient(reachOf(local.servers, 'dynamodb'));
  streams = new DynamoDBStreamsClient(reachOf(local.servers, 'dynamodb'));
});
afterAll(() => local.stop());

async function table(TableName: string, StreamViewType: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES' = 'NEW_IMAGE') {
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType },
    }),
  );
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
  return Streams![0]!.StreamArn!;
}

const put = (TableName: string, pk: string, n: number) =>
  db.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, n: { N: `${n}` } } }));

async function iterator(StreamArn: string, type: ShardIteratorType, SequenceNumber?: string) {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardId } = StreamDescription!.Shards![0]!;
  const more = SequenceNumber === undefined ? {} : { SequenceNumber };
  return (await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: type, ...more })))
    .ShardIterator;
}

async function records(ShardIterator: string | undefined, Limit?: number) {
  const answer = await streams.send(new GetRecordsCommand({ ShardIterator, Limit }));
  const shown = answer.Records!.map(
    ({ eventName, dynamodb }) => `${eventName} ${dynamodb!.Keys!.pk!.S} ${dynamodb!.NewImage?.n?.N ?? '-'}`,
  );
  return { shown, records: answer.Records!, next: answer.NextShardIterator };
}

test('changes come in order, a write that changes nothing leaves no record', async () => {
  const arn = await table('changes');
  await put('changes', 'a', 1);
  await put('changes', 'a', 1);
  await put('changes', 'a', 2);
  await db.send(new DeleteItemCommand({ TableName: 'changes', Key: { pk: { S: 'a' } } }));
  await db.send(new DeleteItemCommand({ TableName: 'changes', Key: { pk: { S: 'a' } } }));
  const all = await records(await iterator(arn, 'TRIM_HORIZON'));
  expect(all.shown).toEqual(['INSERT a 1', 'MODIFY a 2', 'REMOVE a -']);
  expect(all.records[1]!.dynamodb!.OldImage).toBeUndefined();
  const sequences = all.records.map(record => record.dynamodb!.SequenceNumber!);
  expect([...sequences].sort()).toEqual(sequences);
  expect((await records(all.next)).shown).toEqual([]);
});

test('a transaction that is cancelled leaves no record', async () => {
  const arn = await table('cancelled');
  const action = (pk: string, ConditionExpression: string) => ({
    Put: { TableName: 'cancelled', Item: { pk: { S: pk } }, ConditionExpression },
  });
  const TransactItems = [action('a', 'attribute_not_exists(pk)'), action('b', 'attribute_exists(pk)')];
  await refusal(db.send(new TransactWriteItemsCommand({ TransactItems })));
  expect((await records(await iterator(arn, 'TRIM_HORIZON'))).shown).toEqual([]);
});

test('a reader goes on from any sequence number, in steps', async () => {
  const arn = await table('steps', 'NEW_AND_OLD_IMAGES');
  const latest = await iterator(arn, 'LATEST');
  for (let i = 1; i <= 5; i++) await put('steps', 'a', i);
  const first = await records(await iterator(arn, 'TRIM_HORIZON'), 2);
  expect(first.shown).toEqual(['INSERT a 1', 'MODIFY a 2']);
  expect(first.records[1]!.dynamodb!.OldImage!.n!.N).toBe('1');
  expect((await records(first.next)).shown).toHaveLength(3);
  const at = first.records[1]!.dynamodb!.SequenceNumber!;
  expect((await records(await iterator(arn, 'AT_SEQUENCE_NUMBER', at))).shown[0]).toBe('MODIFY a 2');
  expect((await records(await iterator(arn, 'AFTER_SEQUENCE_NUMBER', at))).shown[0]).toBe('MODIFY a 3');
  expect((await records(latest)).shown).toHaveLength(5);
  expect((await records(await iterator(arn, 'LATEST'))).shown).toEqual([]);
});

test('who listens hears of each commit', async () => {
  const arn = await table('heard');
  const heard: string[] = [];
  const stop = local.servers.onStreamRecord(which => heard.push(which));
  await put('heard', 'a', 1);
  await put('heard', 'a', 1);
  stop();
  await put('heard', 'a', 2);
  expect(heard).toEqual([arn]);
});

test('an item goes when its time is over, and the stream says by whom', async () => {
  const arn = await table('ttl');
  const put = (pk: string, expiresAt: number) =>
    db.send(new PutItemCommand({ TableName: 'ttl', Item: { pk: { S: pk }, expiresAt: { N: `${expiresAt}` } } }));
  const seconds = Math.floor(now / 1000);
  await put('soon', seconds + 60);
  await db.send(
    new UpdateTimeToLiveCommand({
      TableName: 'ttl',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
    }),
  );
  await put('later', seconds + 3600);
  // Milliseconds, a common mistake, are a time in the far future; zero is too long ago to be one.
  await put('milliseconds', now);
  await put('zero', 0);
  now += 61_000;
  await expect
    .poll(async () => (await records(await iterator(arn, 'TRIM_HORIZON'))).shown.at(-1), { timeout: 10_000 })
    .toBe('REMOVE soon -');
  const { records: all } = await records(await iterator(arn, 'TRIM_HORIZON'));
  expect(all.at(-1)!.userIdentity).toEqual({ Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' });
  for (const pk of ['later', 'milliseconds', 'zero']) {
    expect((await db.send(new GetItemCommand({ TableName: 'ttl', Key: { pk: { S: pk } } }))).Item).toBeDefined();
  }
});

test('an iterator lives fifteen minutes, a record a day', async () => {
  const arn = await table('day');
  await put('day', 'a', 1);
  const old = await iterator(arn, 'TRIM_HORIZON');
  now += 16 * 60_000;
  expect((await refusal(records(old))).name).toBe('ExpiredIteratorException');
  expect((await records(await iterator(arn, 'TRIM_HORIZON'))).shown).toHaveLength(1);
  now += 24 * 3_600_000;
  await expect
    .poll(async () => (await records(await iterator(arn, 'TRIM_HORIZON'))).shown, { timeout: 10_000 })
    .toEqual([]);
});
