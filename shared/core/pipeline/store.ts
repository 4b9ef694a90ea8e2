import type { IngestedData } from './event-draft.ts';
import { replacing, type Write } from './item.ts';
import {
  type DocumentRow,
  type LineageRow,
  lineageKey,
  type RecordRow,
  recordKey,
  subjectTombstoneKey,
  type Tombstone,
} from './items.ts';
import { type Decision, linked, moved, outbox } from './protocol.ts';
import { isTerminal } from './status.ts';

/** A record is ready. */
export interface Refined {
  readonly at: string;
  readonly version: number;
  readonly subjectId: string;
  readonly record: Pick<RecordRow, 'record' | 'body'>;
  readonly event: IngestedData;
}

/** What the transaction depends on, as read just before. */
export interface StoreContext {
  readonly row: DocumentRow;
  readonly lineage: LineageRow | undefined;
  /** The document at the head of the lineage, when it is another one. */
  readonly previous: DocumentRow | undefined;
  /** Of the subject. */
  readonly tombstone: Tombstone | undefined;
}

/**
 * The one transaction that ends a document's way: status, record, lineage, the subject's link, the outbox row, and the
 * end of the document that it supersedes; or nothing. Everything that it was decided on is fenced by a revision, the
 * subject's tombstone by its absence.
 */
export function store({ row, lineage, previous, tombstone }: StoreContext, fact: Refined): Decision {
  if (row.status === 'erased') return { verdict: 'erased', row, writes: [], effects: [] };
  if (row.version !== fact.version) return { verdict: 'late', row, writes: [], effects: [] };
  if (isTerminal(row.status)) return { verdict: 'late', row, writes: [], effects: [{ do: 'discard' }] };
  if (tombstone) return { verdict: 'erased', row, writes: [], effects: [] };
  const { at, version, subjectId } = fact;
  const { documentId, trace } = row;
  if (lineage && lineage.documentId !== documentId && lineage.sequencer >= row.sequencer)
    return lateBehind({ ...row, subjectId }, lineage, at);

  const stored = moved(row, at, row.status === 'refined' ? ['stored'] : ['refined', 'stored'], { subjectId });
  const { ocr, ...rest } = stored;
  const after: DocumentRow = { ...rest, ...(ocr && { scanned: true }) };
  const record: RecordRow = { ...recordKey(documentId), revision: version, documentId, version, ...fact.record };
  const head = { ...lineageKey(row.lineageId), documentId, version, sequencer: row.sequencer };
  const writes: Write[] = [
    replacing(row, after),
    { put: record, when: 'any' },
    linked(subjectId, documentId),
    replacing<LineageRow>(lineage, head),
    outbox({ type: 'ingested', data: fact.event }, at, trace),
    { check: subjectTombstoneKey(subjectId), when: 'absent' },
  ];
  if (previous && previous.documentId !== documentId && previous.status === 'stored')
    writes.push(...supersede(previous, documentId, at));
  return { verdict: 'moved', row: after, writes, effects: [{ do: 'discard' }] };
}

/** A newer file of the lineage was quicker: this one ends without a record, and nothing of the newer is touched. */
function lateBehind(row: DocumentRow, lineage: LineageRow, at: string): Decision {
  const [write, event] = supersede(row, lineage.documentId, at);
  const check: Write = { check: lineageKey(row.lineageId), when: { revision: lineage.revision } };
  return {
    verdict: 'late',
    row: supersededBy(row, lineage.documentId, at),
    writes: [
      write,
      event,
      check,
      // Its bytes are there all the same, and an erasure of the subject has to reach them.
      linked(row.subjectId!, row.documentId),
      { check: subjectTombstoneKey(row.subjectId!), when: 'absent' },
    ],
    effects: [{ do: 'discard' }],
  };
}

const supersededBy = (row: DocumentRow, by: string, at: string): DocumentRow => moved(row, at, ['superseded'], { by });

function supersede(row: DocumentRow, by: string, at: string): [Write, Write] {
  const { documentId, version, trace } = row;
  return [
    replacing(row, supersededBy(row, by, at)),
    outbox({ type: 'superseded', data: { documentId, version, by } }, at, trace),
  ];
}
