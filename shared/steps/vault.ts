import { createCipheriv, createDecipheriv } from 'node:crypto';
import {
  type ContactsRow,
  contactsKey,
  type DataKeyRow,
  dataKeyKey,
  documentTombstoneKey,
  subjectTombstoneKey,
} from '../core/pipeline/items.ts';
import { Fault, type Item, type Ports, type Write } from '../ports/index.ts';

export interface Contact {
  readonly type: string;
  readonly value: string;
}

type VaultPorts = Pick<Ports, 'vault' | 'keys'>;

/** AES-GCM with the nonce of NIST SP 800-38D: 96 bits, random; one key seals a few documents, far from its bound. */
const NONCE = 12;
const TAG = 16;
const TRIES = 4;

/**
 * Seals a document's contacts under its subject's data key, which is made for the first document and only ever stored
 * wrapped by KMS. Written together with a look at the tombstones: after an erasure nothing can be sealed any more.
 * @returns false when the subject or the document is erased.
 */
export async function seal(
  ports: VaultPorts,
  subjectId: string,
  documentId: string,
  version: number,
  contacts: readonly Contact[],
): Promise<boolean> {
  const tombstones: Write[] = [
    { check: subjectTombstoneKey(subjectId), when: 'absent' },
    { check: documentTombstoneKey(documentId), when: 'absent' },
  ];
  let wrapped: string | undefined;
  for (let i = 0; i < TRIES; i++) {
    const writes: Write[] = [...tombstones];
    let key: Uint8Array;
    if (wrapped === undefined) {
      const made = await ports.keys.createDataKey(subjectId);
      key = made.key;
      const row: DataKeyRow = { ...dataKeyKey(subjectId), revision: 1, wrapped: made.wrapped };
      writes.push({ put: row, when: 'absent' });
    } else {
      key = await ports.keys.openDataKey(subjectId, wrapped);
      writes.push({ check: dataKeyKey(subjectId), when: { revision: 1 } });
    }
    const sealed = encrypt(ports, key, contextOf(subjectId, documentId), JSON.stringify(contacts));
    const row: ContactsRow = { ...contactsKey(documentId), revision: 1, subjectId, version, sealed };
    const answer = await ports.vault.commit([...writes, { put: row, when: 'any' }]);
    if (answer.done) return true;
    if (answer.conflicts.some(({ index }) => index < tombstones.length)) return false;
    // Most subjects are new, so a key is made at once; where there is one already, the conflict brings it along.
    wrapped = answer.conflicts.map(({ item }) => item).find(isDataKey)?.wrapped;
  }
  throw new Fault('throttled', 'vault.contention');
}

/** @returns undefined when nothing is sealed for the document or its subject's key is gone. */
export async function open(ports: VaultPorts, documentId: string): Promise<readonly Contact[] | undefined> {
  const row = await ports.vault.get(contactsKey(documentId));
  const wrapped = row && (await ports.vault.get(dataKeyKey(row.subjectId)))?.wrapped;
  if (!row || wrapped === undefined) return undefined;
  const key = await ports.keys.openDataKey(row.subjectId, wrapped);
  return JSON.parse(decrypt(key, contextOf(row.subjectId, documentId), row.sealed));
}

const isDataKey = (item: Item | undefined): item is DataKeyRow => item !== undefined && 'wrapped' in item;

/** Bound to its place: a sealed value copied to another document's row does not open there. */
const contextOf = (subjectId: string, documentId: string): Buffer => Buffer.from(`${subjectId}\n${documentId}`);

function encrypt({ keys }: Pick<Ports, 'keys'>, key: Uint8Array, context: Buffer, text: string): string {
  const nonce = keys.random(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function decrypt(key: Uint8Array, context: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(context)
    .setAuthTag(bytes.subarray(-TAG));
  return decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
}
