import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from '../faults.ts';
import type { Handler, Reply, Request } from '../http/listen.ts';
import { ServiceError } from '../http/service-error.ts';
import { writeXml, type XmlChildren } from '../http/xml.ts';
import { ACCOUNT } from '../services.ts';
import { decodeChunked, isChunked } from './chunked.ts';

export interface S3Request {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Route {
  readonly operation: string;
  readonly method: string;
  readonly scope: 'service' | 'bucket' | 'object';
  /** Query parameters that make it this operation. */
  readonly needs?: readonly string[];
  /** Query parameters that it understands besides. */
  readonly takes?: readonly string[];
  /** A header whose presence makes it this operation; routes that have one come first. */
  readonly header?: string;
  run(request: S3Request): Reply | Promise<Reply>;
}

/** Parameters of the SDK and of presigned URLs, which change nothing about what is asked. */
const isNeutral = (name: string) => name === 'x-id' || /^x-amz-(?!copy)/i.test(name);

/** Headers that ask for something this server does not do; to pass over one would be a wrong yes. */
const REFUSED = /^x-amz-(?:object-lock|grant|write-offset|website|request-payer)/;

export function s3Router(routes: readonly Route[], faults: Faults): Handler {
  return async request => {
    try {
      const parsed = parseRequest(request);
      const route = findRoute(routes, request.method, parsed);
      const { bucket, key } = parsed;
      const lost = await breakOnPurpose(faults, route.operation, { Bucket: bucket, Key: key });
      const reply = await route.run(parsed);
      return lost
        ? { ...reply, cut: true }
        : { ...reply, headers: { 'x-amz-request-id': requestId(), ...reply.headers } };
    } catch (error) {
      if (error instanceof ServiceError) return s3Error(error);
      throw error;
    }
  };
}

async function breakOnPurpose(
  faults: Faults,
  operation: string,
  input: { Bucket: string; Key: string },
): Promise<boolean> {
  const fault = faults.call?.({ service: 's3', operation, input });
  if (!fault) return false;
  if (fault.kind === 'error')
    throw new ServiceError(fault.code, fault.message ?? 'Injected fault.', fault.status ?? 503);
  if (fault.kind === 'delay') await sleep(fault.ms);
  return fault.kind === 'lost-answer';
}

function parseRequest({ path, query, headers, body }: Request): S3Request {
  // Under a name instead of an address, SDKs put the bucket into the host: `bucket.localhost`.
  const host = /^([a-z\d][a-z\d.-]*)\.localhost(?::\d+)?$/.exec(headers.host ?? '')?.[1];
  const [, bucket = '', ...rest] = (host === undefined ? path : `/${host}${path}`).split('/');
  const key = decode(rest.join('/'));
  if (Buffer.byteLength(key) > 1024) throw new ServiceError('KeyTooLongError', 'Your key is too long');
  const found = Object.keys(headers).find(name => REFUSED.test(name));
  if (found) throw notImplemented(`the header ${found}`);
  const owner = headers['x-amz-expected-bucket-owner'];
  if (owner !== undefined && owner !== ACCOUNT) throw new ServiceError('AccessDenied', 'Access Denied', 403);
  const decoded = isChunked(headers) ? decodeChunked(body, headers) : { body, trailers: {} };
  return { bucket: decode(bucket), key, query, headers: { ...headers, ...decoded.trailers }, body: decoded.body };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function findRoute(routes: readonly Route[], method: string, { bucket, key, query, headers }: S3Request): Route {
  const scope = key !== '' ? 'object' : bucket !== '' ? 'bucket' : 'service';
  const names = [...new Set(query.keys())].filter(name => !isNeutral(name));
  const route = routes.find(
    ({ needs = [], takes = [], header, ...candidate }) =>
      candidate.method === method &&
      candidate.scope === scope &&
      needs.every(name => names.includes(name)) &&
      names.every(name => needs.includes(name) || takes.includes(name)) &&
      (header === undefined || headers[header] !== undefined),
  );
  if (!route) throw notImplemented(`${method} on a ${scope}${names.length > 0 ? ` with ${names.join(', ')}` : ''}`);
  return route;
}

const notImplemented = (what: string) =>
  new ServiceError('NotImplemented', `The local server does not implement ${what}.`, 501);

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

export const xmlReply = (children: XmlChildren, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: XML_HEAD + writeXml(children),
});

export function s3Error({ code, message, status, fields }: ServiceError): Reply {
  const RequestId = requestId();
  return {
    status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': RequestId,
      ...(fields as Record<string, string>),
    },
    body: XML_HEAD + writeXml({ Error: { Code: code, Message: message, RequestId } }),
  };
}

const requestId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
