import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  type Block,
  DetectDocumentTextCommand,
  GetDocumentTextDetectionCommand,
  StartDocumentTextDetectionCommand,
  TextractClient,
} from '@aws-sdk/client-textract';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Contract, contract, reachOf, refusal } from './harness.ts';

/** What holds of the real Textract, too: `CONTRACT_ENDPOINT_TEXTRACT=aws` (it makes a bucket and costs some cents). */
const LINES = ['SAMPLE RESUME 42', 'ENGINEER'];

let where: Contract;
let textract: TextractClient;
let s3: S3Client;
let Bucket: string;
let picture: Buffer;

beforeAll(async () => {
  const lines = LINES.map(
    (text, i) => `<text x="80" y="${200 + 160 * i}" font-size="72" font-family="sans-serif">${text}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="700"><rect width="1000" height="700" fill="white"/>${lines.join('')}</svg>`;
  picture = await sharp(Buffer.from(svg)).png().toBuffer();
  const box = (i: number) => ({ left: 80, top: 140 + 160 * i, right: 780, bottom: 200 + 160 * i });
  const page = {
    number: 1,
    engine: 'paddle',
    width: 1000,
    height: 700,
    lines: LINES.map((text, i) => ({ text, confidence: 0.98, box: box(i) })),
  } as const;
  where = await contract('textract', { ocr: async () => [page] });
  textract = new TextractClient(where.reach);
  s3 = new S3Client(where.servers ? reachOf(where.servers, 's3') : where.reach);
  Bucket = where.name('textract');
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'page.png', Body: picture }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'page.txt', Body: 'plain text' }));
});
afterAll(async () => {
  for (const Key of ['page.png', 'page.txt']) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  await s3.send(new DeleteBucketCommand({ Bucket }));
  await where.stop();
});

const start = (Name: string, more: object = {}) =>
  textract.send(new StartDocumentTextDetectionCommand({ DocumentLocation: { S3Object: { Bucket, Name } }, ...more }));

test('a page holds lines, lines hold words, and all lie within the page', async () => {
  const { Blocks = [], DocumentMetadata } = await textract.send(
    new DetectDocumentTextCommand({ Document: { Bytes: picture } }),
  );
  expect(DocumentMetadata!.Pages).toBe(1);
  const of = (type: string) => Blocks.filter(({ BlockType }) => BlockType === type);
  const children = (block: Block) => block.Relationships?.flatMap(({ Ids = [] }) => Ids) ?? [];
  expect(of('LINE').map(({ Text }) => Text)).toEqual(LINES);
  expect(children(of('PAGE')[0]!)).toEqual(of('LINE').map(({ Id }) => Id));
  expect(of('LINE').flatMap(children)).toEqual(of('WORD').map(({ Id }) => Id));
  for (const { Confidence } of of('WORD')) expect(Confidence).toBeGreaterThan(50);
  for (const { Geometry } of Blocks) {
    const { Left, Top, Width, Height } = Geometry!.BoundingBox!;
    for (const side of [Left!, Top!, Left! + Width!, Top! + Height!]) expect(side).toBeGreaterThanOrEqual(0);
    expect(Math.max(Left! + Width!, Top! + Height!)).toBeLessThanOrEqual(1.000001);
  }
});

test('a job ends with the same text; its token gives the same job again', async () => {
  const more = { ClientRequestToken: where.name('token'), JobTag: 'tag' };
  const { JobId } = await start('page.png', more);
  expect((await start('page.png', more)).JobId).toBe(JobId);
  expect((await refusal(start('page.png', { ...more, JobTag: 'other' }))).name).toBe(
    'IdempotentParameterMismatchException',
  );
  const get = (extra: object = {}) => textract.send(new GetDocumentTextDetectionCommand({ JobId, ...extra }));
  await expect
    .poll(async () => (await get()).JobStatus, { timeout: 90_000, interval: where.real ? 2000 : 20 })
    .toBe('SUCCEEDED');
  const texts: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await get({ MaxResults: 2, NextToken });
    expect(page.Blocks!.length).toBeLessThanOrEqual(2);
    texts.push(...page.Blocks!.filter(({ BlockType }) => BlockType === 'LINE').map(({ Text }) => Text));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(texts).toEqual(LINES);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    'text',
    () => textract.send(new DetectDocumentTextCommand({ Document: { Bytes: Buffer.from('plain text') } })),
    'UnsupportedDocumentException',
  ],
  [
    'an object that is text',
    () => textract.send(new DetectDocumentTextCommand({ Document: { S3Object: { Bucket, Name: 'page.txt' } } })),
    'UnsupportedDocumentException',
  ],
  ['an object that is not there', () => start('nothing.png'), 'InvalidS3ObjectException'],
  [
    'a token with a blank',
    () => start('page.png', { ClientRequestToken: 'a b' }),
    '(InvalidParameter|Validation)Exception',
  ],
  [
    'a job that is not there',
    () => textract.send(new GetDocumentTextDetectionCommand({ JobId: '0'.repeat(64) })),
    'InvalidJobIdException',
  ],
])('%s is refused', async (_, call, name) => {
  expect((await refusal(call())).name).toMatch(new RegExp(`^${name}$`));
});
