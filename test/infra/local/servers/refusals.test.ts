import { request } from 'node:http';
import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { GetObjectLegalHoldCommand, S3Client } from '@aws-sdk/client-s3';
import { CreatePlatformApplicationCommand, SNSClient } from '@aws-sdk/client-sns';
import { AddPermissionCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AnalyzeDocumentCommand, TextractClient } from '@aws-sdk/client-textract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SERVICES, type Service, StateFolderError, startServers } from '../../../../infra/local/servers/index.ts';
import { reachOf, refusal, startLocal } from './harness.ts';

let local: Awaited<ReturnType<typeof startLocal>>;
beforeAll(async () => {
  local = await startLocal();
});
afterAll(() => local.stop());

describe('an operation that is not served answers an error', () => {
  const calls: Record<Service, (reach: ReturnType<typeof reachOf>) => Promise<unknown>> = {
    s3: reach => new S3Client(reach).send(new GetObjectLegalHoldCommand({ Bucket: 'b', Key: 'k' })),
    dynamodb: reach => new DynamoDBClient(reach).send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM t' })),
    sqs: reach =>
      new SQSClient(reach).send(
        new AddPermissionCommand({ QueueUrl: 'http://x/q', Label: 'l', AWSAccountIds: ['1'], Actions: ['*'] }),
      ),
    sns: reach =>
      new SNSClient(reach).send(new CreatePlatformApplicationCommand({ Name: 'n', Platform: 'GCM', Attributes: {} })),
    events: reach =>
      new EventBridgeClient(reach).send(
        new StartReplayCommand({
          ReplayName: 'r',
          EventSourceArn: 'arn:aws:events:us-east-1:000000000000:archive/a',
          EventStartTime: new Date(),
          EventEndTime: new Date(),
          Destination: { Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
        }),
      ),
    textract: reach =>
      new TextractClient(reach).send(
        new AnalyzeDocumentCommand({ Document: { Bytes: Buffer.of(1) }, FeatureTypes: ['FORMS'] }),
      ),
    kms: reach =>
      new KMSClient(reach).send(
        new SignCommand({ KeyId: 'k', Message: Buffer.of(1), SigningAlgorithm: 'ECDSA_SHA_256' }),
      ),
  };
  test.each(SERVICES)('%s', async service => {
    const error = await refusal(calls[service](reachOf(local.servers, service)));
    expect((error.$metadata as { httpStatusCode: number }).httpStatusCode).toBeGreaterThanOrEqual(400);
    expect(error.name).toMatch(/UnknownOperation|InvalidAction|NotImplemented/);
  });
});

/** A request as a browser or a curious program makes it. */
function raw(
  service: Service,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { method = 'POST', path = '/', headers = {}, body = '' } = options;
    const call = request(local.servers.endpoints[service] + path, { method, headers }, response => {
      let text = '';
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body: text }));
    });
    call.on('error', reject).end(body);
  });
}

test('a bucket may stand in the host', async () => {
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };
  const put = (path: string, host: string, body = '') =>
    raw('s3', { method: 'PUT', path, headers: { ...signed, host }, body });
  expect((await put('/', 'my.bucket.localhost:4566')).status).toBe(200);
  expect((await put('/a/b', 'my.bucket.localhost', 'text')).status).toBe(200);
  const answer = await raw('s3', { method: 'GET', path: '/my.bucket/a/b', headers: signed });
  expect(answer).toEqual({ status: 200, body: 'text' });
});

describe('a request that no SDK makes', () => {
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };
  test.each(SERVICES)('%s: unsigned, as a page in a browser could send it', async service => {
    expect((await raw(service, { headers: { origin: 'https://example.com' } })).status).toBe(403);
  });

  test.each(SERVICES)('%s: under a name that was rebound to this machine', async service => {
    expect((await raw(service, { headers: { ...signed, host: 'evil.example.com' } })).status).toBe(403);
  });

  test.each(SERVICES)('%s: of no meaning', async service => {
    for (const options of [
      {},
      { method: 'PATCH' },
      { headers: { 'x-amz-target': 'constructor.toString' } },
      { headers: { 'x-amz-target': 'AmazonSQS.__proto__' } },
      { body: 'Action=toString' },
      { path: '/%zz/%' },
      { path: '/b/k?acl' },
    ]) {
      const { status } = await raw(service, { ...options, headers: { ...signed, ...options.headers } });
      expect(status, JSON.stringify(options)).toBeGreaterThanOrEqual(400);
      expect(status, JSON.stringify(options)).not.toBe(500);
    }
  });

  test.each([
    ['sqs', 'AmazonSQS.SendMessage'],
    ['dynamodb', 'DynamoDB_20120810.PutItem'],
    ['events', 'AWSEvents.PutEvents'],
    ['textract', 'Textract.DetectDocumentText'],
    ['kms', 'TrentService.Decrypt'],
  ] as const)('%s: a body that is not what the operation takes', async (service, target) => {
    for (const body of [
      '',
      '[]',
      'null',
      '1',
      '{',
      '{"a":',
      '{}',
      '{"QueueUrl":1,"TableName":{},"Entries":{},"Document":1,"CiphertextBlob":2}',
    ]) {
      const { status, body: answer } = await raw(service, { headers: { ...signed, 'x-amz-target': target }, body });
      expect([status, body]).toEqual([400, body]);
      expect(JSON.parse(answer).__type).toMatch(/\w/);
    }
  });
});

test('one process at a time serves a folder', async () => {
  await expect(startServers({ dir: local.dir })).rejects.toThrow(StateFolderError);
});

test('a port that is taken is an error, and the folder is free again', async () => {
  const other = await startLocal();
  const taken = Number(new URL(local.servers.endpoints.kms).port);
  await other.servers.stop();
  await expect(startServers({ dir: other.dir, ports: { kms: taken } })).rejects.toThrow(/EADDRINUSE/);
  const again = await startLocal({ dir: other.dir });
  await again.stop();
});

test('an upload that breaks off stores nothing', async () => {
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };
  await raw('s3', { method: 'PUT', path: '/broken', headers });
  const call = request(`${local.servers.endpoints.s3}/broken/key`, {
    method: 'PUT',
    headers: { ...headers, 'content-length': 1000 },
  });
  const ended = new Promise(resolve => call.once('error', resolve));
  call.write('the first bytes', () => setTimeout(() => call.destroy(), 50));
  await ended;
  await new Promise(resolve => setTimeout(resolve, 100));
  expect((await raw('s3', { method: 'GET', path: '/broken/key', headers })).status).toBe(404);
});
