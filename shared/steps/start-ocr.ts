import type { MessageOf } from '../contracts/message.ts';
import { arrangePage } from '../core/ocr/arrange-page.ts';
import { type DocumentRow, documentKey, originalObject } from '../core/pipeline/items.ts';
import { type Delivery, isFault, type Ports } from '../ports/index.ts';
import { instant, perform, tell } from './change.ts';
import { type OriginalPorts, original } from './original.ts';
import { reroute, storePages, waitingFor } from './pages.ts';
import { endLease, takeLease } from './quota.ts';
import { suits } from './script-check.ts';
import type { Settings } from './settings.ts';

export type StartOcrPorts = OriginalPorts & Pick<Ports, 'texts' | 'textract'>;

/** Seconds until a job that was perhaps started before is asked for: its one notice may have come too early. */
const ASK_AGAIN = 60;

/** Message `ocr`: one picture is read at once, a file becomes a job that ends in a notice. */
export async function startOcr(
  ports: StartOcrPorts,
  settings: Settings,
  message: MessageOf<'ocr'>,
  delivery: Delivery,
): Promise<void> {
  const row = await ports.documents.get(documentKey(message.documentId));
  const pages = row?.version === message.version ? waitingFor(row, 'textract') : [];
  if (!row || !pages.length || row.ocr?.jobId || (row.status !== 'read' && row.status !== 'ocr-started'))
    return ports.log.info('already-done');
  const bytes = await original(ports, settings, row);
  if (!bytes) return;
  try {
    if (row.ocr?.mode === 'detect') await detect(ports, settings, row, pages[0]!, bytes);
    else await startJob(ports, settings, row, bytes, delivery.receiveCount > 1 || delivery.parks > 0);
  } catch (error) {
    // Textract will not take this document, however often it is asked.
    if (!isFault(error, 'invalid')) throw error;
    await reroute(ports, row, pages);
  }
}

async function detect(
  ports: StartOcrPorts,
  settings: Settings,
  row: DocumentRow,
  page: number,
  bytes: Uint8Array,
): Promise<void> {
  const reading = arrangePage({ ...(await ports.textract.detect(bytes)), number: page });
  if (suits(reading, settings)) await storePages(ports, row, [reading]);
  else await reroute(ports, row, [page]);
}

async function startJob(
  ports: StartOcrPorts,
  settings: Settings,
  row: DocumentRow,
  bytes: Uint8Array,
  perhapsStarted: boolean,
): Promise<void> {
  const { documentId, version } = row;
  await takeLease(ports, settings, documentId);
  // The notice quotes the object's key: a copy under a hashed one, not the upload with its file name.
  const key = originalObject(documentId, version);
  await ports.texts.put(key, bytes);
  let jobId: string;
  try {
    jobId = await ports.textract.start({ key, token: `${documentId}-${version}`, tag: `${documentId}.${version}` });
  } catch (error) {
    const ended = isFault(error, 'throttled') ? 'throttled' : 'badly';
    await endLease(ports, settings, documentId, ended);
    throw error;
  }
  const decision = await tell(ports, documentId, { is: 'job-started', at: instant(ports), version, jobId });
  if (decision) await perform(ports, decision.row, decision.effects);
  // The same token answers the same job but gives no second notice: after a repeated start it has to be asked for.
  if (perhapsStarted)
    await ports.queues.send('ocr', JSON.stringify({ v: 1, kind: 'collect', documentId, version }), {
      delaySeconds: ASK_AGAIN,
    });
}
