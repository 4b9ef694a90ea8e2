import type { Evidence, Finding, PiiType } from './types.ts';

/** One line of the audit: what was found and why, never the value. */
export interface AuditRow {
  readonly type: PiiType;
  readonly start: number;
  readonly end: number;
  readonly evidence: Evidence;
  readonly score: number;
}

export const auditOf = (findings: readonly Finding[]): AuditRow[] =>
  findings.map(({ type, start, end, evidence, score }) => ({ type, start, end, evidence, score }));
