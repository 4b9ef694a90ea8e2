import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CreateTableCommand, DynamoDBClient, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import {
  CreateArchiveCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  GetDocumentTextDetectionCommand,
  StartDocumentTextDetectionCommand,
  TextractClient,
} from '@aws-sdk/client-textract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REGION, type Service, startServers } from '../../../../infra/local/servers/index.ts';

const ROUNDS = 4;
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:000000000000:${name}`;

let dir: string;
let child: ChildProcess;
let clients: ReturnType<typeof clientsFor>;

/** What was acknowledged. */
const objects = new Map<string, string>();
const sent = new Set<string>();
const deleted = new Set<string>();
const items = new Set<string>();
const events = new Set<string>();
const jobs = new Map<string, string>();

function clientsFor(endpoints: Record<Service, string>) {
  // One attempt: a retry after the kill would hide what was lost.
  const reach = (service: Service) => ({
    endpoint: endpoints[service],
    region: REGION,
    maxAttempts: 1,
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  });
  return {
    url: (queue: string) => `${endpoints.sqs}/000000000000/${queue}`,
    s3: new S3Client(reach('s3')),
    sqs: new SQSClient(reach('sqs')),
    sns: new SNSClient(reach('sns')),
    db: new DynamoDBClient(reach('dynamodb')),
    streams: new DynamoDBStreamsClient(reach('dynamodb')),
    bus: new EventBridgeClient(reach('events')),
    textract: new TextractClient(reach('textract')),
  };
}

async function start() {
  child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  clients = clientsFor(JSON.parse(line));
}

async function kill() {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function setUp() {
  const { s3, sqs, sns, db, bus } = clients;
  for (const QueueName of ['plain', 'objects', 'events', 'notices'])
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '0' } }));
  await s3.send(new CreateBucketCommand({ Bucket: 'docs' }));
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: 'docs',
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  for (const [Name, source] of [
    ['objects', 'aws.s3'],
    ['events', 'app'],
  ] as const) {
    await bus.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: [source] }) }));
    await bus.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 'q', Arn: arn('sqs', Name) }] }));
  }
  await bus.send(
    new CreateArchiveCommand({
      ArchiveName: 'all',
      EventSourceArn: arn('events', 'event-bus/default'),
      EventPattern: '{"source":["app"]}',
    }),
  );
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'done' }));
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: arn('sqs', 'notices'),
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  await db.send(
    new CreateTableCommand({
      TableName: 'items',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
}

/** Calls everything until the process is gone, and notes each answer. */
async function work(round: number) {
  const { s3, sqs, db, bus, textract, url } = clients;
  const until = async (step: (id: string) => Promise<void>) => {
    for (let i = 0; ; i++) {
      try {
        await step(`${round}-${i}`);
      } catch {
        return;
      }
    }
  };
  await Promise.all([
    until(async id => {
      // Some bodies in the database, some in files.
      const body = `%PDF-1.7 ${id} `.padEnd(id.endsWith('3') ? 200_000 : 500, 'x');
      await s3.send(new PutObjectCommand({ Bucket: 'docs', Key: id, Body: body }));
      objects.set(id, body);
    }),
    until(async id => {
      await sqs.send(new SendMessageCommand({ QueueUrl: url('plain'), MessageBody: id }));
      sent.add(id);
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url('plain'), VisibilityTimeout: 1 }),
      );
      for (const { Body, ReceiptHandle } of Messages) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl: url('plain'), ReceiptHandle: ReceiptHandle! }));
        deleted.add(Body!);
      }
      await sqs.send(new SendMessageCommand({ QueueUrl: url('plain'), MessageBody: `${id}b` }));
      sent.add(`${id}b`);
    }),
    until(async id => {
      const put = (pk: string) => ({ Put: { TableName: 'items', Item: { pk: { S: pk } } } });
      await db.send(new TransactWriteItemsCommand({ TransactItems: [put(`${id}a`), put(`${id}b`)] }));
      items.add(`${id}a`).add(`${id}b`);
    }),
    until(async id => {
      const { Entries } = await bus.send(
        new PutEventsCommand({ Entries: [{ Source: 'app', DetailType: 'x', Detail: JSON.stringify({ id }) }] }),
      );
      events.add(Entries![0]!.EventId!);
    }),
    until(async id => {
      await s3.send(new PutObjectCommand({ Bucket: 'docs', Key: `job/${id}`, Body: `%PDF-1.7 ${id}` }));
      objects.set(`job/${id}`, `%PDF-1.7 ${id}`);
      const NotificationChannel = { SNSTopicArn: arn('sns', 'done'), RoleArn: arn('iam', 'role/x') };
      const DocumentLocation = { S3Object: { Bucket: 'docs', Name: `job/${id}` } };
      const { JobId } = await textract.send(
        new StartDocumentTextDetectionCommand({ DocumentLocation, NotificationChannel }),
      );
      jobs.set(JobId!, id);
      await new Promise(resolve => setTimeout(resolve, 30));
    }),
  ]);
}

/** Everything in a queue, taken out of it. */
async function drain(queue: string): Promise<Message[]> {
  const { sqs, url } = clients;
  const all: Message[] = [];
  for (;;) {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url(queue),
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 2,
        VisibilityTimeout: 30,
      }),
    );
    if (!Messages) return all;
    all.push(...Messages);
    for (const { ReceiptHandle } of Messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url(queue), ReceiptHandle: ReceiptHandle! }));
  }
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'durable-'));
  await start();
  await setUp();
  for (let round = 0; round < ROUNDS; round++) {
    const working = work(round);
    await new Promise(resolve => setTimeout(resolve, 250 + 170 * round));
    await kill();
    await working;
    await start();
  }
});
afterAll(async () => {
  await kill();
  await rm(dir, { recursive: true, force: true });
});

test('each round had time to do something', () => {
  for (const acknowledged of [objects, sent, items, events, jobs]) expect(acknowledged.size).toBeGreaterThan(ROUNDS);
});

test('every object is there, whole, and was announced once', async () => {
  const { s3 } = clients;
  const found: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page: { Contents?: { Key?: string }[]; NextContinuationToken?: string } = (await s3.send(
      new ListObjectsV2Command({ Bucket: 'docs', ContinuationToken }),
    )) as never;
    found.push(...page.Contents!.map(({ Key }) => Key!));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  expect(new Set(found)).toEqual(new Set([...found, ...objects.keys()]));
  for (const [Key, body] of objects) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'docs', Key }));
    expect((await Body!.transformToString()) === body, Key).toBe(true);
  }
  const announced = (await drain('objects')).map(({ Body }) => JSON.parse(Body!).detail.object.key);
  expect(announced.sort()).toEqual(found.sort());
});

test('every message is there unless it was deleted, and none that was', async () => {
  const left = (await drain('plain')).map(({ Body }) => Body!);
  expect(new Set(left).size).toBe(left.length);
  expect(left.filter(body => deleted.has(body))).toEqual([]);
  // A deletion may have taken effect without an answer, one at the end of each round.
  const lost = [...sent].filter(body => !deleted.has(body) && !left.includes(body));
  expect(lost.length).toBeLessThanOrEqual(ROUNDS);
});

test('every item is there, transactions whole, the stream without a gap', async () => {
  const { db, streams } = clients;
  const { Items } = await db.send(new ScanCommand({ TableName: 'items' }));
  const found = Items!.map(({ pk }) => pk!.S!);
  expect([...items].filter(pk => !found.includes(pk))).toEqual([]);
  expect(
    found
      .filter(pk => pk.endsWith('a'))
      .map(pk => `${pk.slice(0, -1)}b`)
      .sort(),
  ).toEqual(found.filter(pk => pk.endsWith('b')).sort());
  const StreamArn = (await streams.send(new ListStreamsCommand({}))).Streams![0]!.StreamArn!;
  const { ShardId } = (await streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription!.Shards![0]!;
  let { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const told: string[] = [];
  for (;;) {
    const { Records, NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    if (Records!.length === 0) break;
    told.push(...Records!.map(({ dynamodb }) => dynamodb!.Keys!.pk!.S!));
    ShardIterator = NextShardIterator;
  }
  expect(told.sort()).toEqual(found.sort());
});

test('every event is in its queue once', async () => {
  const told = (await drain('events')).map(({ Body }) => JSON.parse(Body!).id);
  expect(new Set(told).size).toBe(told.length);
  expect([...events].filter(id => !told.includes(id))).toEqual([]);
});

test('every job ends, with its text and one notice', async () => {
  const { textract } = clients;
  for (const [JobId, id] of jobs) {
    const get = () => textract.send(new GetDocumentTextDetectionCommand({ JobId }));
    await expect.poll(async () => (await get()).JobStatus, { timeout: 20_000 }).toBe('SUCCEEDED');
    expect((await get()).Blocks!.find(({ BlockType }) => BlockType === 'LINE')!.Text).toBe(id);
  }
  const told = (await drain('notices')).map(({ Body }) => JSON.parse(Body!).JobId);
  expect(new Set(told).size).toBe(told.length);
  expect([...jobs.keys()].filter(id => !told.includes(id))).toEqual([]);
});

test('what is deleted cannot be read from the folder any more', async () => {
  const { s3, sqs, url } = clients;
  const secrets = ['CANARY-small-object', 'CANARY-large-object', 'CANARY-message'];
  await s3.send(new PutObjectCommand({ Bucket: 'docs', Key: 'small', Body: secrets[0]!.repeat(10) }));
  await s3.send(new PutObjectCommand({ Bucket: 'docs', Key: 'large', Body: secrets[1]!.repeat(20_000) }));
  await sqs.send(new SendMessageCommand({ QueueUrl: url('plain'), MessageBody: secrets[2]!.repeat(10) }));
  const here = async () => {
    const files = await readdir(dir, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files
        .filter(file => file.isFile())
        .map(file => readFile(join(file.parentPath, file.name), 'latin1').catch(() => '')),
    );
    return secrets.filter(secret => texts.some(text => text.includes(secret)));
  };
  expect(await here()).toEqual(secrets);
  for (const Key of ['small', 'large']) await s3.send(new DeleteObjectCommand({ Bucket: 'docs', Key }));
  await drain('plain');
  await expect.poll(here, { timeout: 30_000, interval: 500 }).toEqual([]);
});

test('a process that stopped leaves the folder to the next, in the same process or another', async () => {
  await kill();
  const servers = await startServers({ dir });
  expect(servers.readArchive({ archive: 'all', limit: 10_000 }).length).toBeGreaterThanOrEqual(events.size);
  servers.positions.set('reader', '42');
  await servers.stop();
  await start();
  await kill();
  const again = await startServers({ dir });
  expect(again.positions.get('reader')).toBe('42');
  await again.stop();
  await start();
});
