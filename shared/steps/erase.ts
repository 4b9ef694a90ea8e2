import {
  buriedSubject,
  type Erasure,
  listed,
  objectsOf,
  parentsOf,
  scrub,
  subjectErased,
} from '../core/pipeline/erasure.ts';
import { replacing } from '../core/pipeline/item.ts';
import {
  bodyPrefix,
  dataKeyKey,
  documentPartition,
  linkKey,
  type SubjectLink,
  subjectPartition,
  subjectTombstoneKey,
  type Tombstone,
  textPrefix,
} from '../core/pipeline/items.ts';
import type { Ports } from '../ports/index.ts';
import { type BuryPorts, bury, rowOf } from './bury.ts';
import { ensure, instant } from './change.ts';

export type ErasePorts = BuryPorts & Pick<Ports, 'intake' | 'texts' | 'keys' | 'clock'>;

export type ErasureRequest = { readonly documentId: string } | { readonly subjectId: string };

/** What the person who asked may be shown: no word about whose data it was. */
export interface Receipt {
  readonly receiptId: string;
  /** When the tombstone was written; nothing could be added from then on. */
  readonly at: string;
  /** When everything had been deleted. */
  readonly doneAt: string;
  readonly documents: number;
  /** Object versions that were known of; texts in the short-lived store are not counted. */
  readonly objects: number;
}

/**
 * Erases a document, or everything of a subject. Safe to repeat, and to be repeated when it was interrupted: tombstones
 * come first, so whatever is on the way meets them, and each deletion finds what the last one left.
 * An id that nobody knows gets a tombstone and a receipt too: its documents may still be on the way.
 */
export async function erase(ports: ErasePorts, request: ErasureRequest): Promise<Receipt> {
  const hash = await ports.keys.hasher();
  if ('subjectId' in request)
    return eraseSubject(ports, request.subjectId, hash('receipt', 'subject', request.subjectId));
  const { documentId } = request;
  const erasure = { at: instant(ports), receiptId: hash('receipt', 'document', documentId) };
  const done = await eraseDocument(ports, documentId, erasure, true);
  return { ...erasure, ...done, doneAt: instant(ports) };
}

async function eraseSubject(ports: ErasePorts, subjectId: string, receiptId: string): Promise<Receipt> {
  const { vault, documents } = ports;
  const tombstoneKey = subjectTombstoneKey(subjectId);
  const fresh = buriedSubject(subjectId, { at: instant(ports), receiptId });
  // 1. The tombstones, in each table its own. The event is told with the first.
  await ensure(vault, [{ put: fresh, when: 'absent' }, listed(fresh)]);
  await ensure(documents, [{ put: fresh, when: 'absent' }, subjectErased(subjectId, fresh)]);
  const tombstone = (await documents.get(tombstoneKey)) ?? fresh;
  // 2. The data key: what is sealed under it, here or in any backup of this table's neighbours, opens no more.
  await ensure(vault, [{ remove: dataKeyKey(subjectId), when: 'any' }]);
  // 3. Every document. The link goes with it, so a second run finds what is left.
  let [count, objects] = [tombstone.documents, tombstone.objects];
  for (const { documentId } of (await documents.partition(subjectPartition(subjectId), 'document#')) as SubjectLink[]) {
    const done = await eraseDocument(ports, documentId, tombstone);
    await documents.commit([{ remove: linkKey(subjectId, documentId), when: 'any' }]);
    count += done.documents;
    objects += done.objects;
  }
  // 4. Done, in both tables.
  const doneAt = tombstone.doneAt ?? instant(ports);
  const after = { ...tombstone, doneAt, documents: count, objects, listing: 'tombstone' };
  if (!tombstone.doneAt || objects > tombstone.objects || count > tombstone.documents)
    await documents.commit([replacing<Tombstone>(tombstone, after)]);
  const copy = await vault.get(tombstoneKey);
  if (copy && !copy.doneAt) await vault.commit([replacing<Tombstone>(copy, { ...copy, doneAt, listing: 'tombstone' })]);
  return { receiptId, at: tombstone.at, doneAt, documents: count, objects };
}

/**
 * Buries a document and deletes what it left, with the mails that it came in: each has the document's bytes once more.
 * @param withParts for a mail that was asked for by its own id: also what came in it
 */
export async function eraseDocument(
  ports: ErasePorts,
  documentId: string,
  erasure: Erasure,
  withParts = false,
): Promise<{ documents: number; objects: number }> {
  const before = await ports.documents.partition(documentPartition(documentId));
  const row = rowOf(documentId, before);
  await bury(ports, documentId, erasure);
  let documents = row && row.status !== 'erased' ? 1 : 0;
  let objects = 0;
  const parts = withParts && row?.kind === 'mail' ? (row.parts ?? []) : [];
  for (const other of [...parentsOf(before), ...parts]) {
    const done = await eraseDocument(ports, other, erasure);
    documents += done.documents;
    objects += done.objects;
  }
  // Last, because it ends with the keys: a row without a key has nothing left to follow.
  objects += await clear(ports, documentId);
  return { documents, objects };
}

/**
 * Deletes a buried document's objects, then their keys from the rows.
 * @param settled nothing of before the erasure can be alive any more: the sweep need not come again
 * @returns how many objects the rows named
 */
export async function clear(
  ports: Pick<ErasePorts, 'documents' | 'intake' | 'texts'>,
  documentId: string,
  settled = false,
): Promise<number> {
  const partition = await ports.documents.partition(documentPartition(documentId));
  const objects = objectsOf(partition);
  for (const { key, versionId } of objects)
    await ports.intake.remove({ key, ...(versionId !== undefined && { versionId }) });
  await ports.texts.removeAll(textPrefix(documentId));
  await ports.texts.removeAll(bodyPrefix(documentId));
  // One by one: a conflict on one row (a new arrival, another eraser) leaves it to the next run.
  for (const write of scrub(partition, settled)) await ports.documents.commit([write]);
  return objects.length;
}
