import { createHash } from 'node:crypto';
import type { Arrival } from '../contracts/inbound.ts';
import { type FailureCode, NOTES, type NoteCode } from '../core/codes.ts';
import {
  documentIdOf,
  lineageIdOf,
  MAIL_PREFIX,
  mailOfPart,
  objectIdOf,
  sequencerOf,
  sourceOf,
  traceOf,
  unreadDocumentIdOf,
} from '../core/pipeline/identity.ts';
import { documentKey, lineageKey } from '../core/pipeline/items.ts';
import { type Arrived, arrive, type Decision } from '../core/pipeline/protocol.ts';
import { type Hasher, isFault, type Ports, type StoredObject } from '../ports/index.ts';
import { type ChangePorts, decide, instant, report } from './change.ts';
import type { Settings } from './settings.ts';

export type ArrivalPorts = ChangePorts & Pick<Ports, 'intake' | 'keys'>;

/** An object whose row stands, with its bytes unless they may not be read. */
export interface Received {
  readonly decision: Decision;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Fetches the object version that an event names and gives it its place: a new document, a repeated delivery of the
 * event, a duplicate, or something that was erased.
 * @param verdict of the malware gate: with it, the bytes are neither fetched nor parsed
 * @returns undefined when there is nothing to do: no key of ours, or the object is gone.
 */
export async function receive(
  ports: ArrivalPorts,
  settings: Settings,
  arrival: Arrival,
  verdict?: 'MALWARE' | 'NOT_SCANNED',
): Promise<Received | undefined> {
  const hash = await ports.keys.hasher();
  const source = sourceOf(hash, arrival.key);
  if (source === undefined || arrival.bucket !== ports.intake.bucket) return ignore(ports);
  const object = verdict ? unread(ports, arrival) : await fetch(ports, settings, arrival);
  if (!object) return ignore(ports);

  const { bytes } = object;
  const unfit: FailureCode | undefined = verdict ?? (bytes ? undefined : 'TOO_LARGE');
  const fact = { ...factOf(ports, hash, arrival, source, object, bytes), ...(unfit && { unfit }) };
  const decision = await decide(ports, async () => {
    const row = await ports.documents.get(documentKey(fact.documentId));
    // Without a row nothing hangs on the lineage yet: it is looked at when the record is stored.
    return arrive(row, fact, row && (await ports.documents.get(lineageKey(fact.lineageId))));
  });
  if (!decision) return undefined;
  if (decision.verdict === 'moved') report(ports, decision.row);
  if (decision.verdict === 'duplicate' && decision.writes.length) {
    ports.log.info('duplicate', { documentId: fact.documentId, traceId: decision.row.trace });
    ports.metrics.count('duplicate');
  }
  return { decision, bytes };
}

function ignore(ports: ArrivalPorts): undefined {
  ports.log.info('ignored');
}

/** One read, pinned to the event's version; the object's own headers refuse what is too large before the download. */
async function fetch(
  { intake }: Pick<Ports, 'intake'>,
  settings: Settings,
  { key, versionId }: Arrival,
): Promise<StoredObject | undefined> {
  const maxBytes = key.startsWith(MAIL_PREFIX) ? settings.maxMailBytes : settings.maxBytes;
  try {
    return await intake.get({ key, ...(versionId !== undefined && { versionId }) }, { maxBytes });
  } catch (error) {
    // Deleted before it was read (a version is not coming back): there is nothing to have a status.
    if (isFault(error, 'missing')) return undefined;
    throw error;
  }
}

/** What is known of an object that may not be opened. */
const unread = (ports: Pick<Ports, 'clock'>, { versionId, size = 0 }: Arrival): StoredObject => ({
  ...(versionId !== undefined && { versionId }),
  etag: '',
  size,
  lastModified: instant(ports),
  metadata: {},
});

function factOf(
  ports: Pick<Ports, 'clock'>,
  hash: Hasher,
  arrival: Arrival,
  source: string,
  stored: StoredObject,
  bytes: Uint8Array | undefined,
): Arrived {
  const { key } = arrival;
  const versionId = stored.versionId ?? arrival.versionId;
  const object = { key, ...(versionId !== undefined ? { versionId } : stored.etag && { etag: stored.etag }) };
  const objectId = objectIdOf(hash, object);
  const parent = mailOfPart(key);
  return {
    is: 'arrived',
    at: instant(ports),
    kind: key.startsWith(MAIL_PREFIX) ? 'mail' : 'document',
    documentId: bytes
      ? documentIdOf(hash, source, createHash('sha256').update(bytes).digest('hex'))
      : unreadDocumentIdOf(hash, source, objectId),
    objectId,
    lineageId: lineageIdOf(hash, key),
    source,
    object,
    sequencer: sequencerOf(arrival.sequencer, stored.lastModified),
    receivedAt: stored.lastModified,
    trace: traceOf(stored.metadata.traceparent, objectId),
    notes: notesOf(stored.metadata.notes),
    ...(parent !== undefined && { parent }),
  };
}

/** What the mail step wrote on the part: codes of the closed list, whatever else stands there. */
const notesOf = (notes = ''): NoteCode[] =>
  notes.split(' ').filter((note): note is NoteCode => Object.hasOwn(NOTES, note));
