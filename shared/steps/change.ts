import type { Message } from '../contracts/message.ts';
import { arrivalKey, type DocumentRow, documentKey } from '../core/pipeline/items.ts';
import { advance, type Decision, type Effect, type Fact } from '../core/pipeline/protocol.ts';
import { Fault, type Item, type Ports, type QueueName, type Store, type Write } from '../ports/index.ts';

export type ChangePorts = Pick<Ports, 'documents' | 'queues' | 'clock' | 'log' | 'metrics'>;

/** Tries before contention is handed back to the queue. Each failed try means that somebody else got on. */
const TRIES = 8;

/** ISO 8601 by our clock, for timelines; order never hangs on it. */
export const instant = (ports: Pick<Ports, 'clock'>): string => new Date(ports.clock.now()).toISOString();

/**
 * Read, decide, commit; from the start when what was read has changed meanwhile. The answer of a commit can be lost, and
 * then the conflict is with our own write: deciding again finds that out, because the protocol says `same`.
 */
export async function decide(
  ports: Pick<Ports, 'documents'>,
  attempt: () => Promise<Decision | undefined>,
): Promise<Decision | undefined> {
  for (let i = 0; i < TRIES; i++) {
    const decision = await attempt();
    if (!decision?.writes.length) return decision;
    const answer = await ports.documents.commit(decision.writes);
    if (answer.done) return decision;
    // The arrival had been told before: nothing of it is to be told again.
    if (answer.conflicts.some(({ item }) => isArrival(item))) return { ...decision, writes: [] };
  }
  throw new Fault('throttled', 'documents.contention');
}

/** A commit that only contention may stop: it stands afterwards, by us or by an earlier run. */
export async function ensure(store: Store, writes: readonly Write[]): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    const answer = await store.commit(writes);
    if (answer.done || answer.conflicts.length) return;
  }
  throw new Fault('throttled', 'contention');
}

const ARRIVAL = arrivalKey('', '').sk;
const isArrival = (item: Item | undefined): boolean => item?.sk.startsWith(ARRIVAL) ?? false;

/** Tells the protocol a fact about a document. @returns undefined when there is no such document. */
export async function tell(
  ports: ChangePorts,
  documentId: string,
  fact: Fact,
  known?: DocumentRow,
): Promise<Decision | undefined> {
  let row = known;
  const decision = await decide(ports, async () => {
    row ??= await ports.documents.get(documentKey(documentId));
    const decision = row && advance(row, fact);
    row = undefined;
    return decision;
  });
  if (decision?.verdict === 'moved') report(ports, decision.row);
  return decision;
}

/** What a document's move means to whoever watches: a log line and, at the end of its way, a metric. */
export function report(ports: Pick<Ports, 'log' | 'metrics'>, row: DocumentRow): void {
  const { documentId, version, status, code, trace: traceId } = row;
  ports.log.info('moved', { documentId, version, status, traceId, ...(code && { code }) });
  switch (status) {
    case 'received':
    case 'stored':
    case 'superseded':
    case 'rejected':
    case 'quarantined':
    case 'erased':
      ports.metrics.count(status);
  }
}

const QUEUES = {
  read: 'intake',
  ocr: 'intake',
  page: 'page',
  collect: 'ocr',
  refine: 'refine',
} as const satisfies Record<Message['kind'], QueueName>;

/**
 * Sends what a decision asks for. After the commit and not in it: a crash here loses messages, which the sweep sends
 * again. Only refine may delete texts, so what is to be discarded goes there.
 */
export async function perform(
  ports: Pick<Ports, 'queues'>,
  row: DocumentRow,
  effects: readonly Effect[],
): Promise<void> {
  const { documentId, version } = row;
  for (const effect of effects) {
    const about = { v: 1, documentId, version } as const;
    const message: Message =
      effect.do === 'page'
        ? { ...about, kind: 'page', page: effect.page }
        : { ...about, kind: effect.do === 'discard' ? 'refine' : effect.do };
    const queue = message.kind === 'read' && row.kind === 'mail' ? 'mail' : QUEUES[message.kind];
    await ports.queues.send(queue, JSON.stringify(message));
  }
}
