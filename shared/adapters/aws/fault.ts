import { Fault, type FaultKind } from '../../ports/fault.ts';

/** What an SDK error looks like; nothing of it but the name and the status is ever looked at or passed on. */
interface ServiceError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: { readonly throttling?: boolean };
}

const KINDS: Readonly<Record<string, FaultKind>> = {
  // S3 and its neighbours
  NoSuchKey: 'missing',
  NoSuchVersion: 'missing',
  NotFound: 'missing',
  // A deleted current version answers MethodNotAllowed when it is named by its id.
  MethodNotAllowed: 'missing',
  PreconditionFailed: 'changed',
  SlowDown: 'throttled',
  // Textract
  ProvisionedThroughputExceededException: 'throttled',
  LimitExceededException: 'throttled',
  ThrottlingException: 'throttled',
  RequestLimitExceeded: 'throttled',
  TooManyRequestsException: 'throttled',
  InvalidJobIdException: 'missing',
  InvalidParameterException: 'invalid',
  InvalidS3ObjectException: 'invalid',
  BadDocumentException: 'invalid',
  UnsupportedDocumentException: 'invalid',
  DocumentTooLargeException: 'invalid',
  IdempotentParameterMismatchException: 'invalid',
  // Permissions
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  KMSAccessDeniedException: 'denied',
  'KMS.AccessDeniedException': 'denied',
};

/** By the error's name, else by its HTTP status; what is not known may pass, so it is tried again. */
export function kindOf(error: unknown): FaultKind {
  const { name = '', $metadata, $retryable } = (error ?? {}) as ServiceError;
  const known = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (known) return known;
  if ($retryable?.throttling || $metadata?.httpStatusCode === 429) return 'throttled';
  if ($metadata?.httpStatusCode === 404) return 'missing';
  if ($metadata?.httpStatusCode === 403) return 'denied';
  return 'unavailable';
}

/** Runs one service call; whatever it throws leaves as a `Fault` that holds nothing of the service's words. */
export async function call<T>(name: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof Fault ? error : new Fault(kindOf(error), name);
  }
}
