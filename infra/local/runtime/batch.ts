/**
 * What a function's answer says about a batch: which of its items are to come again. The rules are Lambda's, and they
 * err on the side of repeating: an answer that makes no sense fails the whole batch.
 *
 * - no answer, or an empty list of failures: all is done
 * - an entry without an identifier, or with one that is not in the batch: nothing is done
 */
export function failedItems(answer: string, ids: readonly string[]): ReadonlySet<string> {
  const all = new Set(ids);
  let parsed: unknown;
  try {
    parsed = answer === '' ? null : JSON.parse(answer);
  } catch {
    return all;
  }
  if (parsed === null || typeof parsed !== 'object') return new Set();
  const { batchItemFailures } = parsed as { batchItemFailures?: unknown };
  if (batchItemFailures === undefined || batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return all;
  const failed = new Set<string>();
  for (const entry of batchItemFailures) {
    const id = (entry as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !all.has(id)) return all;
    failed.add(id);
  }
  return failed;
}
