import { createHash } from 'node:crypto';
import { DocumentError, type NoteCode } from '../core/codes.ts';
import { documentIdOf, MAIL_PREFIX, mailPartKey } from '../core/pipeline/identity.ts';
import type { DocumentRow } from '../core/pipeline/items.ts';
import type { MailFacts, Opened } from '../ports/index.ts';
import type { ArrivalPorts } from './arrival.ts';
import { instant, tell } from './change.ts';
import type { Settings } from './settings.ts';

/**
 * A mail becomes one document for each attachment: an object of its own in the intake bucket, from which everything goes
 * on as for an upload. Keys are made of hashed ids: neither the sender nor a file's name is in them.
 * @throws DocumentError when the mail is not let in.
 */
export async function unpack(
  ports: ArrivalPorts,
  settings: Settings,
  row: DocumentRow,
  { attachments, facts }: Extract<Opened, { kind: 'mail' }>,
): Promise<void> {
  // 1. Whether it is let in. Only the mail server's verdicts count: in an uploaded file anybody can have written them.
  const received = row.object.key.startsWith(MAIL_PREFIX);
  if (received) admit(settings, facts);
  if (!attachments.length) throw new DocumentError('NO_DOCUMENT_IN_MAIL');
  // 2. Whose it is: the sender's address as a keyed hash, so that one file sent by two people stays two documents.
  const hash = await ports.keys.hasher();
  const sender = hash('sender', received ? (facts.sender?.toLowerCase() ?? '') : row.source);
  const notes: NoteCode[] = received && !verified(facts) ? ['SENDER_UNVERIFIED'] : [];
  const metadata = { traceparent: `00-${row.trace}-${row.trace.slice(0, 16)}-01`, notes: notes.join(' ') };
  // 3. One object for each part, the same key each time this runs.
  const parts: string[] = [];
  for (const [i, { bytes }] of attachments.entries()) {
    await ports.intake.put(mailPartKey(sender, row.documentId, i + 1), bytes, { ifAbsent: true, metadata });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    parts.push(documentIdOf(hash, `mail.${sender}`, sha256));
  }
  const { documentId, version } = row;
  await tell(ports, documentId, { is: 'unpacked', at: instant(ports), version, parts: [...new Set(parts)] }, row);
}

function admit({ recipients }: Settings, facts: MailFacts): void {
  if (facts.virus === 'fail') throw new DocumentError('MALWARE');
  if (facts.spam === 'fail') throw new DocumentError('SPAM');
  if (!recipients.length) return;
  const allowed = new Set(recipients.map(address => address.toLowerCase()));
  if (!facts.recipients.some(address => allowed.has(address.toLowerCase())))
    throw new DocumentError('RECIPIENT_NOT_ALLOWED');
}

const verified = ({ senderVerified, spf, dkim, dmarc }: MailFacts): boolean =>
  senderVerified ?? [spf, dkim, dmarc].includes('pass');
