import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../faults.ts';
import type { Service } from '../services.ts';
import type { Handler, Reply, Request } from './listen.ts';
import { ServiceError } from './service-error.ts';

/** Input fields as they came over the wire: nothing about them is certain. */
// biome-ignore lint/suspicious/noExplicitAny: each operation reads its own fields and refuses what it does not understand
export type Input = any;
export type Operation = (input: Input, signal: AbortSignal) => unknown;
export type Operations = Readonly<Record<string, Operation>>;

export interface JsonService {
  readonly service: Service;
  readonly version: '1.0' | '1.1';
  /** By the part of X-Amz-Target before the dot. */
  readonly targets: Readonly<Record<string, Operations>>;
  /** Prefix of an error's `__type`. */
  readonly namespace?: string;
  readonly faults: Faults;
  errorHeaders?(code: string, status: number): Record<string, string>;
}

/** The AWS JSON protocol: POST /, the operation in X-Amz-Target, errors by `__type`. */
export function jsonProtocol(options: JsonService): Handler {
  return async request => {
    try {
      const { operation, run } = route(request, options);
      const input = parse(request.body);
      const lost = await breakOnPurpose(options.faults, { service: options.service, operation, input });
      const output = await run(input, request.signal);
      if (lost) return { status: 200, cut: true };
      return { status: 200, headers: jsonHeaders(options.version), body: JSON.stringify(output ?? {}) };
    } catch (error) {
      if (error instanceof ServiceError) return jsonError(options, error);
      throw error;
    }
  };
}

/** Applies a test's fault plan to a call; answers whether its answer is to be lost. */
export async function breakOnPurpose(
  faults: Faults,
  call: Parameters<NonNullable<Faults['call']>>[0],
): Promise<boolean> {
  const fault = faults.call?.(call);
  if (!fault) return false;
  if (fault.kind === 'error')
    throw new ServiceError(fault.code, fault.message ?? 'Injected fault.', fault.status ?? 400);
  if (fault.kind === 'delay') await sleep(fault.ms);
  return fault.kind === 'lost-answer';
}

function route(request: Request, options: JsonService): { operation: string; run: Operation } {
  const [target = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
  const operations = Object.hasOwn(options.targets, target) ? options.targets[target] : undefined;
  const run = operations && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (request.method !== 'POST' || !run) {
    throw new ServiceError('UnknownOperationException', 'The local server does not know this operation.');
  }
  return { operation, run };
}

function parse(body: Buffer): Input {
  let input: unknown;
  try {
    input = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new ServiceError('SerializationException', 'The request is not JSON.');
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ServiceError('SerializationException', 'The request is not a JSON object.');
  }
  return input;
}

const jsonHeaders = (version: string) => ({ 'content-type': `application/x-amz-json-${version}` });

export function jsonError(
  options: Pick<JsonService, 'version' | 'namespace' | 'errorHeaders'>,
  error: ServiceError,
): Reply {
  const { code, status, message, fields } = error;
  const headers = {
    ...jsonHeaders(options.version),
    'x-amzn-errortype': code,
    ...options.errorHeaders?.(code, status),
  };
  return { status, headers, body: JSON.stringify({ __type: (options.namespace ?? '') + code, message, ...fields }) };
}
