import type { PageReading } from '../core/document/reading.ts';
import { type DocumentRow, pageObject } from '../core/pipeline/items.ts';
import type { Ports } from '../ports/index.ts';
import { type ChangePorts, instant, perform, tell } from './change.ts';

export type PagePorts = ChangePorts & Pick<Ports, 'texts'>;

/**
 * Ends the waiting of these pages: first their text to the store, then the protocol is told; so a page that counts as
 * read is there. The page that was the last sends the document on.
 */
export async function storePages(ports: PagePorts, row: DocumentRow, pages: readonly PageReading[]): Promise<void> {
  if (!pages.length) return;
  const { documentId, version } = row;
  for (const page of pages) {
    await ports.texts.put(pageObject(documentId, version, page.number), Buffer.from(JSON.stringify(page)));
  }
  const numbers = pages.map(({ number }) => number);
  const fact = { is: 'pages-read', at: instant(ports), version, pages: numbers } as const;
  const decision = await tell(ports, documentId, fact);
  if (decision) await perform(ports, decision.row, decision.effects);
}

/** Textract could not read these pages, or not in their script: the local engine shall. */
export async function reroute(ports: ChangePorts, row: DocumentRow, pages: readonly number[]): Promise<void> {
  if (!pages.length) return;
  const { documentId, version } = row;
  const decision = await tell(ports, documentId, { is: 'rerouted', at: instant(ports), version, pages });
  if (decision) await perform(ports, decision.row, decision.effects);
}

/** Pages that wait for this engine, ascending. */
export const waitingFor = (row: DocumentRow, engine: 'textract' | 'paddle'): number[] =>
  Object.entries(row.ocr?.waiting ?? {})
    .filter(([, by]) => by === engine)
    .map(([page]) => Number(page))
    .sort((a, b) => a - b);
