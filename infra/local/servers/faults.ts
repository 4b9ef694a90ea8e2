import type { Service } from './services.ts';

/** One call as a fault plan sees it. `input` is the parsed request; for S3 it is `{ Bucket, Key }`. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly input: unknown;
}

export type Fault =
  /** Refused before any effect. */
  | { readonly kind: 'error'; readonly code: string; readonly status?: number; readonly message?: string }
  /** Takes effect, then the connection breaks before the answer: the caller cannot know. */
  | { readonly kind: 'lost-answer' }
  /** Milliseconds before the call is looked at. */
  | { readonly kind: 'delay'; readonly ms: number };

/** What a test may break. Without a plan nothing is ever broken. */
export interface Faults {
  call?(call: Call): Fault | undefined;
  /** Refuses single entries of a PutEvents or of a batch for a queue, in a call that answers 200 all the same. */
  entry?(entry: BatchEntry): { readonly code: string } | undefined;
  /** How many of a batch's items DynamoDB leaves unprocessed, from the end; it never leaves all of them. */
  unprocessed?(operation: 'BatchGetItem' | 'BatchWriteItem', items: number): number;
  textractJob?(job: TextractJobFacts): TextractFault | undefined;
  /** Refuses a NextToken that was good a moment ago. */
  textractToken?(jobId: string): 'expired' | undefined;
}

export interface BatchEntry {
  readonly service: 'events' | 'sqs';
  readonly operation: string;
  /** As the caller wrote it. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** From 0. */
  readonly index: number;
}

export interface TextractJobFacts {
  readonly jobId: string;
  readonly bucket: string;
  readonly key: string;
  readonly token: string | undefined;
}

export interface TextractFault {
  readonly status?: 'FAILED' | 'PARTIAL_SUCCESS';
  /**
   * `lost`: never sent. `duplicate`: sent twice. `early`: sent before Get can see the result.
   * `foreign`: a notice about a job that nobody here started comes first.
   */
  readonly notice?: 'lost' | 'duplicate' | 'early' | 'foreign';
}
