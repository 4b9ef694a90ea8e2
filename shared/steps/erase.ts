import { buriedSubject, type Erasure, listed, objectsOf, scrub, subjectErased } from '../core/pipeline/erasure.ts';
import { replacing } from '../core/pipeline/item.ts';
import {
  bodyPrefix,
  dataKeyKey,
  documentPartition,
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
  const done = await eraseDocument(ports, documentId, erasure);
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

/** Buries a document and deletes what it left, with the mail that it came in and the parts that it held. */
export async function eraseDocument(
  ports: ErasePorts,
  documentId: string,
  erasure: Erasure,
): Promise<{ documents: number; objects: number }> {
  const before = rowOf(documentId, await ports.documents.partition(documentPartition(documentId)));
  await bury(ports, documentId, erasure);
  let [documents, objects] = [before && before.status !== 'erased' ? 1 : 0, await clear(ports, documentId)];
  // The raw mail holds the document's bytes once more; a mail's own erasure means everything that came in it.
  const others = [...(before?.parent ? [before.parent] : []), ...(before?.kind === 'mail' ? (before.parts ?? []) : [])];
  for (const other of others) {
    await bury(ports, other, erasure);
    objects += await clear(ports, other);
    if (before?.kind === 'mail') documents++;
  }
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
