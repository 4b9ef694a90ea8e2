import { randomUUID } from 'node:crypto';
import type { Faults } from '../faults.ts';
import type { Service } from '../services.ts';
import { breakOnPurpose } from './json-protocol.ts';
import type { Handler, Reply } from './listen.ts';
import { ServiceError } from './service-error.ts';
import { writeXml, type XmlChildren } from './xml.ts';

/** The fields of a form: `Attributes.entry.1.key`. */
export class Form {
  readonly #fields: URLSearchParams;

  constructor(body: string) {
    this.#fields = new URLSearchParams(body);
  }

  get(name: string): string | undefined {
    return this.#fields.get(name) ?? undefined;
  }

  need(name: string): string {
    const value = this.#fields.get(name);
    if (value === null) throw new ServiceError('InvalidParameter', `Invalid parameter: ${name}`);
    return value;
  }

  /** The prefixes of the members of a list: `Tags.member` → `Tags.member.1`, `Tags.member.2`, … */
  members(prefix: string): string[] {
    const found = new Set<number>();
    for (const key of this.#fields.keys()) {
      const number = key.startsWith(`${prefix}.`) ? /^\d{1,4}/.exec(key.slice(prefix.length + 1))?.[0] : undefined;
      if (number) found.add(Number(number));
    }
    return [...found].sort((a, b) => a - b).map(number => `${prefix}.${number}`);
  }

  /** A map written as `prefix.entry.N.key` and `prefix.entry.N.value`. */
  map(prefix: string): Record<string, string> {
    const pairs = this.members(`${prefix}.entry`).map(entry => [
      this.need(`${entry}.key`),
      this.need(`${entry}.value`),
    ]);
    return Object.fromEntries(pairs);
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(this.#fields);
  }
}

export type QueryOperations = Readonly<Record<string, (form: Form) => XmlChildren | undefined>>;

/** The AWS Query protocol: a form in, XML out. */
export function queryProtocol(
  service: Service,
  namespace: string,
  operations: QueryOperations,
  faults: Faults,
): Handler {
  return async request => {
    const form = new Form(request.body.toString('utf8'));
    try {
      const operation = form.get('Action') ?? '';
      const run = request.method === 'POST' && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (!run) throw new ServiceError('InvalidAction', 'The local server does not know this operation.');
      const lost = await breakOnPurpose(faults, { service, operation, input: form.toObject() });
      const result = run(form) ?? {};
      if (lost) return { status: 200, cut: true };
      const content = { [`${operation}Result`]: result, ResponseMetadata: { RequestId: randomUUID() } };
      return xmlReply(200, writeXml({ [`${operation}Response xmlns="${namespace}"`]: content }));
    } catch (error) {
      if (error instanceof ServiceError) return queryError(namespace, error);
      throw error;
    }
  };
}

export function queryError(namespace: string, { code, message, status }: ServiceError): Reply {
  const fault = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
  return xmlReply(
    status,
    writeXml({ [`ErrorResponse xmlns="${namespace}"`]: { Error: fault, RequestId: randomUUID() } }),
  );
}

const xmlReply = (status: number, body: string): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });
