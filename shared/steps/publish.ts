import { type ResumeEvent, resumeEventSchema } from '../contracts/event.ts';
import { OUTBOX_PREFIX, type OutboxRow, outboxKey } from '../core/pipeline/items.ts';
import { isFault, type Ports } from '../ports/index.ts';

export type PublishPorts = Pick<Ports, 'documents' | 'bus' | 'log' | 'metrics'>;

/** A change of the documents table, as its stream tells: keys are enough. */
export interface Change {
  /** Names the change in the answer: its sequence number. */
  readonly id: string;
  readonly pk: string;
  readonly sk: string;
  readonly removed: boolean;
}

/** PutEvents takes no more entries in a call. */
const ENTRIES = 10;
/** BatchGetItem takes no more keys in a call. */
const KEYS = 100;

/**
 * Publishes the outbox rows that the stream names and deletes them; what stays is what has not been published, and the
 * sweep looks there. Rows are read again and not taken from the stream: one that an erasure has deleted since is not told.
 * @returns the ids of changes to be delivered again
 */
export async function publish(ports: PublishPorts, changes: readonly Change[]): Promise<readonly string[]> {
  const wanted = changes.filter(({ sk, removed }) => !removed && sk.startsWith(OUTBOX_PREFIX));
  const failed = new Set<string>();
  for (let i = 0; i < wanted.length; i += KEYS) {
    const part = wanted.slice(i, i + KEYS);
    try {
      const rows = await ports.documents.getAll(
        part.map(({ pk, sk }) => outboxKey(pk, sk.slice(OUTBOX_PREFIX.length))),
      );
      const left = await publishRows(ports, rows);
      for (const { id, pk, sk } of part) if (left.has(`${pk}\n${sk}`)) failed.add(id);
    } catch (error) {
      ports.log.warn('retried', isFault(error) ? { fault: error.kind, call: error.call } : { fault: 'defect' });
      for (const { id } of part) failed.add(id);
    }
  }
  return changes.filter(({ id }) => failed.has(id)).map(({ id }) => id);
}

/** @returns the rows (`pk\nsk`) that the bus has not taken */
export async function publishRows(ports: PublishPorts, rows: readonly OutboxRow[]): Promise<ReadonlySet<string>> {
  const left = new Set<string>();
  for (let i = 0; i < rows.length; i += ENTRIES) {
    const part = rows.slice(i, i + ENTRIES).flatMap(row => {
      const event = eventOf(row);
      if (event) return [{ row, event }];
      // It will not be valid the next time either. The row stays, and the alarm on old outbox rows stands.
      ports.log.error('publish-failed', { fault: 'defect' });
      ports.metrics.count('publish-failed');
      return [];
    });
    if (!part.length) continue;
    const answers = await ports.bus.publish(part.map(({ event }) => event));
    const taken = part.filter((_, k) => answers[k] === undefined).map(({ row }) => row);
    for (const { row } of part.filter((_, k) => answers[k] !== undefined)) left.add(`${row.pk}\n${row.sk}`);
    if (left.size) ports.metrics.count('publish-failed', left.size);
    if (!taken.length) continue;
    ports.log.info('published', { count: taken.length });
    ports.metrics.count('published', taken.length);
    await ports.documents.commit(taken.map(({ pk, sk }) => ({ remove: { pk, sk }, when: 'any' }) as const));
  }
  return left;
}

/** The same row gives the same event, byte for byte. @returns undefined for what the contract does not allow */
export function eventOf({ eventId, event, at, trace }: OutboxRow): ResumeEvent | undefined {
  const result = resumeEventSchema.safeParse({
    specversion: '1.0',
    id: eventId,
    source: '/resume-intake',
    type: `resume.${event.type}.v1`,
    subject: subjectOf(event.data),
    time: at,
    datacontenttype: 'application/json',
    traceparent: `00-${trace}-${spanOf(eventId)}-01`,
    data: event.data,
  });
  return result.success ? result.data : undefined;
}

const subjectOf = (data: OutboxRow['event']['data']): string | undefined =>
  data.documentId ?? ('subjectId' in data ? data.subjectId : undefined);

/** Ids are keyed hashes, so their first digits are a span id as good as random. */
const spanOf = (eventId: string): string => (/^0{16}/.test(eventId) ? '0000000000000001' : eventId.slice(0, 16));
