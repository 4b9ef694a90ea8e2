import type { Faults } from '../faults.ts';
import { ServiceError } from '../http/service-error.ts';

interface Entry {
  readonly Id?: unknown;
  readonly [field: string]: unknown;
}

/** Runs each entry of a batch by itself: one that fails is named in `Failed` and holds up none of the others. */
export function runBatch<E extends Entry, R extends object>(
  faults: Faults,
  operation: string,
  entries: unknown,
  run: (entry: E) => R,
) {
  const list = checkEntries(entries) as E[];
  const Successful: (R & { Id: unknown })[] = [];
  const Failed: { Id: unknown; Code: string; Message: string; SenderFault: boolean }[] = [];
  for (const [index, entry] of list.entries()) {
    try {
      const fault = faults.entry?.({ service: 'sqs', operation, entry, index });
      if (fault) throw new ServiceError(fault.code, 'Injected fault.', 500);
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful, ...(Failed.length > 0 ? { Failed } : {}) };
}

function checkEntries(entries: unknown): readonly Entry[] {
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new ServiceError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  }
  if (entries.length > 10)
    throw new ServiceError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  const ids = entries.map(entry => entry?.Id);
  if (!ids.every(id => typeof id === 'string' && /^[\w-]{1,80}$/.test(id))) {
    throw new ServiceError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores.',
    );
  }
  if (new Set(ids).size < ids.length)
    throw new ServiceError('BatchEntryIdsNotDistinct', 'Two entries of the batch have the same id.');
  return entries;
}
