import { TOMBSTONES } from '../core/pipeline/erasure.ts';
import type { DocumentRow, Tombstone } from '../core/pipeline/items.ts';
import type { Item, Store } from '../ports/index.ts';
import { type ErasePorts, erase } from './erase.ts';

/**
 * After a table was restored from a backup it holds again what had been erased since. Each table has its own copy of the
 * tombstones, and a restored table has lost only the younger of its own: the union of both is applied again. To be run
 * before anything reads the restored table.
 * @returns how many subjects and documents were erased again
 */
export async function restore(ports: ErasePorts): Promise<{ subjects: number; documents: number }> {
  const subjects = new Set<string>();
  const documents = new Set<string>();
  const tombstones = [
    ...(await all(ports.documents, 'tombstone')),
    ...(await all(ports.documents, 'erasing')),
    ...(await ports.vault.partition(TOMBSTONES)),
  ] as Tombstone[];
  for (const { subjectId, documentId } of tombstones)
    if (subjectId !== undefined) subjects.add(subjectId);
    else if (documentId !== undefined) documents.add(documentId);
  for (const listing of ['erased', 'doomed'])
    for (const { documentId } of (await all(ports.documents, listing)) as DocumentRow[]) documents.add(documentId);
  for (const subjectId of subjects) await erase(ports, { subjectId });
  for (const documentId of documents) await erase(ports, { documentId });
  return { subjects: subjects.size, documents: documents.size };
}

async function all(store: Store, listing: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const page = await store.listing(listing, { limit: 100, ...(next !== undefined && { next }) });
    items.push(...page.items);
    next = page.next;
  }
  return items;
}
