import type { ArrivalRow, DocumentRow, OutboxRow, ScanRow, Tombstone } from '../core/pipeline/items.ts';
import type { Item, Ports } from '../ports/index.ts';
import type { ArrivalPorts } from './arrival.ts';
import { perform, tell } from './change.ts';
import { clear, type ErasePorts, erase, eraseDocument } from './erase.ts';
import { unscanned } from './malware-gate.ts';
import { type PublishPorts, publishRows } from './publish.ts';
import type { Settings } from './settings.ts';

export type SweepPorts = ArrivalPorts & ErasePorts & PublishPorts;

/** What a sweep found to do. */
export interface Swept {
  readonly pushed: number;
  readonly unscanned: number;
  readonly published: number;
  readonly erased: number;
}

/**
 * Runs every minute and finds what no message will bring back: lost notices and messages, scans that never end, events
 * that the stream gave up on, erasures that were interrupted. Each of them only repeats what is safe to repeat.
 */
export async function sweep(ports: SweepPorts, settings: Settings): Promise<Swept> {
  const swept = {
    // 1. Erasures first: nothing is more urgent.
    erased: await sweepErasures(ports, settings),
    // 2. Documents that have not moved.
    pushed: await each<DocumentRow>(ports, 'underway', undefined, row => push(ports, settings, row)),
    // 3. Objects whose scan never ended.
    unscanned: await each<ScanRow>(ports, 'scanning', before(ports, settings.scanWait), row =>
      unscanned(ports, settings, row),
    ),
    // 4. Events that are still in the outbox.
    published: await sweepOutbox(ports, settings),
  };
  if (swept.pushed) ports.metrics.count('stalled', swept.pushed);
  ports.log.info('swept', { count: swept.pushed + swept.unscanned + swept.published + swept.erased });
  return swept;
}

const PAGE = 100;

/** Every row of a listing, a page at a time; one that fails must not keep the others from their turn. */
async function each<T extends Item>(
  { documents, log }: Pick<Ports, 'documents' | 'log'>,
  listing: string,
  before: string | undefined,
  work: (row: T) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const page = await documents.listing(listing, {
      limit: PAGE,
      ...(before !== undefined && { before }),
      ...(next !== undefined && { next }),
    });
    for (const row of page.items as readonly T[])
      try {
        if (await work(row)) done++;
      } catch {
        log.warn('retried', { fault: 'unavailable' });
      }
    next = page.next;
  }
  return done;
}

const before = ({ clock }: Pick<Ports, 'clock'>, seconds: number): string =>
  new Date(clock.now() - seconds * 1000).toISOString();

/** Doublings of the time between two pushes of the same document. */
const PATIENCE = 4;

async function push(ports: SweepPorts, settings: Settings, row: DocumentRow): Promise<boolean> {
  const wait = settings.stalledAfter * 2 ** Math.min(row.sweeps, PATIENCE);
  if (row.changedAt >= before(ports, wait)) return false;
  const { documentId, version } = row;
  const at = new Date(ports.clock.now()).toISOString();
  const fact = { is: 'swept', at, version, limit: settings.maxSweeps } as const;
  // The index may be behind: the protocol is told about the row as it is.
  const decision = await tell(ports, documentId, fact);
  if (decision?.verdict === 'moved') await perform(ports, decision.row, decision.effects);
  return decision?.verdict === 'moved';
}

async function sweepOutbox(ports: SweepPorts, settings: Settings): Promise<number> {
  const limit = before(ports, settings.unpublishedAfter);
  let published = 0;
  for (let next: string | undefined, more = true; more; more = next !== undefined) {
    const page = await ports.documents.listing('outbox', {
      limit: PAGE,
      before: limit,
      ...(next !== undefined && { next }),
    });
    // The index may still show what has been published or erased meanwhile.
    const rows = page.items.length ? await ports.documents.getAll<OutboxRow>(page.items) : [];
    published += rows.length - (await publishRows(ports, rows)).size;
    next = page.next;
  }
  return published;
}

async function sweepErasures(ports: SweepPorts, settings: Settings): Promise<number> {
  const unfinished = await each<Tombstone>(ports, 'erasing', undefined, async ({ subjectId }) => {
    if (subjectId !== undefined) await erase(ports, { subjectId });
    return true;
  });
  const settledBefore = before(ports, settings.watchErased);
  const doomed = await each<DocumentRow | ArrivalRow>(ports, 'doomed', undefined, async row => {
    const { changedAt = '', receiptId = '', object } = row as DocumentRow;
    if (row.sk === 'status' && object.key === '') await clear(ports, row.documentId, changedAt < settledBefore);
    // Buried by somebody on the way, or met by a late arrival: what is left of it, and of the mail that it came in.
    else await eraseDocument(ports, row.documentId, { at: changedAt || row.receivedAt!, receiptId });
    return true;
  });
  return unfinished + doomed;
}
