/**
 * What can go wrong with a service, by what a step does about it.
 * - `throttled`: too many calls; the work is parked and tried later, and never counts against the document.
 * - `unavailable`: anything that may pass (5xx, network, timeout, an unknown error); the message is retried.
 * - `denied`: no permission (IAM, a key policy); retried, because only an operator can mend it and then it must go on.
 * - `missing`: the object, object version or job is not there (any more).
 * - `changed`: the object is not the one that was pinned (`ifMatch`).
 * - `invalid`: the service will never accept this call (a bad document for Textract, an expired page token).
 */
export type FaultKind = 'throttled' | 'unavailable' | 'denied' | 'missing' | 'changed' | 'invalid';

/**
 * The one error that adapters throw. It has no message of the service's own and no cause: an SDK error can quote a key,
 * a header or a body, and whatever is caught may end in a log.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;
  /** `S3.GetObject`, `DynamoDB.TransactWriteItems`, …: the name of the call, never its arguments. */
  readonly call: string;

  constructor(kind: FaultKind, call: string) {
    super(`${call}: ${kind}`);
    this.kind = kind;
    this.call = call;
  }
}

export const isFault = (error: unknown, kind?: FaultKind): error is Fault =>
  error instanceof Fault && (kind === undefined || error.kind === kind);
