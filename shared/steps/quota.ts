import { replacing } from '../core/pipeline/item.ts';
import { type QuotaRow, quotaKey } from '../core/pipeline/items.ts';
import { admit, release } from '../core/pipeline/quota.ts';
import { Fault, type Ports } from '../ports/index.ts';
import type { Settings } from './settings.ts';

type QuotaPorts = Pick<Ports, 'documents' | 'clock'>;

/** Tries to write the row; each failed one means that another document got its lease meanwhile. */
const TRIES = 4;

/** A place among the running jobs, for this document. @throws Fault `throttled` when there is none: the work is parked. */
export async function takeLease(ports: QuotaPorts, settings: Settings, documentId: string): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    const before = await ports.documents.get(quotaKey());
    const admission = admit(before, documentId, ports.clock.now(), settings.textract);
    if (!admission.granted) break;
    if ((await ports.documents.commit([replacing<QuotaRow>(before, admission.row)])).done) return;
  }
  throw new Fault('throttled', 'textract.lease');
}

/** Best effort: a lease that is not given back ends by itself. */
export async function endLease(
  ports: QuotaPorts,
  settings: Settings,
  documentId: string,
  ended: 'well' | 'throttled' | 'badly',
): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    const before = await ports.documents.get(quotaKey());
    const after = release(before, documentId, ended, ports.clock.now(), settings.textract);
    if (!after || (await ports.documents.commit([replacing<QuotaRow>(before, after)])).done) return;
  }
}
