import { parseInbound } from '../contracts/inbound.ts';
import { parseMessage } from '../contracts/message.ts';
import type { LineReading, PageReading } from '../core/document/reading.ts';
import { arrangePage } from '../core/ocr/arrange-page.ts';
import { type DocumentRow, documentKey } from '../core/pipeline/items.ts';
import { type Delivery, type DetectionPart, Fault, isFault, type Ports } from '../ports/index.ts';
import { instant, tell } from './change.ts';
import { type PagePorts, reroute, storePages, waitingFor } from './pages.ts';
import { endLease } from './quota.ts';
import { suits } from './script-check.ts';
import type { Settings } from './settings.ts';

export type CollectOcrPorts = PagePorts & Pick<Ports, 'textract'>;

/**
 * Queue ocr: Textract's notice that a job has ended, or our own `collect` when that notice may be lost. The notice only
 * says where to look; what became of the job is asked for.
 */
export async function collectOcr(ports: CollectOcrPorts, settings: Settings, delivery: Delivery): Promise<void> {
  const about = aboutOf(delivery.body);
  if (!about) {
    ports.log.warn('unknown-message', { code: 'UNKNOWN_MESSAGE' });
    return ports.metrics.count('unknown-message');
  }
  const row = about.documentId ? await ports.documents.get(documentKey(about.documentId)) : undefined;
  const jobId = about.jobId ?? row?.ocr?.jobId;
  if (!row || jobId === undefined || (row.ocr?.jobId !== undefined && row.ocr.jobId !== jobId))
    return ports.log.info('foreign-job');
  if (row.version !== about.version || !waitingFor(row, 'textract').length) return ports.log.info('already-done');
  // An early notice: the job had ended before its start was written down.
  if (!row.ocr?.jobId)
    await tell(ports, row.documentId, { is: 'job-started', at: instant(ports), version: row.version, jobId });
  await collect(ports, settings, row, jobId, about.jobId !== undefined);
}

interface About {
  readonly documentId?: string;
  readonly version?: number;
  readonly jobId?: string;
}

function aboutOf(body: string): About | undefined {
  const message = parseMessage(body);
  if (message?.kind === 'collect') return message;
  const inbound = parseInbound(body);
  if (inbound.kind === 'ignored') return {};
  if (inbound.kind !== 'completion') return undefined;
  const tag = /^([0-9a-f]{32})\.([1-9]\d{0,8})$/.exec(inbound.tag ?? '');
  return tag ? { documentId: tag[1]!, version: Number(tag[2]), jobId: inbound.jobId } : {};
}

async function collect(
  ports: CollectOcrPorts,
  settings: Settings,
  row: DocumentRow,
  jobId: string,
  noticed: boolean,
): Promise<void> {
  const waiting = waitingFor(row, 'textract');
  const result = await wholeResult(ports, jobId);
  if (result === 'running') {
    // A notice before the end is not the end; a question of our own is repeated by the sweep.
    if (noticed) throw new Fault('unavailable', 'Textract.running');
    return;
  }
  const pages = result === 'lost' ? [] : pagesOf(result, waiting).filter(page => suits(page, settings));
  const read = new Set(pages.map(({ number }) => number));
  // What failed, was left out of a partial success or is not in a script that Textract knows. First, so that the
  // document does not count as read before these pages are.
  await reroute(
    ports,
    row,
    waiting.filter(page => !read.has(page)),
  );
  await storePages(ports, row, pages);
  await endLease(ports, settings, row.documentId, result === 'lost' ? 'badly' : 'well');
}

/** All parts of a job's result, or nothing: part of a result must never pass for the whole. */
async function wholeResult(
  { textract }: Pick<Ports, 'textract'>,
  jobId: string,
): Promise<readonly DetectionPart[] | 'running' | 'lost'> {
  let parts: DetectionPart[] = [];
  let restarted = false;
  for (let next: string | undefined; ; ) {
    try {
      const part = await textract.result(jobId, next);
      if (part.state === 'running') return 'running';
      if (part.state === 'failed') return 'lost';
      parts.push(part);
      next = part.next;
      if (next === undefined) return parts;
    } catch (error) {
      if (isFault(error, 'missing')) return 'lost';
      // An expired page token: from the start, once.
      if (!isFault(error, 'invalid') || next === undefined || restarted) throw error;
      restarted = true;
      parts = [];
      next = undefined;
    }
  }
}

/** The pages that were asked for, in reading order: Textract lists lines across columns. A partial success does not say which pages it left out: those without lines. */
function pagesOf(parts: readonly DetectionPart[], waiting: readonly number[]): PageReading[] {
  const partial = parts.some(({ state }) => state === 'partial');
  const lines = new Map<number, LineReading[]>(waiting.map(page => [page, []]));
  for (const part of parts) for (const { page, ...line } of part.lines) lines.get(page)?.push(line);
  return [...lines]
    .filter(([, found]) => !partial || found.length > 0)
    .map(([number, found]) => arrangePage({ number, engine: 'textract', lines: found, width: 1, height: 1 }));
}
