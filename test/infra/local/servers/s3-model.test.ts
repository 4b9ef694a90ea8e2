import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachOf, refusal, startLocal } from './harness.ts';

let local: Awaited<ReturnType<typeof startLocal>>;
let s3: S3Client;
beforeAll(async () => {
  local = await startLocal();
  s3 = new S3Client(reachOf(local.servers, 's3'));
});
afterAll(() => local.stop());

/** What a bucket is, put as simply as can be: for each key its versions, oldest first; a marker has no body. */
type Model = Map<string, { id: string; body: string | undefined }[]>;

type Step =
  | { readonly kind: 'put' | 'hide'; readonly key: string }
  | { readonly kind: 'remove'; readonly key: string; readonly which: number }
  | { readonly kind: 'versioning'; readonly status: 'Enabled' | 'Suspended' };

const key = fc.constantFrom('a', 'b', 'ü');
const step = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ kind: fc.constantFrom('put' as const, 'put' as const, 'hide' as const), key }),
  fc.record({ kind: fc.constant('remove' as const), key, which: fc.nat(5) }),
  fc.record({
    kind: fc.constant('versioning' as const),
    status: fc.constantFrom('Enabled' as const, 'Suspended' as const),
  }),
);

async function take(
  Bucket: string,
  model: Model,
  one: Step,
  n: number,
  status: 'Enabled' | 'Suspended',
): Promise<void> {
  if (one.kind === 'versioning') {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: one.status } }));
    return;
  }
  const versions = model.get(one.key) ?? [];
  model.set(one.key, versions);
  if (one.kind === 'remove') {
    const version = versions[one.which % Math.max(1, versions.length)];
    if (!version) return;
    await s3.send(new DeleteObjectCommand({ Bucket, Key: one.key, VersionId: version.id }));
    versions.splice(versions.indexOf(version), 1);
    return;
  }
  const body = one.kind === 'put' ? `body ${n}` : undefined;
  const call = { Bucket, Key: one.key };
  const { VersionId = 'null' } =
    body === undefined
      ? await s3.send(new DeleteObjectCommand(call))
      : await s3.send(new PutObjectCommand({ ...call, Body: body }));
  expect(VersionId === 'null').toBe(status === 'Suspended');
  // While versioning is suspended there is one version without an id, and the next one takes its place.
  const kept = VersionId === 'null' ? versions.filter(({ id }) => id !== 'null') : versions;
  model.set(one.key, [...kept, { id: VersionId, body }]);
}

async function check(Bucket: string, model: Model): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const listed = [
    ...Versions.map(v => [v.Key, v.VersionId, v.IsLatest, true]),
    ...DeleteMarkers.map(v => [v.Key, v.VersionId, v.IsLatest, false]),
  ];
  const expected = [...model].flatMap(([k, versions]) =>
    versions.map(({ id, body }, i) => [k, id, i === versions.length - 1, body !== undefined]),
  );
  expect(listed.map(row => row.join()).sort()).toEqual(expected.map(row => row.join()).sort());
  const visible = [...model].filter(([, versions]) => versions.at(-1)?.body !== undefined);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual(visible.map(([k]) => k).sort());
  for (const [Key, versions] of model) {
    const newest = versions.at(-1);
    const get = s3.send(new GetObjectCommand({ Bucket, Key }));
    if (newest?.body === undefined) expect((await refusal(get)).name).toBe('NoSuchKey');
    else expect(await (await get).Body!.transformToString()).toBe(newest.body);
  }
}

test('versions, markers and suspended versioning are as a simple model has them', async () => {
  let bucket = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async steps => {
      const Bucket = `model-${bucket++}`;
      await s3.send(new CreateBucketCommand({ Bucket }));
      let status: 'Enabled' | 'Suspended' = 'Enabled';
      await take(Bucket, new Map(), { kind: 'versioning', status }, 0, status);
      const model: Model = new Map();
      for (const [n, one] of steps.entries()) {
        await take(Bucket, model, one, n, status);
        if (one.kind === 'versioning') status = one.status;
      }
      await check(Bucket, model);
    }),
    { numRuns: 60 },
  );
});
