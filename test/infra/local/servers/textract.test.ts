import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  type Block,
  DetectDocumentTextCommand,
  GetDocumentTextDetectionCommand,
  StartDocumentTextDetectionCommand,
  TextractClient,
} from '@aws-sdk/client-textract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ocr, TextractFault } from '../../../../infra/local/servers/index.ts';
import { DocumentError } from '../../../../shared/core/codes.ts';
import { reachOf, refusal, startLocal } from './harness.ts';

/** Reads the text that stands behind the header: pages by form feeds, lines by line feeds. */
const ocr: Ocr = async document => {
  const [, text = ''] = Buffer.from(document).toString('utf8').split('%PDF-1.7\n');
  if (text.startsWith('!')) throw new DocumentError(text.slice(1) as 'DAMAGED_FILE');
  return text.split('\f').map((page, i) => ({
    number: i + 1,
    engine: 'paddle' as const,
    width: 600,
    height: 800,
    lines: page.split('\n').map((line, row) => ({
      text: line,
      confidence: 0.9,
      box: { left: 60, top: 40 * row, right: 360, bottom: 40 * row + 20 },
    })),
  }));
};
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`);

let local: Awaited<ReturnType<typeof startLocal>>;
let textract: TextractClient;
let s3: S3Client;
let sqs: SQSClient;
let NotificationChannel: { SNSTopicArn: string; RoleArn: string };
let QueueUrl: string;
const faults = new Map<string, TextractFault>();
const expired = new Set<string>();
const Bucket = 'pages';

beforeAll(async () => {
  const textractJob = ({ key }: { key: string }) => faults.get(key);
  const textractToken = (id: string) => (expired.has(id) ? ('expired' as const) : undefined);
  local = await startLocal({ ocr, faults: { textractJob, textractToken } });
  textract = new TextractClient(reachOf(local.servers, 'textract'));
  s3 = new S3Client(reachOf(local.servers, 's3'));
  sqs = new SQSClient(reachOf(local.servers, 'sqs'));
  const sns = new SNSClient(reachOf(local.servers, 'sns'));
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'ocr' }))).QueueUrl!;
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'ocr-done' }));
  NotificationChannel = { SNSTopicArn: TopicArn!, RoleArn: 'arn:aws:iam::000000000000:role/textract' };
  const Endpoint = 'arn:aws:sqs:us-east-1:000000000000:ocr';
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes: { RawMessageDelivery: 'true' } }),
  );
});
afterAll(() => local.stop());

async function store(Key: string, text: string) {
  const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: pdf(text) }));
  return { S3Object: { Bucket, Name: Key, Version: VersionId! } };
}

async function start(text: string, fault?: TextractFault) {
  const key = randomUUID();
  if (fault) faults.set(key, fault);
  const DocumentLocation = await store(key, text);
  const { JobId } = await textract.send(
    new StartDocumentTextDetectionCommand({ DocumentLocation, NotificationChannel, JobTag: key }),
  );
  return JobId!;
}

/** Up to `count` notices: those that come within `wait` seconds of each other. */
async function notices(count: number, wait = 5) {
  const found: { JobId: string; Status: string; JobTag?: string }[] = [];
  while (found.length < count) {
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: wait }),
    );
    if (!Messages) break;
    found.push(...Messages.map(message => JSON.parse(message.Body!)));
  }
  return found;
}

const get = (JobId: string, more: object = {}) =>
  textract.send(new GetDocumentTextDetectionCommand({ JobId, ...more }));

async function finished(JobId: string) {
  for (;;) {
    const answer = await get(JobId);
    if (answer.JobStatus !== 'IN_PROGRESS') return answer;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

const linesOf = (blocks: readonly Block[] = []) =>
  blocks.filter(({ BlockType }) => BlockType === 'LINE').map(({ Text }) => Text);

describe('one page at once', () => {
  test('lines hold words, boxes are shares of the page, confidence is percent', async () => {
    const { Blocks, DocumentMetadata } = await textract.send(
      new DetectDocumentTextCommand({ Document: { Bytes: pdf('Jane Doe\nEngineer') } }),
    );
    expect(DocumentMetadata).toEqual({ Pages: 1 });
    expect(Blocks!.map(({ BlockType, Text }) => [BlockType, Text])).toEqual([
      ['PAGE', undefined],
      ['LINE', 'Jane Doe'],
      ['LINE', 'Engineer'],
      ['WORD', 'Jane'],
      ['WORD', 'Doe'],
      ['WORD', 'Engineer'],
    ]);
    const [page, line] = Blocks!;
    expect(page!.Relationships![0]!.Ids).toContain(line!.Id);
    expect(line!.Relationships![0]!.Ids).toEqual([Blocks![3]!.Id, Blocks![4]!.Id]);
    expect(line!.Geometry!.BoundingBox).toEqual({ Left: 0.1, Top: 0, Width: 0.5, Height: 0.025 });
    expect(line!.Confidence).toBeCloseTo(90);
  });

  test('an object of S3, by its version', async () => {
    const Document = await store('same', 'first');
    await store('same', 'second');
    const { Blocks } = await textract.send(new DetectDocumentTextCommand({ Document }));
    expect(linesOf(Blocks)).toEqual(['first']);
  });

  test('Chinese comes out as Latin nonsense, without a word of it', async () => {
    const { Blocks } = await textract.send(
      new DetectDocumentTextCommand({ Document: { Bytes: pdf('软件工程师 C++') } }),
    );
    const [line] = linesOf(Blocks);
    expect(line).toMatch(/^[\w# +]+ C\+\+$/);
  });

  test.each([
    ['two pages', 'a\fb', 'UnsupportedDocumentException'],
    ['a password', '!PASSWORD_PROTECTED', 'UnsupportedDocumentException'],
    ['damage', '!DAMAGED_FILE', 'BadDocumentException'],
    ['too many pixels', '!IMAGE_TOO_LARGE', 'DocumentTooLargeException'],
  ])('%s is refused', async (_, text, name) => {
    expect(
      await refusal(textract.send(new DetectDocumentTextCommand({ Document: { Bytes: pdf(text) } }))),
    ).toMatchObject({ name });
  });

  test.each([
    ['text', Buffer.from('plain'), 'UnsupportedDocumentException'],
    ['more than 10 MB', Buffer.concat([pdf(''), Buffer.alloc(10 * 1_048_576)]), 'DocumentTooLargeException'],
  ])('%s is refused at sight', async (_, Bytes, name) => {
    expect(await refusal(textract.send(new DetectDocumentTextCommand({ Document: { Bytes } })))).toMatchObject({
      name,
    });
  });

  test('an object that is not there', async () => {
    const Document = { S3Object: { Bucket, Name: 'nothing' } };
    expect(await refusal(textract.send(new DetectDocumentTextCommand({ Document })))).toMatchObject({
      name: 'InvalidS3ObjectException',
    });
  });
});

describe('jobs', () => {
  test('more than a thousand blocks come in parts, every block once', async () => {
    const lines = Array.from({ length: 700 }, (_, i) => `line ${i}`);
    const JobId = await start(`${lines.slice(0, 400).join('\n')}\f${lines.slice(400).join('\n')}`);
    expect(await notices(1)).toMatchObject([
      { JobId, Status: 'SUCCEEDED', API: 'StartDocumentTextDetection', DocumentLocation: { S3Bucket: Bucket } },
    ]);
    for (const MaxResults of [1000, 333, 5000]) {
      const blocks: Block[] = [];
      let NextToken: string | undefined;
      do {
        const answer = await get(JobId, { MaxResults, NextToken });
        expect(answer.Blocks!.length).toBeLessThanOrEqual(Math.min(MaxResults, 1000));
        blocks.push(...answer.Blocks!);
        NextToken = answer.NextToken;
      } while (NextToken);
      expect(linesOf(blocks)).toEqual(lines);
      expect(new Set(blocks.map(({ Id }) => Id)).size).toBe(2 + 700 + 1400);
    }
  });

  test('the same token gives the same job and no second notice; other parameters are refused', async () => {
    const DocumentLocation = await store('token', 'text');
    const ClientRequestToken = randomUUID();
    const call = (more: object = {}) =>
      textract.send(
        new StartDocumentTextDetectionCommand({ DocumentLocation, NotificationChannel, ClientRequestToken, ...more }),
      );
    const first = await call();
    expect(await notices(1)).toMatchObject([{ JobId: first.JobId }]);
    expect((await call()).JobId).toBe(first.JobId);
    expect(await notices(1, 1)).toEqual([]);
    expect(await refusal(call({ JobTag: 'other' }))).toMatchObject({ name: 'IdempotentParameterMismatchException' });
  });

  test('a damaged document fails', async () => {
    const JobId = await start('!DAMAGED_FILE');
    expect(await finished(JobId)).toMatchObject({ JobStatus: 'FAILED', StatusMessage: 'BadDocumentException' });
    expect(await notices(1)).toMatchObject([{ JobId, Status: 'FAILED' }]);
  });

  test('an unknown job, a foreign and a made-up NextToken', async () => {
    expect(await refusal(get('0'.repeat(64)))).toMatchObject({ name: 'InvalidJobIdException' });
    const [a, b] = [await start('a b c'), await start('d e f')];
    await Promise.all([finished(a), finished(b), notices(2)]);
    const { NextToken } = await get(a, { MaxResults: 1 });
    expect(await refusal(get(b, { NextToken }))).toMatchObject({ name: 'InvalidParameterException' });
    expect(await refusal(get(b, { NextToken: 'x' }))).toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('what may go wrong', () => {
  test.each<[TextractFault, (id: string) => object[]]>([
    [{ notice: 'lost' }, () => []],
    [{ notice: 'duplicate' }, id => [{ JobId: id }, { JobId: id }]],
    [{ notice: 'foreign' }, id => [{ JobId: expect.not.stringMatching(id) }, { JobId: id }]],
    [{ status: 'FAILED' }, id => [{ JobId: id, Status: 'FAILED' }]],
    [{ status: 'PARTIAL_SUCCESS' }, id => [{ JobId: id, Status: 'SUCCEEDED' }]],
  ])('%o', async (fault, expected) => {
    const JobId = await start('one\ftwo', fault);
    const answer = await finished(JobId);
    expect(answer.JobStatus).toBe(fault.status ?? 'SUCCEEDED');
    // The notice is sent with the result, in one transaction.
    expect(await notices(3, 0)).toMatchObject(expected(JobId));
    if (fault.status === 'PARTIAL_SUCCESS') {
      expect(linesOf(answer.Blocks)).toEqual(['one']);
      expect(answer).toMatchObject({ DocumentMetadata: { Pages: 2 }, Warnings: [{ Pages: [2] }] });
    }
  });

  test('a notice that comes before its result', async () => {
    const JobId = await start('one', { notice: 'early' });
    expect(await notices(1)).toMatchObject([{ JobId, Status: 'SUCCEEDED' }]);
    expect((await get(JobId)).JobStatus).toBe('IN_PROGRESS');
    expect((await finished(JobId)).JobStatus).toBe('SUCCEEDED');
  });

  test('a NextToken that has expired', async () => {
    const JobId = await start('one two');
    await finished(JobId);
    const { NextToken } = await get(JobId, { MaxResults: 1 });
    expired.add(JobId);
    expect(await refusal(get(JobId, { NextToken }))).toMatchObject({ name: 'InvalidParameterException' });
    await notices(1);
  });
});
