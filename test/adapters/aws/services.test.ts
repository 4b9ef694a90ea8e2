import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { eventBus } from '../../../shared/adapters/aws/event-bus.ts';
import { kindOf } from '../../../shared/adapters/aws/fault.ts';
import { hasherOf, keys } from '../../../shared/adapters/aws/keys.ts';
import { objectStore } from '../../../shared/adapters/aws/object-store.ts';
import { deadLetters, queues } from '../../../shared/adapters/aws/queues.ts';
import { embeddedMetrics, jsonLog } from '../../../shared/adapters/aws/telemetry.ts';
import type { ResumeEvent } from '../../../shared/contracts/event.ts';
import { clientOf, useServers } from './local.ts';

const local = useServers();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('objectStore', () => {
  it('pins versions, refuses large bodies unread, writes once, and deletes every version', async () => {
    const s3 = new S3Client({ ...clientOf(local.servers.endpoints.s3), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.send(new PutBucketVersioningCommand({ Bucket: 'bucket', VersioningConfiguration: { Status: 'Enabled' } }));
    const bucket = objectStore(s3, 'bucket');

    const first = await bucket.put('a/1', bytes('one'), { metadata: { traceparent: 't' } });
    await bucket.put('a/1', bytes('two!'));
    const pinned = await bucket.get({ key: 'a/1', versionId: first.versionId! });
    expect(new TextDecoder().decode(pinned.bytes)).toBe('one');
    expect(pinned.metadata).toEqual({ traceparent: 't' });
    expect((await bucket.get({ key: 'a/1' })).size).toBe(4);
    expect((await bucket.get({ key: 'a/1' }, { maxBytes: 3 })).bytes).toBeUndefined();
    await expect(bucket.get({ key: 'a/1' }, { ifMatch: pinned.etag })).rejects.toMatchObject({ kind: 'changed' });
    await expect(bucket.get({ key: 'nowhere' })).rejects.toMatchObject({
      kind: 'missing',
      message: 'S3.GetObject: missing',
    });
    expect(await bucket.put('a/1', bytes('x'), { ifAbsent: true })).toEqual({ written: false });
    expect(await bucket.put('a/2', bytes('x'), { ifAbsent: true })).toMatchObject({ written: true });

    await bucket.remove({ key: 'a/2' });
    expect(await bucket.removeAll('a/')).toBe(4);
    await expect(bucket.get({ key: 'a/1', versionId: first.versionId! })).rejects.toMatchObject({ kind: 'missing' });
    expect(await bucket.removeAll('a/')).toBe(0);
  });
});

describe('queues', () => {
  it('carries parks, and redrives from the dead letters', async () => {
    const sqs = new SQSClient(clientOf(local.servers.endpoints.sqs));
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'intake' }));
    await queues(sqs, { intake: QueueUrl }).send('intake', '{}', { parks: 2 });
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], VisibilityTimeout: 0 }),
    );
    expect(Messages?.[0]).toMatchObject({ Body: '{}', MessageAttributes: { parks: { StringValue: '2' } } });
    const dead = deadLetters(sqs, { intake: QueueUrl });
    const [letter] = await dead.receive('intake');
    await dead.remove('intake', letter!.receipt);
    expect(await dead.receive('intake')).toEqual([]);
    await expect(queues(sqs, {}).send('page', '{}')).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('eventBus', () => {
  it('tells the entries that were refused from those that were taken', async () => {
    const events = new EventBridgeClient(clientOf(local.servers.endpoints.events));
    await events.send(new CreateEventBusCommand({ Name: 'bus' }));
    const event = {
      specversion: '1.0',
      id: `${'a'.repeat(32)}.1.failed`,
      source: '/resume-intake',
      subject: 'a'.repeat(32),
      time: '2026-01-01T00:00:00Z',
      datacontenttype: 'application/json',
      traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
      type: 'resume.failed.v1',
      data: { documentId: 'a'.repeat(32), version: 1, status: 'rejected', code: 'EMPTY_FILE' },
    } as const satisfies ResumeEvent;
    const refused = { ...event, type: '' as typeof event.type };
    expect(await eventBus(events, 'bus').publish([event, refused, event])).toEqual([
      undefined,
      'unavailable',
      undefined,
    ]);
  });
});

describe('keys', () => {
  it('derives one identity, and opens a data key only for its own subject', async () => {
    const kms = new KMSClient(clientOf(local.servers.endpoints.kms));
    const data = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
    const mac = (await kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })))
      .KeyMetadata!.Arn!;
    const ring = keys(kms, { mac, data });
    const hash = await ring.hasher();
    expect(hash('document', 'a', 'b')).toBe((await keys(kms, { mac, data }).hasher())('document', 'a', 'b'));
    const { key, wrapped } = await ring.createDataKey('s1');
    expect(await ring.openDataKey('s1', wrapped)).toEqual(key);
    await expect(ring.openDataKey('s2', wrapped)).rejects.toMatchObject({ name: 'Fault' });
    expect(ring.random(12)).toHaveLength(12);
  });

  it('keeps lists of parts apart', () => {
    const hash = hasherOf(bytes('key'));
    const ids = [
      hash('document', 'ab', 'c'),
      hash('document', 'a', 'bc'),
      hash('document', 'abc'),
      hash('object', 'ab', 'c'),
    ];
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('telemetry', () => {
  it('writes the fields that it knows and drops all others', () => {
    const lines: string[] = [];
    const fields = { documentId: 'd', pages: 2, text: 'a secret', message: 'a secret' };
    jsonLog('refine', line => lines.push(line)).warn('retried', fields);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'WARN',
      event: 'retried',
      step: 'refine',
      documentId: 'd',
      pages: 2,
    });
    expect(lines[0]).not.toContain('secret');
  });

  it('counts in the embedded metric format', () => {
    const lines: string[] = [];
    embeddedMetrics('refine', line => lines.push(line)).count('stored', 3);
    const { _aws, step, stored } = JSON.parse(lines[0]!);
    expect({ step, stored }).toEqual({ step: 'refine', stored: 3 });
    expect(_aws.CloudWatchMetrics).toEqual([
      { Namespace: 'ResumeIntake', Dimensions: [['step']], Metrics: [{ Name: 'stored', Unit: 'Count' }] },
    ]);
  });
});

describe('faults', () => {
  it.each([
    [{ name: 'NoSuchKey' }, 'missing'],
    [{ name: 'ProvisionedThroughputExceededException' }, 'throttled'],
    [{ name: 'Odd', $metadata: { httpStatusCode: 429 } }, 'throttled'],
    [{ name: 'Odd', $metadata: { httpStatusCode: 403 } }, 'denied'],
    [{ name: 'constructor', $metadata: { httpStatusCode: 500 } }, 'unavailable'],
    [{ name: 'TimeoutError' }, 'unavailable'],
    [undefined, 'unavailable'],
  ])('%j is %s', (error, kind) => {
    expect(kindOf(error)).toBe(kind);
  });
});
