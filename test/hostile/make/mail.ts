export interface Part {
  type: string;
  body: string | Uint8Array;
  headers?: readonly string[];
}

const CRLF = '\r\n';

const DEFAULTS = [
  'From: Jordan Sample <jordan.sample@example.com>',
  'To: jobs@example.org',
  'Subject: Application',
  'Date: Mon, 02 Feb 2026 10:00:00 +0000',
  'Message-ID: <1@example.com>',
  'MIME-Version: 1.0',
];

/** A mail of several parts; texts as they are, bytes in Base64. */
export function mail(parts: readonly Part[], headers: readonly string[] = DEFAULTS, boundary = 'b0undary'): Buffer {
  const lines = [...headers, `Content-Type: multipart/mixed; boundary="${boundary}"`, ''];
  const chunks: Buffer[] = [Buffer.from(lines.join(CRLF) + CRLF, 'latin1')];
  for (const { type, body, headers: own = [] } of parts) {
    const encoding = typeof body === 'string' ? [] : ['Content-Transfer-Encoding: base64'];
    const text = typeof body === 'string' ? body : Buffer.from(body).toString('base64').replace(/.{76}/g, `$&${CRLF}`);
    chunks.push(Buffer.from([`--${boundary}`, `Content-Type: ${type}`, ...encoding, ...own, '', text, ''].join(CRLF)));
  }
  chunks.push(Buffer.from(`--${boundary}--${CRLF}`));
  return Buffer.concat(chunks);
}

/** A mail with only a body. */
export const plainMail = (body: string | Buffer, headers: readonly string[] = [], charset = 'utf-8'): Buffer =>
  Buffer.concat([
    Buffer.from([...headers, ...DEFAULTS, `Content-Type: text/plain; charset=${charset}`, '', ''].join(CRLF)),
    Buffer.from(body as Buffer),
  ]);

export const attachment = (name: string, body: Uint8Array, type = 'application/octet-stream'): Part => ({
  type,
  body,
  headers: [`Content-Disposition: attachment; filename="${name}"`],
});

/** A mail in a mail in a mail. */
export function nestedMail(depth: number, innermost: Part): Buffer {
  let inner = mail([innermost], DEFAULTS, `level0`);
  for (let i = 1; i < depth; i++)
    inner = mail([{ type: 'message/rfc822', body: inner.toString('latin1') }], DEFAULTS, `level${i}`);
  return inner;
}

/** Multiparts in multiparts. */
export function nestedParts(depth: number): Buffer {
  let body = `Content-Type: text/plain${CRLF}${CRLF}deep${CRLF}`;
  for (let i = depth; i > 0; i--)
    body = `Content-Type: multipart/mixed; boundary="n${i}"${CRLF}${CRLF}--n${i}${CRLF}${body}--n${i}--${CRLF}`;
  return Buffer.from(DEFAULTS.join(CRLF) + CRLF + body);
}
