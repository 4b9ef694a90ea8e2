import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Service } from '../../../../infra/local/servers/index.ts';

/**
 * What a call costs the local servers, in a process of their own, without the cost of an SDK: bare HTTP. Processor time
 * is the server's; wall time is of sixteen callers at once. `node test/infra/local/servers/bench.ts` prints the table.
 */
export async function bench(): Promise<{ title: string; rows: Record<string, string | number>[] }[]> {
  const dir = mkdtempSync(join(tmpdir(), 'servers-bench-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
    const caller = new Caller(JSON.parse(line));
    await setUp(caller);
    const rows: Record<string, string | number>[] = [];
    for (const [call, run] of Object.entries(CALLS)) rows.push({ call, ...(await measure(child, caller, run)) });
    rows.push({ call: 'resident memory afterwards, MB', 'a second': residentMegabytes(child) });
    return [{ title: 'Local servers, one call', rows }];
  } finally {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}

const CALLS_EACH = 2000;
const AT_ONCE = 16;

type Run = (caller: Caller, n: number) => Promise<unknown>;

class Caller {
  readonly #endpoints: Readonly<Record<Service, string>>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  constructor(endpoints: Readonly<Record<Service, string>>) {
    this.#endpoints = endpoints;
  }

  /** An operation of a JSON service: `AmazonSQS.SendMessage`. */
  async json(service: Service, target: string, input: object) {
    const answer = await this.call(service, 'POST', '/', JSON.stringify(input), { 'x-amz-target': target });
    return JSON.parse(answer || '{}');
  }

  call(
    service: Service,
    method: string,
    path: string,
    body = '',
    headers: Record<string, string> = {},
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const all = { authorization: 'AWS4-HMAC-SHA256 -', 'content-length': Buffer.byteLength(body), ...headers };
      const out = request(this.#endpoints[service] + path, { method, agent: this.#agent, headers: all }, answer => {
        const chunks: Buffer[] = [];
        answer.on('data', chunk => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode! < 300) resolve(text);
          else reject(new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 200)}`));
        });
      });
      out.on('error', reject).end(body);
    });
  }
}

async function setUp(caller: Caller): Promise<void> {
  for (const QueueName of ['work', 'events']) {
    await caller.json('sqs', 'AmazonSQS.CreateQueue', { QueueName, Attributes: { VisibilityTimeout: '300' } });
  }
  await caller.call('s3', 'PUT', '/bucket');
  await caller.call('s3', 'PUT', '/bucket?versioning', '<C><Status>Enabled</Status></C>');
  await caller.call('s3', 'PUT', '/bucket?notification', '<C><EventBridgeConfiguration/></C>');
  await caller.json('events', 'AWSEvents.PutRule', { Name: 'all', EventPattern: '{"source":["aws.s3","app"]}' });
  const Targets = [{ Id: 'q', Arn: 'arn:aws:sqs:us-east-1:000000000000:events' }];
  await caller.json('events', 'AWSEvents.PutTargets', { Rule: 'all', Targets });
  await caller.json('dynamodb', 'DynamoDB_20120810.CreateTable', {
    TableName: 'items',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: ['pk', 'g', 'r'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTime',
        KeySchema: [
          { AttributeName: 'g', KeyType: 'HASH' },
          { AttributeName: 'r', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  });
}

const TEXT = '经历 experience '.repeat(250);
const itemOf = (n: number) => ({ pk: { S: `k${n}` }, g: { S: 'listing' }, r: { S: `${n}` }, text: { S: TEXT } });

const CALLS: Readonly<Record<string, Run>> = {
  'SQS send': caller => caller.json('sqs', 'AmazonSQS.SendMessage', { QueueUrl: 'work', MessageBody: 'x'.repeat(800) }),
  'SQS receive and delete': async caller => {
    const { Messages } = await caller.json('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl: 'work' });
    await caller.json('sqs', 'AmazonSQS.DeleteMessage', { QueueUrl: 'work', ReceiptHandle: Messages[0].ReceiptHandle });
  },
  'DynamoDB put, 4 KB, index and stream': (caller, n) =>
    caller.json('dynamodb', 'DynamoDB_20120810.PutItem', {
      TableName: 'items',
      Item: itemOf(n),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  'DynamoDB get, 4 KB': (caller, n) =>
    caller.json('dynamodb', 'DynamoDB_20120810.GetItem', { TableName: 'items', Key: { pk: { S: `k${n}` } } }),
  'DynamoDB transaction of three': (caller, n) =>
    caller.json('dynamodb', 'DynamoDB_20120810.TransactWriteItems', {
      TransactItems: ['a', 'b', 'c'].map(part => ({
        Put: {
          TableName: 'items',
          Item: { pk: { S: `${n}${part}` } },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      })),
    }),
  'S3 put, 5 KB, event and message': (caller, n) => caller.call('s3', 'PUT', `/bucket/${n}`, 'x'.repeat(5000)),
  'S3 get, 5 KB': (caller, n) => caller.call('s3', 'GET', `/bucket/${n}`),
  'EventBridge put and message': caller =>
    caller.json('events', 'AWSEvents.PutEvents', { Entries: [{ Source: 'app', DetailType: 'x', Detail: '{"a":1}' }] }),
};

async function measure(child: ChildProcess, caller: Caller, run: Run) {
  const [begun, used] = [performance.now(), processorMs(child)];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < CALLS_EACH; n = next++) await run(caller, n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return {
    'a second': Math.round((CALLS_EACH / (performance.now() - begun)) * 1000),
    'processor, µs': Math.round(((processorMs(child) - used) / CALLS_EACH) * 1000),
  };
}

/** Milliseconds; the kernel counts in hundredths of a second. */
function processorMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function residentMegabytes({ pid }: ChildProcess): number {
  return Math.round((Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20);
}

if (import.meta.main) {
  for (const { title, rows } of await bench()) {
    process.stdout.write(`${title}\n`);
    console.table(rows);
  }
}
