import type { FailureCode, NoteCode } from '../codes.ts';
import { statusOf } from '../codes.ts';
import { type EventDraft, eventIdOf } from './event-draft.ts';
import { replacing, type Write } from './item.ts';
import {
  type ArrivalRow,
  arrivalKey,
  type DocumentRow,
  documentKey,
  documentPartition,
  type LineageRow,
  linkKey,
  type OcrState,
  type OutboxRow,
  outboxKey,
  type Source,
  type SubjectLink,
  type TimelineEntry,
} from './items.ts';
import { isTerminal, listingOf, MOVES, type Status } from './status.ts';

/**
 * The protocol: what a document's row becomes when something has happened, and what is then to be done. Pure, so that
 * a table or a simulation can drive it through every order of facts. The store of a finished record is in store.ts, an
 * erasure in erasure.ts.
 */

/** An object has arrived and its bytes are known. */
export interface Arrived {
  readonly is: 'arrived';
  readonly at: string;
  readonly kind: 'document' | 'mail';
  readonly documentId: string;
  readonly objectId: string;
  readonly lineageId: string;
  readonly source: string;
  readonly object: Source;
  readonly sequencer: string;
  readonly receivedAt: string;
  readonly trace: string;
  readonly notes: readonly NoteCode[];
  readonly parent?: string;
  /**
   * It must not be opened (too large, not known to be clean). Its row then begins at its end, in one write: a row that
   * says `received`, even for a moment, would be pushed by the sweep and read.
   */
  readonly unfit?: FailureCode;
}

/** What happens to a row; `version` is the one that the messenger worked on. */
export type Fact = { readonly at: string; readonly version: number } & (
  | { readonly is: 'opened'; readonly ocr?: OcrState }
  | { readonly is: 'unpacked'; readonly parts: readonly string[] }
  | { readonly is: 'job-started'; readonly jobId: string }
  | { readonly is: 'pages-read'; readonly pages: readonly number[] }
  /** Textract could not read these pages: the local engine shall. */
  | { readonly is: 'rerouted'; readonly pages: readonly number[] }
  /** `subjectId` when the document got far enough for it to be known: an erasure of the subject has to reach it. */
  | { readonly is: 'failed'; readonly code: FailureCode; readonly subjectId?: string }
  | { readonly is: 'swept'; readonly limit: number }
);

/** What is to be done after the writes have been committed; each is safe to do again. */
export type Effect =
  | { readonly do: 'read' | 'ocr' | 'collect' | 'refine' }
  | { readonly do: 'page'; readonly page: number }
  /** Delete the short-lived texts of this version. */
  | { readonly do: 'discard' };

export interface Decision {
  /**
   * `moved`: the row changes. `same`: it was so already. `late`: a newer truth stands; nothing may be done.
   * `duplicate`: the arrival's bytes are known. `erased`: whatever the messenger holds must go.
   */
  readonly verdict: 'moved' | 'same' | 'late' | 'duplicate' | 'erased';
  /** The row as it is after the writes. */
  readonly row: DocumentRow;
  readonly writes: readonly Write[];
  readonly effects: readonly Effect[];
}

/** What a document waits for: the messages that push it on. Sent after each move, and again by the sweep. */
export function pending(row: DocumentRow): readonly Effect[] {
  // A mail leaves no texts of its own, and what an erasure left is the sweep's.
  if (isTerminal(row.status)) return row.kind === 'mail' || row.status === 'erased' ? [] : [{ do: 'discard' }];
  if (row.status === 'received') return [{ do: 'read' }];
  const waiting = Object.entries(row.ocr?.waiting ?? {});
  if (!waiting.length) return [{ do: 'refine' }];
  const effects: Effect[] = waiting
    .filter(([, engine]) => engine === 'paddle')
    .map(([page]) => ({ do: 'page', page: Number(page) }));
  if (effects.length < waiting.length) effects.push({ do: row.ocr?.jobId ? 'collect' : 'ocr' });
  return effects;
}

/** @param lineage the head of the arrival's own lineage */
export function arrive(row: DocumentRow | undefined, fact: Arrived, lineage: LineageRow | undefined): Decision {
  if (!row) return fact.unfit ? refuse(fact, fact.unfit) : begin(undefined, fact);
  const again = row.objectId === fact.objectId;
  if (row.status === 'erased')
    return { verdict: 'erased', row, writes: again ? [] : [note(row, fact, 'erased')], effects: [] };
  if (again) return { verdict: 'same', row, writes: [], effects: pending(row) };
  if (row.status === 'superseded' && (lineage?.sequencer ?? '') < fact.sequencer) return begin(row, fact);
  return repeat(row, fact, lineage);
}

/** A new row, or the next version of a document that had been superseded and came back. */
function begin(before: DocumentRow | undefined, fact: Arrived): Decision {
  const { is: _, at, unfit: _u, ...facts } = fact;
  const version = (before?.version ?? 0) + 1;
  const row: DocumentRow = {
    ...documentKey(fact.documentId),
    ...facts,
    revision: (before?.revision ?? 0) + 1,
    version,
    status: 'received',
    changedAt: at,
    timeline: [...(before?.timeline ?? []), { status: 'received', at, version }],
    sweeps: 0,
    listing: listingOf('received'),
  };
  const writes: Write[] = [replacing(before, row)];
  // The earlier object stays on the list of what an erasure has to delete.
  if (before) writes.push(note(before, { ...before, at }, 'duplicate'));
  return { verdict: 'moved', row, writes, effects: [] };
}

function refuse(fact: Arrived, code: FailureCode): Decision {
  const { row, effects, writes } = fail(begin(undefined, fact).row, fact.at, code);
  const first = { ...row, revision: 1 };
  return { verdict: 'moved', row: first, writes: [replacing(undefined, first), ...writes.slice(1)], effects };
}

/** The bytes are known under another object: told once, and a newer place in the lineage is kept. */
function repeat(row: DocumentRow, fact: Arrived, lineage: LineageRow | undefined): Decision {
  const writes: Write[] = [
    note(row, fact, 'duplicate'),
    outbox(
      { type: 'duplicate', data: { documentId: row.documentId, version: row.version, objectId: fact.objectId } },
      fact.at,
      row.trace,
    ),
  ];
  let after = row;
  if (row.lineageId === fact.lineageId && row.sequencer < fact.sequencer) {
    after = { ...row, sequencer: fact.sequencer, revision: row.revision + 1 };
    writes.push(replacing(row, after));
    if (lineage?.documentId === row.documentId && lineage.sequencer < fact.sequencer)
      writes.push(replacing(lineage, { ...lineage, sequencer: fact.sequencer }));
  }
  return { verdict: 'duplicate', row: after, writes, effects: [] };
}

/** An object beside the row's own; once for each, whoever comes first. */
function note(
  row: DocumentRow,
  { objectId, object, at, parent }: { objectId: string; object: Source; at: string; parent?: string },
  status: ArrivalRow['status'],
): Write {
  const item: ArrivalRow = {
    ...arrivalKey(row.documentId, objectId),
    revision: 1,
    documentId: row.documentId,
    objectId,
    object,
    status,
    at,
    ...(parent !== undefined && { parent }),
    // The sweep deletes what arrives after an erasure.
    ...(status === 'erased' && { listing: 'doomed', receivedAt: at }),
  };
  return { put: item, when: 'absent' };
}

export function advance(row: DocumentRow, fact: Fact): Decision {
  const unchanged = { row, writes: [], effects: [] };
  if (row.status === 'erased') return { verdict: 'erased', ...unchanged };
  if (row.version !== fact.version) return { verdict: 'late', ...unchanged };
  if (isTerminal(row.status)) return { verdict: 'late', ...unchanged, effects: pending(row) };
  switch (fact.is) {
    case 'opened':
      return row.status === 'received' ? opened(row, fact) : { verdict: 'same', ...unchanged };
    case 'unpacked':
      return row.status === 'received'
        ? move(row, fact.at, ['stored'], { parts: fact.parts, kind: 'mail' })
        : { verdict: 'same', ...unchanged };
    case 'failed':
      return fail(row, fact.at, fact.code, fact.subjectId);
    case 'swept':
      return swept(row, fact);
    default:
      return row.ocr && (row.status === 'read' || row.status === 'ocr-started')
        ? advanceOcr(row, row.ocr, fact)
        : { verdict: 'same', ...unchanged };
  }
}

function opened(row: DocumentRow, { at, ocr }: { at: string; ocr?: OcrState }): Decision {
  if (!ocr) return move(row, at, ['read']);
  // Pages for the local engine are under way with this very move; Textract's only when a job has begun.
  const local = Object.values(ocr.waiting).every(engine => engine === 'paddle');
  return move(row, at, local ? ['read', 'ocr-started'] : ['read'], { ocr });
}

type OcrFact = Extract<Fact, { is: 'job-started' | 'pages-read' | 'rerouted' }>;

function advanceOcr(row: DocumentRow, ocr: OcrState, fact: OcrFact): Decision {
  const started: Status[] = row.status === 'read' ? ['ocr-started'] : [];
  switch (fact.is) {
    case 'job-started':
      if (ocr.jobId) return { verdict: 'same', row, writes: [], effects: [] };
      return move(row, fact.at, started, { ocr: { ...ocr, jobId: fact.jobId } }, []);
    case 'pages-read': {
      const waiting = without(ocr.waiting, fact.pages);
      if (same(waiting, ocr.waiting)) return { verdict: 'same', row, writes: [], effects: [] };
      const done = Object.keys(waiting).length === 0;
      const to: Status[] = done ? [...started, 'ocr-done'] : started;
      return move(row, fact.at, to, { ocr: { ...ocr, waiting } }, done ? undefined : []);
    }
    case 'rerouted': {
      const waiting = { ...ocr.waiting };
      const pages = fact.pages.filter(page => waiting[page] === 'textract');
      if (!pages.length) return { verdict: 'same', row, writes: [], effects: [] };
      for (const page of pages) waiting[page] = 'paddle';
      const effects = pages.map(page => ({ do: 'page', page }) as const);
      return move(row, fact.at, started, { ocr: { ...ocr, waiting, rerouted: true } }, effects);
    }
  }
}

const without = (waiting: OcrState['waiting'], pages: readonly number[]): OcrState['waiting'] =>
  Object.fromEntries(Object.entries(waiting).filter(([page]) => !pages.includes(Number(page))));

const same = (a: OcrState['waiting'], b: OcrState['waiting']): boolean =>
  Object.keys(a).length === Object.keys(b).length;

/** A document's own fault, or one that stayed: final, with a code, and told. */
function fail(row: DocumentRow, at: string, code: FailureCode, subjectId?: string): Decision {
  const status = statusOf(code);
  const { documentId, version, trace } = row;
  const decision = move(row, at, [status], { code, ...(subjectId !== undefined && { subjectId }) });
  return {
    ...decision,
    writes: [
      ...decision.writes,
      ...(subjectId === undefined ? [] : [linked(subjectId, documentId)]),
      outbox({ type: 'failed', data: { documentId, version, status, code } }, at, trace),
    ],
  };
}

/**
 * The row has not moved for a while: its message may be lost, or wait in a dead-letter queue. Pushed again, and after
 * `limit` times given up; not while it waits for Textract to take a job, for throttling fails no document.
 */
function swept(row: DocumentRow, { at, limit }: { at: string; limit: number }): Decision {
  const effects = pending(row);
  const patient = effects.some(effect => effect.do === 'ocr');
  if (row.sweeps >= limit && !patient) return fail(row, at, 'PROCESSING_FAILED');
  const after: DocumentRow = { ...row, sweeps: row.sweeps + 1, changedAt: at, revision: row.revision + 1 };
  return { verdict: 'moved', row: after, writes: [replacing(row, after)], effects };
}

/** The row after these moves, one after the other. @throws Error for a move that the protocol does not have. */
export function moved(
  row: DocumentRow,
  at: string,
  to: readonly Status[],
  changes: Partial<DocumentRow> = {},
): DocumentRow {
  let status = row.status;
  const entries: TimelineEntry[] = [];
  for (const next of to) {
    if (!MOVES[status].includes(next)) throw new Error(`no move from ${status} to ${next}`);
    status = next;
    entries.push({ status, at, version: row.version, ...(changes.code && { code: changes.code }) });
  }
  return {
    ...row,
    ...changes,
    status,
    listing: (changes.kind ?? row.kind) === 'mail' && status === 'stored' ? 'mail' : listingOf(status),
    changedAt: at,
    timeline: [...row.timeline, ...entries],
    sweeps: 0,
    revision: row.revision + 1,
  };
}

function move(
  row: DocumentRow,
  at: string,
  to: readonly Status[],
  changes: Partial<DocumentRow> = {},
  effects?: readonly Effect[],
): Decision {
  const after = moved(row, at, to, changes);
  return { verdict: 'moved', row: after, writes: [replacing(row, after)], effects: effects ?? pending(after) };
}

/** The subject's hold on a document: what its erasure follows. */
export const linked = (subjectId: string, documentId: string): Write => {
  const link: SubjectLink = { ...linkKey(subjectId, documentId), revision: 1, documentId };
  return { put: link, when: 'any' };
};

/** The event's row in the outbox, written with whatever it tells of; the stream then publishes it. */
export function outbox(event: EventDraft, at: string, trace: string, partition?: string): Write {
  const eventId = eventIdOf(event);
  const pk = partition ?? documentPartition(event.data.documentId!);
  const row: OutboxRow = {
    ...outboxKey(pk, eventId),
    revision: 1,
    eventId,
    event,
    at,
    trace,
    listing: 'outbox',
    receivedAt: at,
  };
  return { put: row, when: 'any' };
}
