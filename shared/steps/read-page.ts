import { parseMessage } from '../contracts/message.ts';
import { DocumentError } from '../core/codes.ts';
import type { PageReading } from '../core/document/reading.ts';
import { documentKey, pageObject } from '../core/pipeline/items.ts';
import { isTerminal } from '../core/pipeline/status.ts';
import { type Delivery, isFault, type Ports } from '../ports/index.ts';
import { failed, type OriginalPorts, original } from './original.ts';
import { type PagePorts, storePages } from './pages.ts';
import type { Settings } from './settings.ts';

export type ReadPagePorts = OriginalPorts & PagePorts & Pick<Ports, 'reader'>;

/** Queue page: one page through the local OCR engine. */
export async function readPage(ports: ReadPagePorts, settings: Settings, delivery: Delivery): Promise<void> {
  const message = parseMessage(delivery.body);
  if (message?.kind !== 'page') {
    ports.log.warn('unknown-message', { code: 'UNKNOWN_MESSAGE' });
    return ports.metrics.count('unknown-message');
  }
  const { documentId, version, page } = message;
  const row = await ports.documents.get(documentKey(documentId));
  if (row?.version !== version || row.ocr?.waiting[page] !== 'paddle' || isTerminal(row.status))
    return ports.log.info('already-done');
  // Seconds of work that a first try may have done before it was stopped.
  if (delivery.receiveCount > 1) {
    const done = await kept(ports, pageObject(documentId, version, page));
    if (done) return storePages(ports, row, [done]);
  }
  const bytes = await original(ports, settings, row);
  if (!bytes) return;
  try {
    await storePages(ports, row, [await ports.reader.readPage(bytes, page)]);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    await failed(ports, row, error.code);
  }
}

async function kept({ texts }: Pick<Ports, 'texts'>, key: string): Promise<PageReading | undefined> {
  try {
    const { bytes } = await texts.get({ key });
    return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (error) {
    if (isFault(error, 'missing')) return undefined;
    throw error;
  }
}
