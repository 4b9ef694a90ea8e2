import { createHmac, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { Fault } from '../../ports/fault.ts';
import type { Hasher, Keys } from '../../ports/keys.ts';
import { call } from './fault.ts';

/** What the identity key is the MAC of. Another text would give every document another id: never change it. */
const IDENTITY = new TextEncoder().encode('resume-intake/identity/v1');

/** `mac` and `data` are the ARNs of the HMAC key and of the data key. */
export function keys(kms: KMSClient, { mac, data }: { mac: string; data: string }): Keys {
  let identity: Promise<Hasher> | undefined;

  return {
    hasher() {
      // A failed call must not be remembered: the next message would fail with it.
      identity ??= derive().catch(error => {
        identity = undefined;
        throw error;
      });
      return identity;
    },

    async createDataKey(subjectId) {
      const answer = await call('KMS.GenerateDataKey', () =>
        kms.send(
          new GenerateDataKeyCommand({ KeyId: data, KeySpec: 'AES_256', EncryptionContext: { subject: subjectId } }),
        ),
      );
      if (!answer.Plaintext || !answer.CiphertextBlob) throw new Fault('unavailable', 'KMS.GenerateDataKey');
      return { key: answer.Plaintext, wrapped: Buffer.from(answer.CiphertextBlob).toString('base64') };
    },

    async openDataKey(subjectId, wrapped) {
      const answer = await call('KMS.Decrypt', () =>
        kms.send(
          new DecryptCommand({
            KeyId: data,
            CiphertextBlob: Buffer.from(wrapped, 'base64'),
            EncryptionContext: { subject: subjectId },
          }),
        ),
      );
      if (!answer.Plaintext) throw new Fault('unavailable', 'KMS.Decrypt');
      return answer.Plaintext;
    },

    random: bytes => new Uint8Array(randomBytes(bytes)),
  };

  async function derive(): Promise<Hasher> {
    const { Mac } = await call('KMS.GenerateMac', () =>
      kms.send(new GenerateMacCommand({ KeyId: mac, MacAlgorithm: 'HMAC_SHA_256', Message: IDENTITY })),
    );
    if (!Mac) throw new Fault('unavailable', 'KMS.GenerateMac');
    return hasherOf(Mac);
  }
}

/** Length-prefixed parts: `ab`,`c` and `a`,`bc` must not meet, or one source could forge another's ids. */
export function hasherOf(key: Uint8Array): Hasher {
  return (purpose, ...parts) => {
    const hmac = createHmac('sha256', key);
    for (const part of [purpose, ...parts]) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
    return hmac.digest('hex').slice(0, 32);
  };
}
