import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Stack } from '../../../../infra/local/stack/index.ts';
import { FUNCTIONS } from '../../../../infra/parts/topology.ts';
import { synthesize } from '../../synth.ts';
import { temporaryFolder } from '../../temporary.ts';

/** A function that says what it was given and does what the names in it ask for. */
const READ_DOCUMENT = `
  exports.handler = async ({ Records }) => {
    const batchItemFailures = [];
    for (const { messageId, body, attributes } of Records) {
      const key = JSON.parse(body).detail.object.key;
      console.log(JSON.stringify({ did: key, receives: Number(attributes.ApproximateReceiveCount) }));
      if (key.includes('slow')) await new Promise(done => setTimeout(done, 150));
      if (key.includes('hang')) await new Promise(() => setInterval(() => {}, 1e6));
      if (key.includes('crash')) process.exit(1);
      if (key.includes('poison')) batchItemFailures.push({ itemIdentifier: messageId });
    }
    return { batchItemFailures };
  };`;

const PUBLISH = `
  exports.handler = async ({ Records }) => {
    const keys = Records.map(({ dynamodb }) => dynamodb.Keys.sk.S);
    console.log(JSON.stringify({ did: keys }));
    if (keys.some(key => key.includes('crash'))) throw new Error('all of the batch');
    const bad = Records.find(({ dynamodb }) => dynamodb.Keys.sk.S.includes('poison'));
    return { batchItemFailures: bad ? [{ itemIdentifier: bad.dynamodb.SequenceNumber }] : [] };
  };`;

const ECHO = `exports.handler = async event => { console.log(JSON.stringify({ did: 'run' })); return { event }; };`;

export function trialBundles(readDocument = READ_DOCUMENT): string {
  const folder = temporaryFolder('trial');
  const special: Record<string, string> = { 'read-document': readDocument, publish: PUBLISH };
  for (const name of Object.keys(FUNCTIONS)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), special[name] ?? ECHO);
  }
  return folder;
}

/** The template that deploys, with time-outs that a test can wait for. */
export function trialTemplate(): string {
  const { folder, template } = synthesize();
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type === 'AWS::Lambda::Function') Properties.Timeout = 2;
    if (Type === 'AWS::Lambda::EventSourceMapping' && Properties.MaximumRetryAttempts)
      Properties.MaximumRetryAttempts = 2;
  }
  const file = join(folder, 'trial.template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}

export const stateFolder = (): string => temporaryFolder('state');

const config = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

export const upload = (stack: Stack, ...names: string[]): Promise<void> =>
  uploadTo(stack, ...names.map(name => `intake/test/${name}`));

export async function uploadTo(stack: Stack, ...keys: string[]): Promise<void> {
  const s3 = new S3Client({ ...config(stack.endpoints.s3), forcePathStyle: true });
  const Bucket = stack.names.buckets.intake;
  await Promise.all(keys.map(Key => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'a document' }))));
  s3.destroy();
}

export async function putRow(stack: Stack, ...keys: string[]): Promise<void> {
  const dynamodb = new DynamoDBClient(config(stack.endpoints.dynamodb));
  for (const sk of keys) {
    const Item = { pk: { S: 'document#1' }, sk: { S: sk }, at: { S: new Date().toISOString() } };
    await dynamodb.send(new PutItemCommand({ TableName: stack.names.tables.documents, Item }));
  }
  dynamodb.destroy();
}

/** Takes everything out of a queue. */
export async function take(stack: Stack, queue: keyof Stack['names']['queues']): Promise<string[]> {
  const sqs = new SQSClient(config(stack.endpoints.sqs));
  const QueueUrl = stack.names.queues[queue];
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) break;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
  sqs.destroy();
  return bodies;
}

export const keyIn = (body: string): string => JSON.parse(body).detail.object.key.replace('intake/test/', '');

export interface Deed {
  readonly did: string | readonly string[];
  readonly receives?: number;
}

/** What a function said that it did, in order. */
export function deeds(stack: Stack, name: string): Deed[] {
  const lines = readFileSync(join(stack.dir, 'logs', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean);
  return lines.map(line => JSON.parse(line).message).filter(message => message?.did !== undefined);
}
