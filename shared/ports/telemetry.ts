import type { FailureCode } from '../core/codes.ts';
import type { FaultKind } from './fault.ts';

export interface Clock {
  /** Milliseconds since 1970. May be wrong by an hour: no decision about order hangs on it. */
  now(): number;
}

/**
 * Every field that a log line may have. There is none for text, so that no content, name, key, address or error message
 * can get in; an adapter writes these fields by name and drops all others.
 */
export interface LogFields {
  readonly step?: string;
  readonly documentId?: string;
  readonly subjectId?: string;
  readonly version?: number;
  readonly status?: string;
  readonly code?: FailureCode;
  readonly outcome?: string;
  readonly fault?: FaultKind | 'defect';
  /** `S3.GetObject`: the service call that failed, without arguments. */
  readonly call?: string;
  readonly page?: number;
  readonly pages?: number;
  readonly count?: number;
  readonly milliseconds?: number;
  readonly receiveCount?: number;
  readonly parks?: number;
  readonly traceId?: string;
  readonly queue?: string;
}

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
}

/** The closed list of things that a log line can say. */
export type LogEvent =
  | 'moved'
  | 'already-done'
  | 'ignored'
  | 'parked'
  | 'retried'
  | 'failed'
  | 'erased'
  | 'duplicate'
  | 'unknown-message'
  | 'foreign-job'
  | 'published'
  | 'publish-failed'
  | 'swept'
  | 'revealed'
  | 'redriven';

export type MetricName =
  | 'received'
  | 'stored'
  | 'duplicate'
  | 'superseded'
  | 'rejected'
  | 'quarantined'
  | 'erased'
  | 'parked'
  | 'retried'
  | 'published'
  | 'publish-failed'
  | 'unknown-message'
  | 'stalled';

export interface Metrics {
  /** No dimensions but the step: ids would make a metric per document. */
  count(name: MetricName, value?: number): void;
}
