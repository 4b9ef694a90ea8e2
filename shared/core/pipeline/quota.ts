import { type QuotaRow, quotaKey } from './items.ts';

/**
 * How many Textract jobs may run at once: leases in one row, with the limit feeling its way up by one for each job that
 * ended well and down by half for each throttling (additive increase, multiplicative decrease, as TCP does). It only
 * paces; a wrong clock makes it slow or eager, never wrong.
 */
export interface QuotaSettings {
  /** Jobs at once that the account allows. */
  readonly maximum: number;
  /** Where the limit begins. */
  readonly initial: number;
  /** A lease whose job was lost ends by itself, milliseconds. */
  readonly leaseMs: number;
  /** After throttling no new job for so long, milliseconds. */
  readonly pauseMs: number;
}

export type Admission = { readonly granted: true; readonly row: QuotaRow } | { readonly granted: false };

const START = (settings: QuotaSettings): QuotaRow => ({
  ...quotaKey(),
  revision: 0,
  limit: settings.initial,
  leases: {},
  notBefore: 0,
});

export function admit(
  before: QuotaRow | undefined,
  documentId: string,
  now: number,
  settings: QuotaSettings,
): Admission {
  const row = before ?? START(settings);
  const leases = Object.fromEntries(
    Object.entries(row.leases).filter(([id, end]) => id !== documentId && end > now && end <= now + settings.leaseMs),
  );
  const again = Object.hasOwn(row.leases, documentId);
  if (!again && (now < row.notBefore || Object.keys(leases).length >= row.limit)) return { granted: false };
  leases[documentId] = now + settings.leaseMs;
  return { granted: true, row: { ...row, leases } };
}

/** @param ended how the job went: `well` raises the limit, `throttled` halves it */
export function release(
  before: QuotaRow | undefined,
  documentId: string,
  ended: 'well' | 'throttled' | 'badly',
  now: number,
  settings: QuotaSettings,
): QuotaRow | undefined {
  if (!before || (ended !== 'throttled' && !Object.hasOwn(before.leases, documentId))) return undefined;
  const { [documentId]: _, ...leases } = before.leases;
  if (ended === 'throttled')
    return {
      ...before,
      leases,
      limit: Math.max(1, Math.floor(before.limit / 2)),
      notBefore: now + settings.pauseMs,
    };
  const limit = ended === 'well' ? Math.min(settings.maximum, before.limit + 1) : before.limit;
  return { ...before, leases, limit };
}
