import type { MailFacts, Verdict } from '../../ports/reader.ts';
import { type HeaderField, headerFields } from './mail-header.ts';

/** What the pipeline may know of a mail. `sender` and `recipients` are personal data: in memory only. */
export interface MailDetails extends MailFacts {
  /** One `From` with one address, and DMARC (or DKIM where there is no DMARC) says that it is theirs. */
  readonly senderVerified: boolean;
  /** Whether the body is the document, there being no attachment. */
  readonly bodyUsed: boolean;
  /** Parts left out: logos, signatures, invitations. */
  readonly leftOut: number;
  /** Mails within the mail. */
  readonly nested: number;
}

/**
 * Verdicts and sender of a mail.
 *
 * SES puts its fields in front of what the sender wrote, so only the first field of a name is SES's; a sender who adds
 * "X-SES-Virus-Verdict: PASS" of their own comes second. The fields are read from the bytes, not from a decoder: an
 * encoded word like =?utf-8?q?boss=40example.com=3E?= decodes to an address that no server has seen.
 */
export function mailFacts(bytes: Uint8Array): MailFacts & Pick<MailDetails, 'senderVerified'> {
  const fields = headerFields(bytes.subarray(0, 2 * 1024 * 1024));
  const results = first(fields, 'authentication-results');
  const dkim = authentication(results, 'dkim');
  const dmarc = authentication(results, 'dmarc');
  const senders = fields.filter(({ name }) => name === 'from');
  const [sender, ...more] = addressesOf(senders[0]?.value ?? '');
  const authentic = dmarc === 'pass' || (dmarc === 'unknown' && dkim === 'pass');
  return {
    virus: verdict(first(fields, 'x-ses-virus-verdict')),
    spam: verdict(first(fields, 'x-ses-spam-verdict')),
    spf: authentication(results, 'spf'),
    dkim,
    dmarc,
    ...(sender !== undefined && { sender }),
    senderVerified: senders.length === 1 && sender !== undefined && more.length === 0 && authentic,
    recipients: recipientsOf(fields),
  };
}

/** Whom the receiving server says it is for, and whom the sender says. */
function recipientsOf(fields: readonly HeaderField[]): string[] {
  const envelope = /\bfor\s+<?([^\s<>;]+@[^\s<>;]+)/.exec(first(fields, 'received'))?.[1];
  const named = fields.filter(({ name }) => name === 'to' || name === 'cc' || name === 'delivered-to');
  return [...new Set([...(envelope ? [envelope] : []), ...named.flatMap(({ value }) => addressesOf(value))])];
}

const first = (fields: readonly HeaderField[], name: string): string =>
  fields.find(field => field.name === name)?.value ?? '';

function verdict(value: string): Verdict {
  const word = value.toLowerCase();
  return word === 'pass' || word === 'fail' ? word : 'unknown';
}

/** RFC 8601: `spf=pass (…) smtp.mailfrom=…; dkim=fail …`. Comments may quote the sender and are cut out first. */
function authentication(results: string, method: 'spf' | 'dkim' | 'dmarc'): Verdict {
  const plain = results.replace(/\([^()]*\)|"[^"]*"/g, ' ').toLowerCase();
  const word = new RegExp(`(?:^|;)\\s*${method}\\s*=\\s*([a-z]+)`).exec(plain)?.[1];
  if (word === undefined || word === 'none' || word === 'neutral') return 'unknown';
  if (word === 'softfail' || word === 'temperror' || word === 'permerror') return 'unknown';
  return word === 'pass' ? 'pass' : 'fail';
}

/** Addresses outside quotes, comments and encoded words; in angle brackets when there are any. */
function addressesOf(value: string): string[] {
  const plain = value.replace(/"(?:[^"\\]|\\.)*"|=\?[^?]*\?[^?]*\?[^?]*\?=|\([^()]*\)/g, ' ');
  const inBrackets = [...plain.matchAll(/<([^<>]*)>/g)].map(([, address]) => address!.trim());
  const candidates = inBrackets.length > 0 ? inBrackets : plain.split(/[\s,;]+/);
  return candidates.filter(address => /^[\x21-\x3F\x41-\x7E]{1,64}@[A-Za-z0-9.-]{1,253}$/.test(address));
}
