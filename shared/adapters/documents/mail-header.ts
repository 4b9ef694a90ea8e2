/** The header of a mail as its bytes stand, before any decoder has touched it. */

export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, undecoded, without line ends. */
  readonly value: string;
}

/** A header that shows nothing of a mail in this many fields is the beginning of some other text. */
const PATIENCE = 64;

/** Fields that only a mail has; a résumé may well begin with "From: 2019" or "Date: …". */
const CERTAIN = new Set(['received', 'mime-version', 'message-id', 'return-path', 'delivered-to', 'dkim-signature']);
const USUAL = new Set(['from', 'to', 'subject', 'date', 'content-type', 'reply-to', 'cc', 'sender', 'x-mailer']);

/** RFC 5322, 3.6.8: printable ASCII without the colon. A byte order mark or no-break space in front makes no field. */
const FIELD = /^([\x21-\x39\x3B-\x7E]{1,128}):(.*)$/s;

/** Whether the bytes begin with the header of a mail: one certain field and a usual one, or three usual ones with an address. */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const names = new Set<string>();
  let [address, lines, certain, usual] = [false, 0, 0, 0];
  for (const line of headerLines(bytes)) {
    if (++lines > PATIENCE && certain + usual === 0) return false;
    const [, name, value] = FIELD.exec(line) ?? [];
    const field = name?.toLowerCase();
    if (field === undefined || names.has(field)) continue;
    names.add(field);
    if (field === 'from' && value?.includes('@')) address = true;
    if (CERTAIN.has(field) || field.startsWith('x-ses-')) certain++;
    if (USUAL.has(field)) usual++;
    if (certain + usual >= 2 && (certain > 0 || (address && names.has('subject')))) return true;
  }
  return false;
}

/**
 * The fields up to the first empty line, in order. A line that is no field is skipped with what it continues: an
 * attacker who hides a second `From` behind a stray character gains nothing by it.
 */
export function headerFields(bytes: Uint8Array): HeaderField[] {
  const fields: { name: string; value: string }[] = [];
  let last: { name: string; value: string } | undefined;
  for (const line of headerLines(bytes)) {
    if (/^[ \t]/.test(line)) {
      if (last) last.value += line;
      continue;
    }
    const match = FIELD.exec(line);
    last = match ? { name: match[1]!.toLowerCase(), value: match[2]! } : undefined;
    if (last) fields.push(last);
  }
  return fields.map(({ name, value }) => ({ name, value: value.replace(/[\r\n\0]+/g, ' ').trim() }));
}

function* headerLines(bytes: Uint8Array): Generator<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = buffer.toString('latin1', 0, 3) === '\xEF\xBB\xBF' ? 3 : 0;
  let first = true;
  while (at < buffer.length) {
    const end = buffer.indexOf(10, at);
    const line = buffer.toString('latin1', at, end < 0 ? buffer.length : end).replace(/\r$/, '');
    at = end < 0 ? buffer.length : end + 1;
    if (line === '') {
      if (first) continue; // empty lines in front of a mail that was saved by hand
      return;
    }
    if (!(first && line.startsWith('From '))) yield line; // the line that mbox files put before each mail
    first = false;
  }
}
