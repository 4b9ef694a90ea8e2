import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventIdOf } from '../../../shared/core/pipeline/event-draft.ts';
import type { Write } from '../../../shared/core/pipeline/item.ts';
import type { DocumentRow, LineageRow, OutboxRow } from '../../../shared/core/pipeline/items.ts';
import { lineageKey } from '../../../shared/core/pipeline/items.ts';
import { type Arrived, advance, arrive, type Fact, pending } from '../../../shared/core/pipeline/protocol.ts';
import { isTerminal, MOVES } from '../../../shared/core/pipeline/status.ts';
import { type Refined, store } from '../../../shared/core/pipeline/store.ts';

const AT = '2026-03-02T00:00:00.000Z';
const id = (n: number) => n.toString(16).padStart(32, '0');

const arrived = (changes: Partial<Arrived> = {}): Arrived => ({
  is: 'arrived',
  at: AT,
  kind: 'document',
  documentId: id(1),
  objectId: id(100),
  lineageId: id(200),
  source: 'careers',
  object: { key: 'intake/careers/x', versionId: 'v1' },
  sequencer: '001',
  receivedAt: AT,
  trace: id(100),
  notes: [],
  ...changes,
});

const row = (changes: Partial<DocumentRow> = {}): DocumentRow => ({
  ...arrive(undefined, arrived(), undefined).row,
  ...changes,
});

const head = (documentId: string, sequencer: string): LineageRow => ({
  ...lineageKey(id(200)),
  revision: 1,
  documentId,
  version: 1,
  sequencer,
});

const events = (writes: readonly Write[]): string[] =>
  writes.flatMap(write =>
    'put' in write && write.put.sk.startsWith('outbox#') ? [(write.put as OutboxRow).event.type] : [],
  );

describe('an arrival', () => {
  it.each([
    ['nothing known', undefined, {}, undefined, 'moved', 1, []],
    ['the same object again', row(), {}, undefined, 'same', 1, []],
    ['the same object again, later in its life', row({ status: 'stored' }), {}, undefined, 'same', 1, []],
    ['other object, same bytes', row(), { objectId: id(101) }, undefined, 'duplicate', 1, ['duplicate']],
    [
      'same bytes, rejected before',
      row({ status: 'rejected' }),
      { objectId: id(101) },
      undefined,
      'duplicate',
      1,
      ['duplicate'],
    ],
    ['erased before', row({ status: 'erased' }), { objectId: id(101) }, undefined, 'erased', 1, []],
    [
      'A again after B: back as version 2',
      row({ status: 'superseded' }),
      { objectId: id(101), sequencer: '003' },
      head(id(2), '002'),
      'moved',
      2,
      [],
    ],
    [
      'A again, but older than B',
      row({ status: 'superseded' }),
      { objectId: id(101), sequencer: '0015' },
      head(id(2), '002'),
      'duplicate',
      1,
      ['duplicate'],
    ],
  ] as const)('%s', (_, before, changes, lineage, verdict, version, told) => {
    const decision = arrive(before, arrived(changes), lineage);
    expect(decision.verdict).toBe(verdict);
    expect(decision.row.version).toBe(version);
    expect(events(decision.writes)).toEqual(told);
  });

  it('moves the lineage on when a duplicate is newer', () => {
    const decision = arrive(
      row({ status: 'stored' }),
      arrived({ objectId: id(101), sequencer: '005' }),
      head(id(1), '001'),
    );
    expect(decision.writes).toContainEqual({ put: { ...head(id(1), '005'), revision: 2 }, when: { revision: 1 } });
    expect(decision.row.sequencer).toBe('005');
  });
});

describe('what waits', () => {
  const ocr = (waiting: Record<string, 'textract' | 'paddle'>, jobId?: string) => ({
    pages: [1, 2],
    waiting,
    mode: 'job' as const,
    ...(jobId && { jobId }),
  });
  it.each([
    ['received', row(), ['read']],
    ['read, all text', row({ status: 'read' }), ['refine']],
    ['a job to start', row({ status: 'read', ocr: ocr({ 1: 'textract' }) }), ['ocr']],
    ['a job to collect', row({ status: 'ocr-started', ocr: ocr({ 1: 'textract' }, 'j') }), ['collect']],
    ['local pages', row({ status: 'ocr-started', ocr: ocr({ 1: 'paddle', 2: 'paddle' }) }), ['page', 'page']],
    ['both', row({ status: 'read', ocr: ocr({ 1: 'paddle', 2: 'textract' }) }), ['page', 'ocr']],
    ['all pages there', row({ status: 'ocr-done', ocr: ocr({}) }), ['refine']],
    ['at its end', row({ status: 'stored' }), ['discard']],
    ['a mail at its end', row({ status: 'stored', kind: 'mail' }), []],
    ['erased', row({ status: 'erased' }), []],
  ])('%s', (_, it, expected) => {
    expect(pending(it).map(effect => effect.do)).toEqual(expected);
  });
});

describe('the sweep', () => {
  const swept = (it: DocumentRow) => advance(it, { is: 'swept', at: AT, version: 1, limit: 3 });
  it('pushes, counts, and gives up at the limit', () => {
    expect(swept(row({ sweeps: 2 })).row).toMatchObject({ status: 'received', sweeps: 3 });
    expect(swept(row({ sweeps: 3 })).row).toMatchObject({ status: 'quarantined', code: 'PROCESSING_FAILED' });
  });
  it('never gives up what waits for Textract to take it', () => {
    const ocr = { pages: [1], waiting: { 1: 'textract' as const }, mode: 'job' as const };
    expect(swept(row({ status: 'read', ocr, sweeps: 99 })).row.status).toBe('read');
  });
});

const refined: Refined = {
  at: AT,
  version: 1,
  subjectId: id(9),
  record: { record: {} },
  event: {
    documentId: id(1),
    subjectId: id(9),
    version: 1,
    source: 'careers',
    receivedAt: AT,
    languages: [],
    redactions: {},
    notes: [],
    confidence: 1,
    record: { table: 't', pk: 'p', sk: 's', sha256: '0'.repeat(64) },
  },
};

describe('the one transaction', () => {
  const ready = row({ status: 'read' });
  const none = { lineage: undefined, previous: undefined, tombstone: undefined };
  const tombstone = { pk: '', sk: '', revision: 1, receiptId: id(5), at: AT, documents: 0, objects: 0 };
  it.each([
    ['the first under its key', { row: ready, ...none }, 'moved', 'stored', ['ingested']],
    [
      'a newer file than the one before',
      {
        row: row({ status: 'read', sequencer: '009' }),
        ...none,
        lineage: head(id(2), '002'),
        previous: row({ documentId: id(2), status: 'stored' }),
      },
      'moved',
      'stored',
      ['ingested', 'superseded'],
    ],
    [
      'a later one was quicker',
      { row: ready, ...none, lineage: head(id(2), '002') },
      'late',
      'superseded',
      ['superseded'],
    ],
    ['it is stored already', { row: row({ status: 'stored' }), ...none }, 'late', 'stored', []],
    ['another version is under way', { row: row({ status: 'read', version: 2 }), ...none }, 'late', 'read', []],
    ['the document is erased', { row: row({ status: 'erased' }), ...none }, 'erased', 'erased', []],
    ['the subject is erased', { row: ready, ...none, tombstone }, 'erased', 'read', []],
  ] as const)('%s', (_, context, verdict, status, told) => {
    const decision = store(context, refined);
    expect([decision.verdict, decision.row.status, events(decision.writes)]).toEqual([verdict, status, told]);
  });

  it('is fenced: by the row’s revision, the lineage’s and the tombstone’s absence', () => {
    const { writes } = store({ row: ready, ...none }, refined);
    expect(writes.filter(({ when }) => when !== 'any').map(({ when }) => when)).toEqual([
      { revision: ready.revision },
      'absent',
      'absent',
    ]);
  });
});

const fact = fc.oneof(
  fc.record({ is: fc.constant('opened' as const) }),
  fc.record({
    is: fc.constant('opened' as const),
    ocr: fc.constant({
      pages: [1, 2],
      waiting: { 1: 'textract' as const, 2: 'paddle' as const },
      mode: 'job' as const,
    }),
  }),
  fc.record({ is: fc.constant('job-started' as const), jobId: fc.constantFrom('a', 'b') }),
  fc.record({ is: fc.constant('pages-read' as const), pages: fc.subarray([1, 2, 3]) }),
  fc.record({ is: fc.constant('rerouted' as const), pages: fc.subarray([1, 2, 3]) }),
  fc.record({ is: fc.constant('failed' as const), code: fc.constantFrom('DAMAGED_FILE' as const, 'MALWARE' as const) }),
  fc.record({ is: fc.constant('swept' as const), limit: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ is: fc.constant('unpacked' as const), parts: fc.constant([id(3)]) }),
);

describe('any order of facts', () => {
  it('moves forward alone, by moves that there are, and never out of an end', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fact, fc.integer({ min: 1, max: 2 })), { maxLength: 12 }), facts => {
        let now = row();
        for (const [it, version] of facts) {
          const decision = advance(now, { ...it, at: AT, version } as Fact);
          const entries = decision.row.timeline.slice(now.timeline.length);
          let { status } = now;
          for (const entry of entries) {
            expect(MOVES[status]).toContain(entry.status);
            status = entry.status;
          }
          expect(decision.row.status).toBe(status);
          if (isTerminal(now.status) || version !== now.version) expect(decision.writes).toEqual([]);
          if (decision.verdict === 'moved') expect(decision.row.revision).toBe(now.revision + 1);
          now = decision.row;
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('does nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 6 }), fact, (facts, last) => {
        let now = row();
        for (const it of facts) now = advance(now, { ...it, at: AT, version: 1 } as Fact).row;
        if (last.is === 'swept') return;
        const once = advance(now, { ...last, at: AT, version: 1 } as Fact).row;
        expect(advance(once, { ...last, at: AT, version: 1 } as Fact).writes).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });
});

it('event ids tell documents, versions, kinds and duplicates apart', () => {
  const data = { documentId: id(1), version: 1 };
  const ids = [
    eventIdOf({ type: 'superseded', data: { ...data, by: id(2) } }),
    eventIdOf({ type: 'superseded', data: { ...data, version: 2, by: id(2) } }),
    eventIdOf({ type: 'failed', data: { ...data, status: 'rejected', code: 'EMPTY_FILE' } }),
    eventIdOf({ type: 'duplicate', data: { ...data, objectId: id(7) } }),
    eventIdOf({ type: 'duplicate', data: { ...data, objectId: id(8) } }),
    eventIdOf({ type: 'erased', data: { documentId: id(1), receiptId: id(3) } }),
    eventIdOf({ type: 'erased', data: { subjectId: id(9), receiptId: id(3) } }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
