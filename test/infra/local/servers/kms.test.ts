import { createHmac } from 'node:crypto';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, contract, refusal } from './harness.ts';

let where: Contract;
let kms: KMSClient;
let dataKey: string;
let macKey: string;
let now = Date.parse('2026-01-01T00:00:00Z');

beforeAll(async () => {
  where = await contract('kms', { clock: () => now, sweepMs: 20 });
  kms = new KMSClient(where.reach);
  dataKey = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
  macKey = (await kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }))).KeyMetadata!
    .Arn!;
});
afterAll(async () => {
  for (const KeyId of [dataKey, macKey])
    if (where.real) await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await where.stop();
});

const EncryptionContext = { subject: 's1', purpose: 'contact' };
const decrypt = (CiphertextBlob: Uint8Array, context: Record<string, string> | undefined, more: object = {}) =>
  kms.send(new DecryptCommand({ CiphertextBlob, ...(context && { EncryptionContext: context }), ...more }));

describe('data keys', () => {
  test('open with the same context, in whatever order', async () => {
    const { Plaintext, CiphertextBlob, KeyId } = await kms.send(
      new GenerateDataKeyCommand({ KeyId: dataKey, KeySpec: 'AES_256', EncryptionContext }),
    );
    expect(Plaintext).toHaveLength(32);
    expect(KeyId).toBe(dataKey);
    const opened = await decrypt(CiphertextBlob!, { purpose: 'contact', subject: 's1' });
    expect(Buffer.from(opened.Plaintext!)).toEqual(Buffer.from(Plaintext!));
    expect(opened.KeyId).toBe(dataKey);
  });

  test.each([
    ['another context', { subject: 's2', purpose: 'contact' }],
    ['a part of it', { subject: 's1' }],
    ['more than it', { ...EncryptionContext, more: 'x' }],
    ['none', undefined],
  ])('do not open with %s', async (_, context) => {
    const { CiphertextBlob } = await kms.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId: dataKey, KeySpec: 'AES_256', EncryptionContext }),
    );
    expect((await refusal(decrypt(CiphertextBlob!, context))).name).toBe('InvalidCiphertextException');
  });

  test('do not open when a bit is turned, or with another key', async () => {
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: dataKey, Plaintext: Buffer.from('secret'), EncryptionContext }),
    );
    const turned = Buffer.from(CiphertextBlob!);
    turned[turned.length - 1]! ^= 1;
    expect((await refusal(decrypt(turned, EncryptionContext))).name).toBe('InvalidCiphertextException');
    expect((await refusal(decrypt(CiphertextBlob!.subarray(0, 10), EncryptionContext))).name).toBe(
      'InvalidCiphertextException',
    );
    const other = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.KeyId!;
    expect((await refusal(decrypt(CiphertextBlob!, EncryptionContext, { KeyId: other }))).name).toBe(
      'IncorrectKeyException',
    );
    if (where.real) await kms.send(new ScheduleKeyDeletionCommand({ KeyId: other, PendingWindowInDays: 7 }));
  });
});

describe('macs', () => {
  const Message = Buffer.from('identity');
  const MacAlgorithm = 'HMAC_SHA_256';

  test('are the same for the same message and verify', async () => {
    const call = () => kms.send(new GenerateMacCommand({ KeyId: macKey, Message, MacAlgorithm }));
    const { Mac } = await call();
    expect(Mac).toHaveLength(32);
    expect((await call()).Mac).toEqual(Mac);
    expect(Buffer.from(Mac!)).not.toEqual(createHmac('sha256', '').update(Message).digest());
    expect((await kms.send(new VerifyMacCommand({ KeyId: macKey, Message, MacAlgorithm, Mac }))).MacValid).toBe(true);
    const wrong = new VerifyMacCommand({ KeyId: macKey, Message: Buffer.from('other'), MacAlgorithm, Mac });
    expect((await refusal(kms.send(wrong))).name).toBe('KMSInvalidMacException');
  });

  test('a key does what it is for', async () => {
    const encrypt = new EncryptCommand({ KeyId: macKey, Plaintext: Message });
    const mac = new GenerateMacCommand({ KeyId: dataKey, Message, MacAlgorithm });
    for (const call of [kms.send(encrypt), kms.send(mac)])
      expect((await refusal(call)).name).toBe('InvalidKeyUsageException');
  });
});

describe('keys', () => {
  test('a key that is disabled or going opens nothing; one that does not exist neither', async () => {
    const KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.KeyId!;
    const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));
    await kms.send(new DisableKeyCommand({ KeyId }));
    expect((await refusal(decrypt(CiphertextBlob!, undefined))).name).toBe('DisabledException');
    await kms.send(new EnableKeyCommand({ KeyId }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    expect((await refusal(decrypt(CiphertextBlob!, undefined))).name).toBe('KMSInvalidStateException');
    expect(
      (await refusal(kms.send(new DescribeKeyCommand({ KeyId: '00000000-0000-0000-0000-000000000000' })))).name,
    ).toBe('NotFoundException');
  });

  test('an alias stands for a key', async ({ skip }) => {
    if (where.real) skip();
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/data', TargetKeyId: dataKey }));
    expect((await kms.send(new DescribeKeyCommand({ KeyId: 'alias/data' }))).KeyMetadata!.Arn).toBe(dataKey);
  });

  test('after its days a key is gone', async ({ skip }) => {
    if (where.real) skip();
    const KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.KeyId!;
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    now += 8 * 86_400_000;
    await expect
      .poll(
        async () =>
          (await refusal(kms.send(new DescribeKeyCommand({ KeyId })).then(() => Promise.reject(new Error('there')))))
            .name,
        { timeout: 10_000 },
      )
      .toBe('NotFoundException');
  });
});
