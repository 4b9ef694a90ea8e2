import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, contract, refusal } from './harness.ts';

let where: Contract;
let s3: S3Client;
let Bucket: string;

beforeAll(async () => {
  where = await contract('s3');
  s3 = new S3Client(where.reach);
  Bucket = where.name('versioned');
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
});
afterAll(async () => {
  if (where.real) {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: Key!, VersionId: VersionId! }));
    }
    await s3.send(new DeleteBucketCommand({ Bucket }));
  }
  await where.stop();
});

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more: object = {}) => {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, text: await answer.Body!.transformToString() };
};

describe('objects', () => {
  test.each(['plain', 'a/../b', '//double', 'ü 简历+%20&?#.pdf', 'quote\'"<>', 'trailing/', '~!*()'])(
    'the key %s',
    async Key => {
      await put(Key, `body of ${Key}`, { ContentType: 'text/plain', Metadata: { source: 'test' } });
      expect(await get(Key)).toMatchObject({
        text: `body of ${Key}`,
        ContentType: 'text/plain',
        Metadata: { source: 'test' },
      });
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
      expect(Contents!.map(object => object.Key)).toContain(Key);
    },
  );

  test('an empty one, and one larger than what the database keeps', async () => {
    await put('empty', '');
    expect(await get('empty')).toMatchObject({ text: '', ContentLength: 0 });
    const body = Buffer.alloc(1_000_000, 'large ');
    await put('large', body);
    expect((await get('large')).text).toBe(body.toString());
    expect(await get('large', { Range: 'bytes=999990-' })).toMatchObject({
      text: body.subarray(-10).toString(),
      ContentRange: 'bytes 999990-999999/1000000',
    });
  });

  test.each([
    ['bytes=0-3', '0123'],
    ['bytes=4-', '456789'],
    ['bytes=-3', '789'],
    ['bytes=8-100', '89'],
  ])('the range %s', async (Range, text) => {
    await put('range', '0123456789');
    expect(await get('range', { Range })).toMatchObject({ text, ContentLength: text.length });
  });

  test('a range beyond the end', async () => {
    await put('range', '0123456789');
    expect((await refusal(get('range', { Range: 'bytes=10-' }))).name).toBe('InvalidRange');
  });

  test('what is not there', async () => {
    expect((await refusal(get('nothing'))).name).toBe('NoSuchKey');
    expect((await refusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' })))).name).toBe('NotFound');
    expect((await refusal(get('nothing', { VersionId: 'x'.repeat(32) }))).name).toMatch(
      /NoSuchVersion|InvalidArgument/,
    );
    const elsewhere = new GetObjectCommand({ Bucket: where.name('nowhere'), Key: 'a' });
    expect((await refusal(s3.send(elsewhere))).name).toBe('NoSuchBucket');
  });

  test('a copy takes type, metadata and tags along, or new ones', async () => {
    await put('source 1', 'text', { ContentType: 'text/x', Metadata: { a: '1' }, Tagging: 'k=v' });
    const CopySource = `${Bucket}/${encodeURIComponent('source 1')}`;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(await get('copy')).toMatchObject({ text: 'text', ContentType: 'text/x', Metadata: { a: '1' }, TagCount: 1 });
    await s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, MetadataDirective: 'REPLACE', Metadata: { b: '2' } }),
    );
    expect((await get('copy')).Metadata).toEqual({ b: '2' });
  });

  test('tags are put, read and belong to a version', async () => {
    const { VersionId } = await put('tagged', 'one');
    const TagSet = [{ Key: 'a&b', Value: '<简历>' }];
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
    await put('tagged', 'two');
    expect(
      (await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged', VersionId: VersionId! }))).TagSet,
    ).toEqual(TagSet);
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet).toEqual([]);
    expect((await get('tagged', { VersionId })).text).toBe('one');
  });
});

describe('integrity', () => {
  test.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    '%s comes back with the object',
    async ChecksumAlgorithm => {
      const sent = await put(`sum ${ChecksumAlgorithm}`, 'sum me', { ChecksumAlgorithm });
      const field = `Checksum${ChecksumAlgorithm}` as const;
      expect(sent[field]).toMatch(/=$/);
      expect(await get(`sum ${ChecksumAlgorithm}`, { ChecksumMode: 'ENABLED' })).toMatchObject({
        [field]: sent[field],
      });
    },
  );

  test.each([
    // Check values of the algorithms for "123456789", from the catalogue of parametrised CRCs (Cook, reveng).
    ['ChecksumCRC32', 'y/Q5Jg=='],
    ['ChecksumCRC32C', '4waSgw=='],
    ['ChecksumCRC64NVME', 'rosUhgp5mIg='],
  ])('the published check value of %s is accepted', async (field, value) => {
    await put('123456789', '123456789', { [field]: value });
  });

  test.each([
    ['ChecksumCRC32', 'AAAAAA=='],
    ['ChecksumCRC64NVME', 'AAAAAAAAAAA='],
    ['ChecksumSHA256', createHash('sha256').update('other').digest('base64')],
    ['ContentMD5', createHash('md5').update('other').digest('base64')],
  ])('a wrong %s stores nothing', async (field, value) => {
    const Key = `wrong ${field}`;
    expect((await refusal(put(Key, 'body', { [field]: value }))).name).toMatch(
      /BadDigest|InvalidRequest|XAmzContentChecksumMismatch/,
    );
    expect((await refusal(get(Key))).name).toBe('NoSuchKey');
  });

  test('a stream goes up in chunks, its checksum behind it', async () => {
    const Body = Readable.from(Array.from({ length: 40 }, () => Buffer.from('chunk '.repeat(1000))));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: 240_000 }));
    const { text, ContentEncoding } = await get('streamed');
    expect(text === 'chunk '.repeat(40_000)).toBe(true);
    expect(ContentEncoding).toBe(undefined);
  });
});

describe('conditions', () => {
  test('the first of two writers wins', async () => {
    const results = await Promise.allSettled([1, 2, 3].map(n => put('once', `${n}`, { IfNoneMatch: '*' })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason.name).toMatch(/PreconditionFailed|ConditionalRequestConflict/);
  });

  test('a write over a version that is no longer the newest is refused', async () => {
    const { ETag } = await put('cas', '1');
    await put('cas', '2', { IfMatch: ETag });
    expect((await refusal(put('cas', '3', { IfMatch: ETag }))).name).toBe('PreconditionFailed');
    expect((await refusal(put('cas none', '3', { IfMatch: ETag }))).name).toMatch(/NoSuchKey|NotFound/);
    expect((await get('cas')).text).toBe('2');
  });

  test('a read that knows the object gets 304, another one 412', async () => {
    const { ETag } = await put('known', '1');
    expect(await refusal(get('known', { IfNoneMatch: ETag }))).toMatchObject({ $metadata: { httpStatusCode: 304 } });
    expect(await refusal(get('known', { IfMatch: '"0"' }))).toMatchObject({ $metadata: { httpStatusCode: 412 } });
  });
});

describe('versions', () => {
  test('a deletion hides, the versions stay until each is deleted', async () => {
    const first = await put('v', '1');
    const second = await put('v', '2');
    const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'v' }));
    expect(marker).toMatchObject({ DeleteMarker: true });
    expect((await refusal(get('v'))).name).toBe('NoSuchKey');
    expect((await get('v', { VersionId: first.VersionId })).text).toBe('1');
    const list = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'v' }));
    expect(list.DeleteMarkers).toMatchObject([{ Key: 'v', VersionId: marker.VersionId, IsLatest: true }]);
    expect(list.Versions!.filter(({ Key }) => Key === 'v').map(({ VersionId }) => VersionId)).toEqual([
      second.VersionId,
      first.VersionId,
    ]);
    expect((await refusal(get('v', { VersionId: marker.VersionId }))).name).toBe('MethodNotAllowed');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'v', VersionId: marker.VersionId! }));
    expect((await get('v')).text).toBe('2');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'v', VersionId: second.VersionId! }));
    expect((await get('v')).text).toBe('1');
  });

  test('several at once, with their versions', async () => {
    const versions = [await put('bulk a', '1'), await put('bulk b', '1')];
    const Objects = [
      { Key: 'bulk a', VersionId: versions[0]!.VersionId! },
      { Key: 'bulk b', VersionId: versions[1]!.VersionId! },
      { Key: 'bulk <c>' },
    ];
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted!.map(({ Key }) => Key).sort()).toEqual(['bulk <c>', 'bulk a', 'bulk b']);
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'bulk' }));
    expect(Versions).toEqual([]);
  });

  test('listing goes page by page through keys and versions', async () => {
    for (const key of ['p/1', 'p/2', 'p/3']) for (const body of ['a', 'b']) await put(key, body);
    const seen: string[] = [];
    let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'p/', MaxKeys: 2, ...marker }));
      seen.push(...page.Versions!.map(({ Key, VersionId }) => `${Key} ${VersionId}`));
      if (!page.IsTruncated) break;
      marker = { KeyMarker: page.NextKeyMarker!, VersionIdMarker: page.NextVersionIdMarker! };
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });
});

describe('listing', () => {
  test('pages of keys in order, folders as prefixes', async () => {
    const keys = ['l/a', 'l/b/1', 'l/b/2', 'l/b/3', 'l/c', 'l/d/1', 'l/é'];
    for (const key of keys) await put(key, 'x');
    for (const MaxKeys of [1, 2, 3, 100]) {
      const found: string[] = [];
      const folders: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page: ListObjectsV2CommandOutput = await s3.send(
          new ListObjectsV2Command({ Bucket, Prefix: 'l/', Delimiter: '/', MaxKeys, ContinuationToken }),
        );
        found.push(...(page.Contents ?? []).map(({ Key }) => Key!));
        folders.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!));
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      expect(found).toEqual(['l/a', 'l/c', 'l/é']);
      expect(folders).toEqual(['l/b/', 'l/d/']);
    }
    const old = new ListObjectsCommand({ Bucket, Prefix: 'l/', Delimiter: '/', MaxKeys: 2 });
    const first = await s3.send(old);
    expect([first.Contents!.map(({ Key }) => Key), first.CommonPrefixes!.map(({ Prefix }) => Prefix)]).toEqual([
      ['l/a'],
      ['l/b/'],
    ]);
    const second = await s3.send(new ListObjectsCommand({ ...old.input, Marker: first.NextMarker }));
    expect(second.Contents!.map(({ Key }) => Key)).toEqual(['l/c']);
    const after = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'l/', StartAfter: 'l/b/2' }));
    expect(after.Contents!.map(({ Key }) => Key)).toEqual(['l/b/3', 'l/c', 'l/d/1', 'l/é']);
  });
});

describe('uploads in parts', () => {
  const upload = async (Key: string) =>
    (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/plain' }))).UploadId!;

  test('the object appears when the parts are put together', async () => {
    const UploadId = await upload('parts');
    const bodies = [Buffer.alloc(5 * 1_048_576, 'a'), Buffer.from('the end')];
    const Parts: { PartNumber: number; ETag: string }[] = [];
    for (const [i, Body] of bodies.entries()) {
      const { ETag } = await s3.send(
        new UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber: i + 1, Body }),
      );
      Parts.push({ PartNumber: i + 1, ETag: ETag! });
    }
    expect((await refusal(get('parts'))).name).toBe('NoSuchKey');
    const done = await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'parts', UploadId, MultipartUpload: { Parts } }),
    );
    expect(done.ETag).toMatch(/-2"$/);
    const answer = await get('parts');
    expect(answer).toMatchObject({ ContentType: 'text/plain', ContentLength: 5 * 1_048_576 + 7 });
    expect(answer.text.endsWith('athe end')).toBe(true);
    expect(
      (
        await refusal(
          s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'other', UploadId, MultipartUpload: { Parts } })),
        )
      ).name,
    ).toBe('NoSuchUpload');
  });

  test('a part that was never sent, and an upload given up', async () => {
    const UploadId = await upload('given up');
    const complete = new CompleteMultipartUploadCommand({
      Bucket,
      Key: 'given up',
      UploadId,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"0"' }] },
    });
    expect((await refusal(s3.send(complete))).name).toBe('InvalidPart');
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'given up', UploadId }));
    expect((await refusal(s3.send(complete))).name).toBe('NoSuchUpload');
  });
});

describe('buckets', () => {
  test('versioning is as it was put; a bucket with objects stays', async () => {
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    await put('keeps the bucket', 'x');
    expect((await refusal(s3.send(new DeleteBucketCommand({ Bucket })))).name).toBe('BucketNotEmpty');
  });

  test('without versioning a key has one body, and a deletion is for good', async ({ skip }) => {
    if (where.real) skip();
    const plain = where.name('plain');
    await s3.send(new CreateBucketCommand({ Bucket: plain }));
    for (const Body of ['1', '2']) await s3.send(new PutObjectCommand({ Bucket: plain, Key: 'k', Body }));
    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket: plain }));
    expect(Versions).toMatchObject([{ Key: 'k', VersionId: 'null', IsLatest: true }]);
    await s3.send(new DeleteObjectCommand({ Bucket: plain, Key: 'k' }));
    await s3.send(new DeleteBucketCommand({ Bucket: plain }));
  });

  test('under KMS by default, objects say so and the etag is no hash of the content', async ({ skip }) => {
    if (where.real) skip();
    const sealed = where.name('sealed');
    const KMSMasterKeyID = 'arn:aws:kms:us-east-1:000000000000:key/k';
    await s3.send(new CreateBucketCommand({ Bucket: sealed }));
    const Rules = [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID },
        BucketKeyEnabled: true,
      },
    ];
    await s3.send(new PutBucketEncryptionCommand({ Bucket: sealed, ServerSideEncryptionConfiguration: { Rules } }));
    const etags = new Set<string>();
    for (const Key of ['a', 'b']) {
      const answer = await s3.send(new PutObjectCommand({ Bucket: sealed, Key, Body: 'same' }));
      expect(answer).toMatchObject({
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: KMSMasterKeyID,
        BucketKeyEnabled: true,
      });
      etags.add(answer.ETag!);
    }
    expect(etags.size).toBe(2);
    expect(await s3.send(new HeadObjectCommand({ Bucket: sealed, Key: 'a' }))).toMatchObject({
      ServerSideEncryption: 'aws:kms',
    });
  });

  test('a bucket of somebody else is not taken for ours', async ({ skip }) => {
    if (where.real) skip();
    await put('owned', 'x', { ExpectedBucketOwner: '000000000000' });
    expect((await refusal(put('owned', 'x', { ExpectedBucketOwner: '123456789012' }))).name).toBe('AccessDenied');
  });

  test('a sub-resource that is not served is refused', async ({ skip }) => {
    if (where.real) skip();
    await put('acl', 'x');
    expect(await refusal(s3.send(new GetObjectAclCommand({ Bucket, Key: 'acl' })))).toMatchObject({
      name: 'NotImplemented',
    });
    expect(
      await refusal(put('lock', 'x', { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date() })),
    ).toMatchObject({ name: 'NotImplemented' });
  });
});
