import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { DocumentError } from '../../core/codes.ts';
import { latin1 } from './bytes.ts';
import { htmlToText } from './html.ts';
import type { Limits } from './limits.ts';
import { type MailDetails, mailFacts } from './mail-facts.ts';
import { decodeText } from './text.ts';

/** A document that came in a mail. The name may hold anything and stays in memory. */
export interface MailDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Mail {
  readonly attachments: readonly MailDocument[];
  readonly facts: MailDetails;
}

/** Parts that mail programs add by themselves: signatures, keys, invitations, cards, reports. Nobody sent them to be read. */
const ADDED = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'application/pgp-keys',
  'application/pgp-encrypted',
  'text/calendar',
  'application/ics',
  'text/vcard',
  'text/x-vcard',
  'message/delivery-status',
  'message/disposition-notification',
  'message/global-delivery-status',
  'text/rfc822-headers',
]);

/** A picture shown in the text: a logo, a signature, a tracking pixel. A photographed page is larger. */
const LOGO_BYTES = 60_000;

/** A body shorter than this introduces a résumé but is none; counted in letters, and an ideograph says as much as three. */
const BODY_LEAST = 200;

const lengthOf = (body: string): number =>
  body.replace(/\s/g, '').length + 2 * (body.match(/\p{Script=Han}/gu)?.length ?? 0);

/**
 * The documents of a mail: its attachments, those of mails within it, or the body when that is all there is.
 * @throws DocumentError MAIL_TOO_DEEP, MAIL_TOO_COMPLEX; NO_DOCUMENT_IN_MAIL when nothing is left to read.
 */
export async function readMail(bytes: Uint8Array, limits: Limits): Promise<Mail> {
  refuseCrowded(bytes, limits);
  const found: Found = { attachments: [], bodies: [], left: 0, parts: 0, nested: 0 };
  await collect(bytes, 1, found, limits);
  const body = found.bodies.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const attachments = [...found.attachments];
  const bodyUsed = attachments.length === 0 && lengthOf(body) >= BODY_LEAST;
  if (bodyUsed) attachments.push({ name: 'body.txt', bytes: new TextEncoder().encode(body) });
  if (attachments.length === 0) throw new DocumentError('NO_DOCUMENT_IN_MAIL');
  const { left, nested } = found;
  return { attachments, facts: { ...mailFacts(bytes), bodyUsed, leftOut: left, nested } };
}

interface Found {
  readonly attachments: MailDocument[];
  readonly bodies: string[];
  left: number;
  parts: number;
  nested: number;
}

async function collect(bytes: Uint8Array, depth: number, found: Found, limits: Limits): Promise<void> {
  const mail = await parse(bytes, limits);
  found.parts += mail.attachments.length;
  if (found.parts > limits.mailParts) throw new DocumentError('MAIL_TOO_COMPLEX');
  found.bodies.push(await bodyOf(mail, bytes, limits));
  for (const attachment of mail.attachments) {
    const content = contentOf(attachment);
    if (attachment.mimeType === 'message/rfc822' && !/\.(?:pdf|docx|png|jpe?g|tiff?|txt)$/i.test(nameOf(attachment))) {
      // Mails are unpacked here and not by the parser, which would stop at its depth and go on without a word.
      if (depth >= limits.mailDepth) throw new DocumentError('MAIL_TOO_DEEP');
      found.nested++;
      await collect(content, depth + 1, found, limits);
    } else if (isDocument(attachment, content)) found.attachments.push({ name: nameOf(attachment), bytes: content });
    else found.left++;
  }
}

async function parse(bytes: Uint8Array, limits: Limits): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: limits.mimeDepth,
      maxHeadersSize: limits.mailHeaderBytes,
    });
  } catch (error) {
    // The parser has no error codes; its sentences are its own and hold nothing of the mail.
    const deep = error instanceof Error && /nesting/i.test(error.message);
    throw new DocumentError(deep ? 'MAIL_TOO_DEEP' : 'MAIL_TOO_COMPLEX');
  }
}

/**
 * The text of the mail. A label that names the wrong charset damages it; then the mail is parsed once more with a label
 * under which each byte above ASCII becomes one private-use character (WHATWG Encoding, x-user-defined), and the
 * bytes, had back from these, are decoded by what they look like.
 */
async function bodyOf(mail: Email, bytes: Uint8Array, limits: Limits): Promise<string> {
  const text = textOf(mail);
  const damaged = text.match(/\uFFFD/g)?.length ?? 0;
  if (damaged <= text.length / 100) return text;
  const relabelled = latin1(bytes, 0, bytes.length).replace(/(charset\s*=\s*)"?[\w.:-]+"?/gi, '$1x-user-defined');
  const again = textOf(await parse(Buffer.from(relabelled, 'latin1'), limits));
  if (/[^\x00-\x7F\uF780-\uF7FF]/.test(again)) return text; // parts of several charsets, or an HTML entity
  const decoded = decodeText(
    Buffer.from(
      again.replace(/[\uF780-\uF7FF]/g, byte => String.fromCharCode(byte.charCodeAt(0) & 0xff)),
      'latin1',
    ),
  );
  return decoded.damaged < damaged ? decoded.text : text;
}

const textOf = ({ text, html }: Email): string => text ?? htmlToText(html ?? '');

const nameOf = ({ filename }: Attachment): string => filename ?? '';

const contentOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);

function isDocument({ mimeType, related, disposition, contentId }: Attachment, content: Uint8Array): boolean {
  if (ADDED.has(mimeType) || content.length === 0) return false;
  const inline = related === true || (disposition === 'inline' && contentId !== undefined);
  return !(inline && mimeType.startsWith('image/') && content.length < LOGO_BYTES);
}

/**
 * Part boundaries are counted before anything is built from them: each costs the parser a hundred times its bytes.
 * A line that begins with two hyphens is counted even if it is none; signatures have one such line.
 */
function refuseCrowded(bytes: Uint8Array, limits: Limits): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > limits.mailBytes) throw new DocumentError('TOO_LARGE');
  const most = limits.mailParts * 4;
  for (let at = buffer.indexOf('\n--'), n = 0; at >= 0; at = buffer.indexOf('\n--', at + 3))
    if (++n > most) throw new DocumentError('MAIL_TOO_COMPLEX');
}
