import { type MessageOf, parseMessage } from '../contracts/message.ts';
import { DocumentError } from '../core/codes.ts';
import type { PageReading, Reading } from '../core/document/reading.ts';
import {
  type DocumentRow,
  documentKey,
  lineageKey,
  pageObject,
  readingObject,
  subjectTombstoneKey,
  versionPrefix,
} from '../core/pipeline/items.ts';
import { isTerminal } from '../core/pipeline/status.ts';
import { store } from '../core/pipeline/store.ts';
import { type Delivery, isFault, type Ports } from '../ports/index.ts';
import { bury } from './bury.ts';
import { type ChangePorts, decide, instant, report, tell } from './change.ts';
import { keepRecord, type Made, makeRecord, UnfitRecord } from './record.ts';
import type { Settings } from './settings.ts';
import type { Stages } from './stages.ts';
import { seal } from './vault.ts';

export type RefinePorts = ChangePorts & Pick<Ports, 'texts' | 'vault' | 'keys'>;

/** Queue refine: a reading becomes a record, or a code; then its texts are deleted. */
export async function refine(
  ports: RefinePorts,
  settings: Settings,
  stages: Stages,
  delivery: Delivery,
): Promise<void> {
  const message = parseMessage(delivery.body);
  if (message?.kind !== 'refine') {
    ports.log.warn('unknown-message', { code: 'UNKNOWN_MESSAGE' });
    return ports.metrics.count('unknown-message');
  }
  const row = await ports.documents.get(documentKey(message.documentId));
  const ended = row && row.version === message.version && isReady(row) ? await end(ports, settings, stages, row) : row;
  await discard(ports, message, ended);
}

/** @returns the row as it stands when this version has come to its end; undefined when that is not known */
async function end(
  ports: RefinePorts,
  settings: Settings,
  stages: Stages,
  row: DocumentRow,
): Promise<DocumentRow | undefined> {
  try {
    return await refineRow(ports, settings, stages, row);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { documentId, version } = row;
    const subject = error instanceof UnfitRecord ? { subjectId: error.subjectId } : {};
    const fact = { is: 'failed', at: instant(ports), version, code: error.code, ...subject } as const;
    const decision = await tell(ports, documentId, fact);
    if (fact.subjectId !== undefined) await buryFor(ports, fact.subjectId, documentId);
    return decision?.row;
  }
}

const isReady = (row: DocumentRow): boolean =>
  (row.status === 'read' || row.status === 'ocr-done' || row.status === 'refined') &&
  Object.keys(row.ocr?.waiting ?? {}).length === 0;

async function refineRow(
  ports: RefinePorts,
  settings: Settings,
  stages: Stages,
  row: DocumentRow,
): Promise<DocumentRow | undefined> {
  // 1. Load what was read.
  const reading = await load(ports, row);
  // 2. Clean, redact, structure, look for leaks.
  const made = makeRecord(stages, settings, await ports.keys.hasher(), row, reading);
  // 3. Seal the contacts, which fails when the subject is erased.
  const { documentId, version } = row;
  const sealed = !made.contacts.length || (await seal(ports, made.subjectId, documentId, version, made.contacts));
  // 4. One transaction: record, status, outbox, lineage.
  if (sealed) return commit(ports, settings, row, made);
  await buryFor(ports, made.subjectId, documentId);
  return undefined;
}

async function load({ texts }: Pick<Ports, 'texts'>, row: DocumentRow): Promise<Reading> {
  const { documentId, version, ocr } = row;
  const reading = await json<Reading>({ texts }, readingObject(documentId, version));
  if (!ocr) return reading;
  const found = await Promise.all(
    ocr.pages.map(page => json<PageReading>({ texts }, pageObject(documentId, version, page))),
  );
  const own = reading.pages.filter(({ number }) => !ocr.pages.includes(number));
  return { ...reading, pages: [...own, ...found].sort((a, b) => a.number - b.number) };
}

/** @throws DocumentError when it is gone: unless somebody else has finished the document, it cannot be finished. */
async function json<T>({ texts }: Pick<Ports, 'texts'>, key: string): Promise<T> {
  try {
    return JSON.parse(Buffer.from((await texts.get({ key })).bytes!).toString('utf8'));
  } catch (error) {
    if (isFault(error, 'missing')) throw new DocumentError('EXTRACTION_FAILED');
    throw error;
  }
}

async function commit(
  ports: RefinePorts,
  settings: Settings,
  known: DocumentRow,
  made: Made,
): Promise<DocumentRow | undefined> {
  const { documentId, version } = known;
  const { subjectId } = made;
  const { stored, event } = await keepRecord(ports, settings, made);
  const { documents } = ports;
  const fact = { at: instant(ports), version, subjectId, record: stored, event };
  let first = true;
  const decision = await decide(ports, async () => {
    // At first what is known, and no lineage and no tombstone, as with most documents; a conflict tells otherwise.
    if (first) {
      first = false;
      return store({ row: known, lineage: undefined, previous: undefined, tombstone: undefined }, fact);
    }
    const row = await documents.get(documentKey(documentId));
    if (!row) return undefined;
    const tombstone = await documents.get(subjectTombstoneKey(subjectId));
    const lineage = await documents.get(lineageKey(row.lineageId));
    const other = lineage && lineage.documentId !== documentId ? lineage.documentId : undefined;
    const previous = other === undefined ? undefined : await documents.get(documentKey(other));
    return store({ row, lineage, previous, tombstone }, fact);
  });
  if (decision?.writes.length) report(ports, decision.row);
  if (decision?.verdict === 'erased' && decision.row.status !== 'erased') await buryFor(ports, subjectId, documentId);
  return decision?.row;
}

/** The subject was erased while its document was on the way: the document follows it. */
async function buryFor(ports: RefinePorts, subjectId: string, documentId: string): Promise<void> {
  const tombstone =
    (await ports.documents.get(subjectTombstoneKey(subjectId))) ??
    (await ports.vault.get(subjectTombstoneKey(subjectId)));
  // Without one it was the document itself that was erased, which the erasure sees to.
  if (tombstone) await bury(ports, documentId, { at: instant(ports), receiptId: tombstone.receiptId });
}

/** Deletes the texts of a version that has come to its end; not before, for somebody may still need them. */
async function discard(
  ports: RefinePorts,
  { documentId, version }: MessageOf<'refine'>,
  known: DocumentRow | undefined,
): Promise<void> {
  const row = known && isTerminal(known.status) ? known : await ports.documents.get(documentKey(documentId));
  if (row && row.version === version && !isTerminal(row.status)) return;
  // With a text layer there is one object, and no need to list.
  if (row?.status === 'stored' && !row.scanned) await ports.texts.remove({ key: readingObject(documentId, version) });
  else await ports.texts.removeAll(versionPrefix(documentId, version));
}
