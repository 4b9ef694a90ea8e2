import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import { type Input, jsonProtocol, type Operations } from '../http/json-protocol.ts';
import type { Handler } from '../http/listen.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { ACCOUNT, arnOf } from '../services.ts';
import { type EncryptionContext, open, seal, sealedBy } from './envelope.ts';
import { type Key, Keys, keyArn } from './keys.ts';

export interface KmsServer {
  readonly handler: Handler;
  readonly keys: Keys;
}

export function kmsServer(context: Context): KmsServer {
  const keys = new Keys(context);
  const operations = {
    ...keyOperations(keys),
    ...aliasOperations(keys),
    ...cipherOperations(keys),
    ...macOperations(keys),
  };
  const handler = jsonProtocol({
    service: 'kms',
    version: '1.1',
    targets: { TrentService: operations },
    faults: context.faults,
  });
  return { handler, keys };
}

function keyOperations(keys: Keys): Operations {
  return {
    CreateKey: (input: Input) => {
      const { KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage = 'ENCRYPT_DECRYPT', Description = '', Policy = '' } = input;
      return { KeyMetadata: describe(keys.create(KeySpec, KeyUsage, Description, Policy)) };
    },
    DescribeKey: ({ KeyId }: Input) => ({ KeyMetadata: describe(keys.need(KeyId)) }),
    ListKeys: () => ({ Keys: keys.ids().map(id => ({ KeyId: id, KeyArn: keyArn(id) })), Truncated: false }),
    EnableKey: ({ KeyId }: Input) => keys.set(notDoomed(keys.need(KeyId)), 'state', 'Enabled'),
    DisableKey: ({ KeyId }: Input) => keys.set(notDoomed(keys.need(KeyId)), 'state', 'Disabled'),
    UpdateKeyDescription: ({ KeyId, Description }: Input) =>
      keys.set(keys.need(KeyId), 'description', String(Description)),
    GetKeyPolicy: ({ KeyId }: Input) => ({ Policy: keys.need(KeyId).policy, PolicyName: 'default' }),
    PutKeyPolicy: ({ KeyId, Policy }: Input) => keys.set(keys.need(KeyId), 'policy', String(Policy)),
    EnableKeyRotation: ({ KeyId }: Input) => keys.setRotation(keys.usable(KeyId, 'ENCRYPT_DECRYPT'), true),
    DisableKeyRotation: ({ KeyId }: Input) => keys.setRotation(keys.usable(KeyId, 'ENCRYPT_DECRYPT'), false),
    GetKeyRotationStatus: ({ KeyId }: Input) => ({ KeyRotationEnabled: keys.need(KeyId).rotation === 1 }),
    ScheduleKeyDeletion: ({ KeyId, PendingWindowInDays = 30 }: Input) => {
      if (!(PendingWindowInDays >= 7 && PendingWindowInDays <= 30))
        throw validationError('The window is 7 to 30 days.');
      const key = notDoomed(keys.need(KeyId));
      const when = keys.scheduleDeletion(key, PendingWindowInDays);
      return { KeyId: keyArn(key.id), KeyState: 'PendingDeletion', DeletionDate: when / 1000, PendingWindowInDays };
    },
    CancelKeyDeletion: ({ KeyId }: Input) => {
      const key = keys.need(KeyId);
      if (key.state !== 'PendingDeletion')
        throw new ServiceError('KMSInvalidStateException', 'The key is not pending deletion.');
      keys.cancelDeletion(key);
      return { KeyId: keyArn(key.id) };
    },
  };
}

function aliasOperations(keys: Keys): Operations {
  const nameOf = (name: unknown) => {
    if (typeof name === 'string' && /^alias\/[\w/-]{1,250}$/.test(name)) return name;
    throw validationError('An alias starts with alias/ and has letters, digits, slashes, hyphens and underscores.');
  };
  const known = (name: string) => keys.aliases().some(alias => alias.name === name);
  return {
    CreateAlias: ({ AliasName, TargetKeyId }: Input) => {
      if (known(nameOf(AliasName))) throw new ServiceError('AlreadyExistsException', 'An alias of this name exists.');
      keys.putAlias(AliasName, keys.need(TargetKeyId));
    },
    UpdateAlias: ({ AliasName, TargetKeyId }: Input) => {
      if (!known(nameOf(AliasName))) throw new ServiceError('NotFoundException', 'The alias does not exist.');
      keys.putAlias(AliasName, keys.need(TargetKeyId));
    },
    DeleteAlias: ({ AliasName }: Input) => {
      if (!keys.removeAlias(nameOf(AliasName)))
        throw new ServiceError('NotFoundException', 'The alias does not exist.');
    },
    ListAliases: ({ KeyId }: Input) => {
      const only = KeyId === undefined ? undefined : keys.need(KeyId).id;
      const aliases = keys.aliases().filter(alias => only === undefined || alias.key_id === only);
      const Aliases = aliases.map(({ name, key_id }) => ({
        AliasName: name,
        AliasArn: arnOf('kms', name),
        TargetKeyId: key_id,
      }));
      return { Aliases, Truncated: false };
    },
  };
}

function cipherOperations(keys: Keys): Operations {
  const dataKey = (input: Input) => {
    const key = keys.usable(input.KeyId, 'ENCRYPT_DECRYPT');
    const plaintext = randomBytes(lengthOf(input));
    const blob = seal(key, plaintext, contextOf(input.EncryptionContext));
    return { KeyId: keyArn(key.id), plaintext, CiphertextBlob: blob.toString('base64') };
  };
  return {
    Encrypt: (input: Input) => {
      const key = keys.usable(input.KeyId, 'ENCRYPT_DECRYPT');
      const plaintext = bytesOf('Plaintext', input.Plaintext, 4096);
      const blob = seal(key, plaintext, contextOf(input.EncryptionContext));
      return {
        KeyId: keyArn(key.id),
        CiphertextBlob: blob.toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    Decrypt: (input: Input) => {
      const blob = bytesOf('CiphertextBlob', input.CiphertextBlob, 6144);
      const key = keys.usable(sealedBy(blob), 'ENCRYPT_DECRYPT');
      if (input.KeyId !== undefined && keys.need(input.KeyId).id !== key.id) {
        throw new ServiceError('IncorrectKeyException', 'The ciphertext was made with another key.');
      }
      const plaintext = open(key, blob, contextOf(input.EncryptionContext));
      return {
        KeyId: keyArn(key.id),
        Plaintext: plaintext.toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    GenerateDataKey: (input: Input) => {
      const { plaintext, ...rest } = dataKey(input);
      return { ...rest, Plaintext: plaintext.toString('base64') };
    },
    GenerateDataKeyWithoutPlaintext: (input: Input) => {
      const { plaintext: _, ...rest } = dataKey(input);
      return rest;
    },
    GenerateRandom: ({ NumberOfBytes }: Input) => ({
      Plaintext: randomBytes(lengthOf({ NumberOfBytes })).toString('base64'),
    }),
  };
}

function macOperations(keys: Keys): Operations {
  const mac = (input: Input) => {
    const key = keys.usable(input.KeyId, 'GENERATE_VERIFY_MAC');
    const algorithm = key.spec.replace('HMAC_', 'HMAC_SHA_');
    if (input.MacAlgorithm !== algorithm) {
      throw new ServiceError('InvalidKeyUsageException', `The key supports ${algorithm} only.`);
    }
    const digest = createHmac(`sha${key.spec.slice(5)}`, key.material);
    return {
      KeyId: keyArn(key.id),
      MacAlgorithm: algorithm,
      bytes: digest.update(bytesOf('Message', input.Message, 4096)).digest(),
    };
  };
  return {
    GenerateMac: (input: Input) => {
      const { bytes, ...rest } = mac(input);
      return { ...rest, Mac: bytes.toString('base64') };
    },
    VerifyMac: (input: Input) => {
      const { bytes, ...rest } = mac(input);
      const given = bytesOf('Mac', input.Mac, 6144);
      if (given.length === bytes.length && timingSafeEqual(given, bytes)) return { ...rest, MacValid: true };
      throw new ServiceError('KMSInvalidMacException', 'The MAC is not valid.');
    },
  };
}

function describe(key: Key) {
  return {
    AWSAccountId: ACCOUNT,
    KeyId: key.id,
    Arn: keyArn(key.id),
    CreationDate: key.created / 1000,
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    KeySpec: key.spec,
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    MultiRegion: false,
    ...(key.deletion === null ? {} : { DeletionDate: key.deletion / 1000 }),
    ...(key.usage === 'ENCRYPT_DECRYPT'
      ? { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }
      : { MacAlgorithms: [key.spec.replace('HMAC_', 'HMAC_SHA_')] }),
  };
}

function notDoomed(key: Key): Key {
  if (key.state === 'PendingDeletion')
    throw new ServiceError('KMSInvalidStateException', 'The key is pending deletion.');
  return key;
}

function bytesOf(name: string, value: unknown, limit: number): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
  if (bytes.length === 0 || bytes.length > limit) throw validationError(`${name} must have 1 to ${limit} bytes.`);
  return bytes;
}

function lengthOf({ KeySpec, NumberOfBytes }: Input): number {
  if (KeySpec !== undefined && NumberOfBytes !== undefined)
    throw validationError('Give KeySpec or NumberOfBytes, not both.');
  if (KeySpec === 'AES_256') return 32;
  if (KeySpec === 'AES_128') return 16;
  if (KeySpec === undefined && Number.isInteger(NumberOfBytes) && NumberOfBytes >= 1 && NumberOfBytes <= 1024)
    return NumberOfBytes;
  throw validationError('The length of the key is not valid.');
}

function contextOf(context: unknown): EncryptionContext {
  const pairs = Object.entries(context ?? {});
  if (pairs.every(([, value]) => typeof value === 'string')) return Object.fromEntries(pairs);
  throw validationError('An encryption context holds strings.');
}
