import { type Item, replacing, type Write } from './item.ts';
import {
  type ArrivalRow,
  type DocumentRow,
  documentKey,
  documentTombstoneKey,
  linkKey,
  OUTBOX_PREFIX,
  type Source,
  subjectPartition,
  subjectTombstoneKey,
  type Tombstone,
} from './items.ts';
import { moved, outbox } from './protocol.ts';

/** A request to forget, and the id of the receipt that it gets (the same each time it is repeated). */
export interface Erasure {
  readonly at: string;
  readonly receiptId: string;
}

/** The subject's tombstone: no commit and no sealing for the subject passes it. */
export function buriedSubject(subjectId: string, { at, receiptId }: Erasure): Tombstone {
  return {
    ...subjectTombstoneKey(subjectId),
    ...tomb(at, receiptId),
    subjectId,
  };
}

/** The document's tombstone in the vault; in the documents table the row itself, `erased`, is the tombstone. */
export function buriedDocument(documentId: string, { at, receiptId }: Erasure): Tombstone {
  return { ...documentTombstoneKey(documentId), ...tomb(at, receiptId), documentId, doneAt: at, listing: 'tombstone' };
}

/**
 * The vault's list of its tombstones, written with them. Its index would hold whole items of the most guarded table, so
 * it has none, and the list is a partition.
 */
export const TOMBSTONES = 'tombstones';
export const listed = (tombstone: Tombstone): Write => {
  const { listing: _, ...rest } = tombstone;
  return { put: { ...rest, pk: TOMBSTONES, sk: tombstone.pk }, when: 'any' };
};

const tomb = (at: string, receiptId: string) => ({
  revision: 1,
  receiptId,
  at,
  documents: 0,
  objects: 0,
  listing: 'erasing',
  receivedAt: at,
});

/**
 * Turns a document's partition into its tombstone: the row says `erased`, record and unpublished events go. Objects are
 * deleted after that, so that whoever comes late finds the tombstone; the row keeps their keys until they are gone.
 * A document that was never seen gets a row too: its bytes may still be on the way.
 */
export function erase(documentId: string, partition: readonly Item[], { at, receiptId }: Erasure): Write[] {
  const row = partition.find((item): item is DocumentRow => item.sk === documentKey(documentId).sk);
  const gone = partition.filter(({ sk }) => sk === 'record' || sk.startsWith(OUTBOX_PREFIX));
  if (row?.status === 'erased') return removed(gone.filter(({ sk }) => sk === 'record'));
  const after = row ? forgotten(row, at, receiptId) : unseen(documentId, at, receiptId);
  const writes: Write[] = [replacing(row, after), ...removed(gone)];
  if (row?.subjectId) writes.push({ remove: linkKey(row.subjectId, documentId), when: 'any' });
  writes.push(outbox({ type: 'erased', data: { documentId, receiptId } }, at, after.trace));
  return writes;
}

const removed = (items: readonly Item[]): Write[] =>
  items.map(({ pk, sk }) => ({ remove: { pk, sk }, when: 'any' }) as const);

/**
 * `listing` of a row that was erased a short while ago. A process that was stopped in the middle of a write may still
 * write under `text/` or `body/`; so the sweep deletes these prefixes until no such process can be alive.
 */
export const DOOMED = 'doomed';

/** What is left of a row: ids, times, codes. No subject: the tombstone must not tell whose documents these were. */
function forgotten(row: DocumentRow, at: string, receiptId: string): DocumentRow {
  const { subjectId: _s, ocr: _o, parts, ...rest } = moved(row, at, ['erased'], { code: 'ERASED', receiptId });
  return { ...rest, notes: [], ...(parts && { parts }), receivedAt: at, listing: DOOMED };
}

function unseen(documentId: string, at: string, receiptId: string): DocumentRow {
  return {
    ...documentKey(documentId),
    revision: 1,
    kind: 'document',
    documentId,
    version: 1,
    status: 'erased',
    code: 'ERASED',
    source: 'erased',
    object: { key: '' },
    objectId: documentId,
    lineageId: documentId,
    sequencer: '',
    receivedAt: at,
    changedAt: at,
    timeline: [{ status: 'erased', at, version: 1, code: 'ERASED' }],
    trace: documentId,
    notes: [],
    receiptId,
    sweeps: 0,
    listing: DOOMED,
  };
}

/** The mails that held the document, with its bytes in them once more. */
export const parentsOf = (partition: readonly Item[]): string[] => [
  ...new Set((partition as readonly (DocumentRow | ArrivalRow)[]).flatMap(({ parent }) => parent ?? [])),
];

/** The objects that hold the document's bytes, of a partition as it was read. */
export function objectsOf(partition: readonly Item[]): Source[] {
  return partition
    .filter((item): item is DocumentRow | ArrivalRow => item.sk === 'status' || item.sk.startsWith('arrival#'))
    .map(item => item.object)
    .filter(object => object.key !== '');
}

/**
 * When the objects are gone, their keys (which may hold a name) go too.
 * @param settled no process of before the erasure can be alive any more: the row leaves the sweep's list
 */
export function scrub(partition: readonly Item[], settled: boolean): Write[] {
  return partition
    .filter((item): item is DocumentRow | ArrivalRow => item.sk === 'status' || item.sk.startsWith('arrival#'))
    .flatMap(item => {
      const { listing, ...rest } = item;
      const next = item.sk !== 'status' ? undefined : settled ? 'erased' : listing;
      if (item.object.key === '' && next === listing) return [];
      return [
        replacing(item, { ...rest, object: { key: '' }, ...(next !== undefined && { listing: next }) } as typeof item),
      ];
    });
}

/** Told once for the subject, beside one event for each document. */
export const subjectErased = (subjectId: string, { at, receiptId }: Erasure): Write =>
  outbox({ type: 'erased', data: { subjectId, receiptId } }, at, receiptId, subjectPartition(subjectId));
