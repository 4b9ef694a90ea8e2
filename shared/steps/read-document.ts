import { type Arrival, parseInbound } from '../contracts/inbound.ts';
import { type MessageOf, parseMessage } from '../contracts/message.ts';
import { DocumentError } from '../core/codes.ts';
import { type DocumentRow, documentKey, type OcrState, readingObject } from '../core/pipeline/items.ts';
import type { Delivery, OcrPage, Opened, Ports } from '../ports/index.ts';
import { type ArrivalPorts, receive } from './arrival.ts';
import { instant, perform, tell } from './change.ts';
import { scanned, uploaded } from './malware-gate.ts';
import { failed, original } from './original.ts';
import type { Settings } from './settings.ts';
import { startOcr } from './start-ocr.ts';
import { unpack } from './unpack.ts';

export type ReadDocumentPorts = ArrivalPorts & Pick<Ports, 'texts' | 'reader' | 'textract'>;

/**
 * Queue intake (and mail): what S3 or the malware gate tells of an object, and our own `read` and `ocr`.
 * 1. Which object is meant. 2. Its place: new, repeated, duplicate, erased. 3. Its text, or what OCR it needs.
 */
export async function readDocument(ports: ReadDocumentPorts, settings: Settings, delivery: Delivery): Promise<void> {
  const message = parseMessage(delivery.body);
  if (message?.kind === 'read') return readAgain(ports, settings, message);
  if (message?.kind === 'ocr') return startOcr(ports, settings, message, delivery);
  const inbound = parseInbound(delivery.body);
  switch (inbound.kind) {
    case 'arrivals':
      for (const arrival of inbound.arrivals)
        if (settings.gate === 'off') await readArrival(ports, settings, arrival, delivery);
        else await uploaded(ports, arrival);
      return;
    case 'scan':
      return scanned(ports, inbound, async (arrival, verdict) => {
        if (verdict) await receive(ports, settings, arrival, verdict);
        else await readArrival(ports, settings, arrival, delivery);
      });
    case 'ignored':
      return ports.log.info('ignored');
    default:
      // Of no known kind or version: trying again would not make it known. It is counted, and an alarm stands on that.
      ports.log.warn('unknown-message', { code: 'UNKNOWN_MESSAGE' });
      ports.metrics.count('unknown-message');
  }
}

async function readArrival(
  ports: ReadDocumentPorts,
  settings: Settings,
  arrival: Arrival,
  delivery: Delivery,
): Promise<void> {
  const received = await receive(ports, settings, arrival);
  if (!received) return;
  const { decision, bytes } = received;
  const { row, verdict } = decision;
  if (bytes && row.status === 'received' && (verdict === 'moved' || verdict === 'same'))
    return read(ports, settings, row, bytes);
  // The first delivery may have moved the row and then lost its messages; a mere repetition of the event has not.
  if (verdict === 'same' && delivery.receiveCount > 1) await perform(ports, row, decision.effects);
}

/** The sweep's push for a document that was received and never read. */
async function readAgain(ports: ReadDocumentPorts, settings: Settings, message: MessageOf<'read'>): Promise<void> {
  const row = await ports.documents.get(documentKey(message.documentId));
  if (row?.status !== 'received' || row.version !== message.version) return ports.log.info('already-done');
  const bytes = await original(ports, settings, row);
  if (bytes) await read(ports, settings, row, bytes);
}

async function read(ports: ReadDocumentPorts, settings: Settings, row: DocumentRow, bytes: Uint8Array): Promise<void> {
  const { documentId, version } = row;
  let opened: Opened;
  try {
    opened = await ports.reader.open(bytes, fileNameOf(row.object.key));
    if (opened.kind === 'mail') return await unpack(ports, settings, row, opened);
  } catch (error) {
    if (error instanceof DocumentError) return failed(ports, row, error.code);
    throw error;
  }
  // Under `mail/` lie mails alone: whatever else got there did not come through the mail server's gate.
  if (row.kind === 'mail') return failed(ports, row, 'NOT_A_DOCUMENT');
  const { reading, ocrPages } = opened;
  await ports.texts.put(readingObject(documentId, version), Buffer.from(JSON.stringify(reading)));
  const ocr = planOcr(settings, reading.pages.length, ocrPages);
  const fact = { is: 'opened', at: instant(ports), version, ...(ocr && { ocr }) } as const;
  const decision = await tell(ports, documentId, fact, row);
  if (decision) await perform(ports, decision.row, decision.effects);
}

/** Which engine reads which page. One picture is read in one call; more pages are a job. */
function planOcr({ engines }: Settings, textPages: number, ocrPages: readonly OcrPage[]): OcrState | undefined {
  if (!ocrPages.length) return undefined;
  const waiting = Object.fromEntries(ocrPages.map(({ number, script }) => [number, engines[script]]));
  const mode = textPages === 0 && ocrPages.length === 1 ? 'detect' : 'job';
  return { pages: ocrPages.map(({ number }) => number), waiting, mode };
}

/** Only to compare its ending with the type that the bytes have. */
const fileNameOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1);
