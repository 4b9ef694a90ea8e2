import { randomUUID } from 'node:crypto';
import type { Bus } from '../eventbridge/bus.ts';
import { ACCOUNT } from '../services.ts';
import type { Bucket } from './buckets.ts';
import { unquoted } from './etag.ts';
import type { Version } from './versions.ts';

/** What S3 tells EventBridge's default bus. `sequence` orders the changes of a key, whatever order the events come in. */
export function announceChange(
  bus: Bus,
  bucket: Bucket,
  version: Version,
  sequence: number,
  change: {
    readonly detailType: 'Object Created' | 'Object Deleted';
    readonly facts: Readonly<Record<string, string>>;
  },
): void {
  const object = {
    key: version.key,
    ...(change.detailType === 'Object Created' ? { size: version.size } : {}),
    ...(version.etag ? { etag: unquoted(version.etag) } : {}),
    ...(version.versionId === 'null' ? {} : { 'version-id': version.versionId }),
    sequencer: sequencer(sequence),
  };
  bus.announce('default', {
    source: 'aws.s3',
    detailType: change.detailType,
    resources: [`arn:aws:s3:::${bucket.name}`],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object,
      'request-id': randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase(),
      requester: ACCOUNT,
      'source-ip-address': '127.0.0.1',
      ...change.facts,
    },
  });
}

/** Hexadecimal and of one width, so that texts compare as the changes came. */
const sequencer = (sequence: number): string => sequence.toString(16).padStart(18, '0').toUpperCase();
