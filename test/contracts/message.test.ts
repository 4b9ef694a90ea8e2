import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInbound } from '../../shared/contracts/inbound.ts';
import { parseMessage } from '../../shared/contracts/message.ts';

const id = 'a'.repeat(32);

describe('messages', () => {
  it.each([
    [{ v: 1, kind: 'read', documentId: id, version: 1 }, true],
    [{ v: 1, kind: 'page', documentId: id, version: 1, page: 2 }, true],
    [{ v: 1, kind: 'refine', documentId: id, version: 1, later: 'field' }, true],
    [{ v: 2, kind: 'read', documentId: id, version: 1 }, false],
    [{ v: 1, kind: 'dance', documentId: id, version: 1 }, false],
    [{ v: 1, kind: 'page', documentId: id, version: 1, page: 0 }, false],
    [{ v: 1, kind: 'read', documentId: 'x', version: 1 }, false],
    [{ v: 1, kind: 'read', documentId: id, version: 0 }, false],
  ])('%j: %s', (message, known) => {
    expect(parseMessage(JSON.stringify(message)) !== undefined).toBe(known);
  });

  it('anything at all is parsed without an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), body => {
        expect(parseMessage(body)).toBeUndefined();
        expect(['unknown', 'ignored', 'arrivals']).toContain(parseInbound(body).kind);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('what others send', () => {
  const record = (eventName: string, key: string, extra = {}) => ({
    eventSource: 'aws:s3',
    eventName,
    s3: { bucket: { name: 'b' }, object: { key, ...extra } },
  });
  const sns = (message: unknown) => ({ Type: 'Notification', Message: JSON.stringify(message) });
  const job = { JobId: 'j', Status: 'SUCCEEDED', API: 'StartDocumentTextDetection', JobTag: 't', Timestamp: 1 };

  it.each([
    [
      'two records',
      { Records: [record('ObjectCreated:Put', 'a'), record('ObjectCreated:Copy', 'b%2Bc+d')] },
      {
        kind: 'arrivals',
        arrivals: [
          { bucket: 'b', key: 'a' },
          { bucket: 'b', key: 'b+c d' },
        ],
      },
    ],
    [
      'a removal among them',
      { Records: [record('ObjectRemoved:Delete', 'a'), record('ObjectCreated:Put', 'b')] },
      { kind: 'arrivals', arrivals: [{ bucket: 'b', key: 'b' }] },
    ],
    ['only a removal', { Records: [record('ObjectRemoved:Delete', 'a')] }, { kind: 'ignored' }],
    [
      'a version that is none',
      { Records: [record('ObjectCreated:Put', 'a', { versionId: 'null' })] },
      { kind: 'arrivals', arrivals: [{ bucket: 'b', key: 'a' }] },
    ],
    ['a key that cannot be decoded', { Records: [record('ObjectCreated:Put', '%E0%A4%A')] }, { kind: 'unknown' }],
    ['a job’s notice in its envelope', sns(job), { kind: 'completion', jobId: 'j', tag: 't' }],
    ['a job’s notice delivered raw', job, { kind: 'completion', jobId: 'j', tag: 't' }],
    ['an envelope in an envelope', sns(sns(job)), { kind: 'unknown' }],
    [
      'tags put on an object',
      { source: 'aws.s3', 'detail-type': 'Object Tags Added', detail: {} },
      { kind: 'ignored' },
    ],
    ['another service', { source: 'aws.ec2', 'detail-type': 'x', detail: {} }, { kind: 'unknown' }],
  ])('%s', (_, body, expected) => {
    expect(parseInbound(JSON.stringify(body))).toEqual(expected);
  });
});
