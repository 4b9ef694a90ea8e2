import { buriedDocument, type Erasure, erase, listed } from '../core/pipeline/erasure.ts';
import { contactsKey, type DocumentRow, documentKey, documentPartition } from '../core/pipeline/items.ts';
import { Fault, type Item, type Ports } from '../ports/index.ts';
import { ensure } from './change.ts';

export type BuryPorts = Pick<Ports, 'documents' | 'vault' | 'log' | 'metrics'>;

const TRIES = 8;

/**
 * A document's tombstones, in both tables; from here on nothing about it can be written. Record, unpublished events and
 * sealed contacts go with the same stroke. The objects are deleted after this, by the erasure or the sweep.
 */
export async function bury(ports: BuryPorts, documentId: string, erasure: Erasure): Promise<void> {
  // The vault first: it is where the values themselves are.
  const tombstone = buriedDocument(documentId, erasure);
  await ensure(ports.vault, [{ put: tombstone, when: 'absent' }, listed(tombstone)]);
  await ensure(ports.vault, [{ remove: contactsKey(documentId), when: 'any' }]);
  for (let i = 0; i < TRIES; i++) {
    const partition = await ports.documents.partition(documentPartition(documentId));
    const writes = erase(documentId, partition, erasure);
    if (!writes.length) return;
    if (!(await ports.documents.commit(writes)).done) continue;
    if (rowOf(documentId, partition)?.status !== 'erased') {
      ports.log.info('erased', { documentId });
      ports.metrics.count('erased');
    }
    return;
  }
  throw new Fault('throttled', 'documents.contention');
}

export const rowOf = (documentId: string, partition: readonly Item[]): DocumentRow | undefined =>
  partition.find((item): item is DocumentRow => item.sk === documentKey(documentId).sk);
