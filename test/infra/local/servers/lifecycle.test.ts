import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachOf, refusal, startLocal } from './harness.ts';

const DAY = 86_400_000;
let local: Awaited<ReturnType<typeof startLocal>>;
let s3: S3Client;
let now = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  local = await startLocal({ clock: () => now, sweepMs: 20 });
  s3 = new S3Client(reachOf(local.servers, 's3'));
});
afterAll(() => local.stop());

async function bucket(Bucket: string, rule: Partial<LifecycleRule>) {
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const Rules = [{ Status: 'Enabled' as const, Filter: { Prefix: '' }, ...rule }];
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  return {
    put: (Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: Key })),
    remove: (Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
    state: async () => {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      return [...Versions.map(({ Key }) => Key), ...DeleteMarkers.map(({ Key }) => `${Key} (marker)`)].sort();
    },
  };
}

const becomes = (state: () => Promise<unknown>, expected: unknown) =>
  expect.poll(state, { timeout: 10_000 }).toEqual(expected);

test('objects are hidden after their days, then gone with all that is left of them', async () => {
  const { put, state } = await bucket('expiring', {
    Filter: { Prefix: 'intake/' },
    Expiration: { Days: 2 },
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  });
  for (const key of ['intake/a', 'mail/a']) await put(key);
  now += DAY;
  await put('intake/b');
  now += DAY;
  await becomes(state, ['intake/a', 'intake/a (marker)', 'intake/b', 'mail/a']);
  now += DAY + 1;
  await becomes(state, ['intake/a (marker)', 'intake/b', 'intake/b (marker)', 'mail/a']);
});

test('a marker that hides nothing any more goes', async () => {
  const { put, remove, state } = await bucket('markers', {
    Expiration: { ExpiredObjectDeleteMarker: true },
    NoncurrentVersionExpiration: { NoncurrentDays: 1 },
  });
  await put('a');
  await remove('a');
  expect(await state()).toEqual(['a', 'a (marker)']);
  now += DAY + 1;
  await becomes(state, []);
});

test('uploads that nobody finishes are given up', async () => {
  await bucket('uploads', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
  await s3.send(new CreateMultipartUploadCommand({ Bucket: 'uploads', Key: 'a' }));
  const open = async () => (await s3.send(new ListMultipartUploadsCommand({ Bucket: 'uploads' }))).Uploads?.length ?? 0;
  expect(await open()).toBe(1);
  now += DAY + 1;
  await becomes(open, 0);
});

test('a rule that cannot be kept here is refused', async () => {
  const rule = { Filter: { Tag: { Key: 'a', Value: 'b' } }, Expiration: { Days: 1 } };
  expect((await refusal(bucket('refused', rule))).name).toBe('NotImplemented');
});
