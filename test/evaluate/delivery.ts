import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearse } from '../delivery/rehearsal.ts';
import type { Evaluation, EvaluationOptions } from './main.ts';

/** The deployed bundles on the local stack with everything that goes wrong: 500 documents, over 1,000 canaries. */
export async function evaluate({ seed, size }: EvaluationOptions): Promise<Evaluation> {
  const documents = size === 'full' ? 500 : 60;
  const dir = mkdtempSync(join(tmpdir(), 'delivery-'));
  try {
    const result = await rehearse({ dir, documents, seed });
    const { expected, records, eventIds, deliveries, kills, redriven, canaries, deadLetters } = result;
    const failures = [
      records === expected ? '' : `${records} records of ${expected} documents.`,
      eventIds === expected ? '' : `${eventIds} event ids for ${expected} documents.`,
      result.changedByRedrive.length ? `Redriving changed ${result.changedByRedrive.length} records.` : '',
      result.leaks.length ? `${result.leaks.length} canaries were found.` : '',
      deadLetters ? `${deadLetters} dead letters are left.` : '',
    ].filter(Boolean);
    const row = {
      documents: expected,
      records,
      'event ids': eventIds,
      deliveries,
      kills,
      redriven,
      canaries,
      'canaries found': result.leaks.length,
    };
    return {
      tables: [{ title: 'Delivery: duplicates, repeated events, kills and redrives on the local stack', rows: [row] }],
      failures,
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
