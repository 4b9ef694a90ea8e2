import { ServiceError } from '../http/service-error.ts';

/** A request body as the caller meant it, with the headers that came behind it. */
export interface Decoded {
  readonly body: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

/** Whether the body is in chunks of S3's own, inside whatever HTTP does. */
export const isChunked = (headers: Readonly<Record<string, unknown>>): boolean =>
  String(headers['content-encoding'] ?? '').includes('aws-chunked') ||
  String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');

/**
 * Undoes aws-chunked: `size[;chunk-signature=…]CRLF bytes CRLF`, a chunk of size 0, then trailers. A body that ends
 * early or has other bytes than it says is refused, since a truncated résumé would look like a short one.
 */
export function decodeChunked(raw: Buffer, headers: Readonly<Record<string, unknown>>): Decoded {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const size = end < 0 ? undefined : /^([\da-f]{1,8})(?:;[^\r\n]*)?$/i.exec(raw.toString('latin1', at, end))?.[1];
    if (size === undefined) throw incomplete();
    const start = end + 2;
    const length = Number.parseInt(size, 16);
    if (length === 0) {
      at = start;
      break;
    }
    if (raw.toString('latin1', start + length, start + length + 2) !== '\r\n') throw incomplete();
    chunks.push(raw.subarray(start, start + length));
    at = start + length + 2;
  }
  const body = Buffer.concat(chunks);
  const expected = headers['x-amz-decoded-content-length'];
  if (expected !== undefined && Number(expected) !== body.length) throw incomplete();
  return { body, trailers: readTrailers(raw.toString('latin1', at), headers) };
}

function readTrailers(text: string, headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const promised = String(headers['x-amz-trailer'] ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(Boolean);
  if (promised.some(name => !Object.hasOwn(trailers, name))) {
    throw new ServiceError('MalformedTrailerError', 'The request contained trailing data that was not well-formed.');
  }
  return trailers;
}

const incomplete = () =>
  new ServiceError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the Content-Length HTTP header.',
  );
