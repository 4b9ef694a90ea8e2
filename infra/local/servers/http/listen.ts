import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';

export interface Request {
  readonly method: string;
  /** As it came, still encoded: a parsed URL would fold `a/../b`, which is a key of its own in S3. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborts when the caller hangs up, which ends its long poll. */
  readonly signal: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer | Readable;
  /** Break the connection instead of answering. */
  readonly cut?: boolean;
}

export type Handler = (request: Request) => Reply | Promise<Reply>;

export interface Listener {
  readonly url: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Bytes of a request's body. */
  readonly maxBody: number;
  /** The error answer of the service's protocol. */
  refuse(code: string, message: string, status: number): Reply;
}

const LOOPBACK = /^(?:[a-z0-9.-]+\.)?localhost(?::\d+)?$|^127\.0\.0\.1(?::\d+)?$|^\[::1\](?::\d+)?$/i;

export async function listen(handler: Handler, options: ListenOptions): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, handler, options).catch(() => outgoing.destroy());
  });
  // A server that closes an idle connection races with the SDK, which reuses it: a spurious ECONNRESET under load.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler, options: ListenOptions) {
  const refusal = gate(incoming, options);
  if (refusal) {
    incoming.resume();
    return send(incoming, outgoing, refusal);
  }
  const body = await readBody(incoming, options.maxBody);
  if (!body) {
    incoming.resume();
    return send(incoming, outgoing, options.refuse('EntityTooLarge', 'The request is larger than the limit.', 413));
  }
  const hungUp = new AbortController();
  // Only while it waits: to abort every finished request would make an error object, stack and all, for each.
  const onClose = () => hungUp.abort();
  outgoing.once('close', onClose);
  let reply: Reply;
  try {
    const { method = '', url = '/', headers } = incoming;
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
    reply = await handler({ method, path, query, headers, body, signal: hungUp.signal });
  } catch {
    // The thrown error may quote the request; the caller gets a code and nothing of the content.
    reply = options.refuse('InternalFailure', 'The local server failed.', 500);
  }
  outgoing.off('close', onClose);
  send(incoming, outgoing, reply);
}

/**
 * A web page can make a browser post to any loopback port. Two facts keep it out: after DNS rebinding the Host is the
 * page's own name, and a page cannot add an Authorization header without a preflight that is never answered.
 */
function gate(incoming: IncomingMessage, options: ListenOptions): Reply | undefined {
  if (!LOOPBACK.test(incoming.headers.host ?? '')) return options.refuse('AccessDenied', 'Not a loopback host.', 403);
  const signed = incoming.headers.authorization?.startsWith('AWS4-') || /[?&]X-Amz-Signature=/.test(incoming.url ?? '');
  return signed ? undefined : options.refuse('MissingAuthenticationToken', 'The request is not signed.', 403);
}

/** The whole body; undefined if it is larger than the limit. Rejects when the caller hangs up in the middle. */
function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Listeners, not `for await`: every call of every server comes by here.
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) resolve(undefined);
      else chunks.push(chunk);
    });
    incoming.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    incoming.once('error', reject);
  });
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, reply: Reply): void {
  const { body = '' } = reply;
  if (reply.cut) {
    if (body instanceof Readable) body.destroy();
    incoming.socket.destroy();
    return;
  }
  const length = body instanceof Readable ? {} : { 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(reply.status, { ...length, 'x-amzn-requestid': randomUUID(), ...reply.headers });
  if (incoming.method === 'HEAD') outgoing.end();
  // Ends both sides when one breaks: a pipe alone would leave the file open when the caller hangs up.
  else if (body instanceof Readable) pipeline(body, outgoing, () => {});
  else outgoing.end(body);
}
