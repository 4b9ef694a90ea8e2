/** As ports/keys.ts has it: a keyed hash of purpose and parts. */
export type Hash = (
  purpose: 'document' | 'subject' | 'object' | 'lineage' | 'sender',
  ...parts: readonly string[]
) => string;

/** The same bytes from the same source are the same document; from another source they are another's. */
export const documentIdOf = (hash: Hash, source: string, sha256: string): string => hash('document', source, sha256);

/** For an object whose bytes are not read: too large, or not known to be free of malware. */
export const unreadDocumentIdOf = (hash: Hash, source: string, objectId: string): string =>
  hash('document', source, 'object', objectId);

/** One object version. Without a version id the etag tells the contents of one key apart, as far as it can. */
export const objectIdOf = (hash: Hash, object: { key: string; versionId?: string; etag?: string }): string =>
  hash('object', object.key, object.versionId ?? object.etag ?? '');

/** All files that were ever under one key. */
export const lineageIdOf = (hash: Hash, key: string): string => hash('lineage', key);

/** One person's documents, by the strongest contact; a document without any has a subject of its own. */
export const subjectIdOf = (
  hash: Hash,
  documentId: string,
  contact: { type: string; normalised: string } | undefined,
): string => (contact ? hash('subject', contact.type, contact.normalised) : hash('subject', 'document', documentId));

export const INTAKE_PREFIX = 'intake/';
export const MAIL_PREFIX = 'mail/';

/** Parts of mails: `intake/mail/<hash of the sender>/<mail>-<number>`. */
const PART = /^intake\/mail\/([0-9a-f]{32})\/([0-9a-f]{32})-\d+$/;

/**
 * The source that an object's key names: `intake/<source>/…`; `mail` for what the mail server stored, and `mail.<hash>`
 * for the parts of mails, so that the same file sent by two people stays two documents.
 * Only a slug is taken as it is; anything else (a person's name with spaces, say) is hashed, because the source is shown
 * in records and events.
 * @returns undefined for a key outside both prefixes.
 */
export function sourceOf(hash: Hash, key: string): string | undefined {
  if (key.startsWith(MAIL_PREFIX)) return 'mail';
  if (!key.startsWith(INTAKE_PREFIX)) return undefined;
  const part = PART.exec(key);
  if (part) return `mail.${part[1]}`;
  const end = key.indexOf('/', INTAKE_PREFIX.length);
  const name = end < 0 ? 'default' : key.slice(INTAKE_PREFIX.length, end);
  return /^[a-z0-9][a-z0-9._-]{0,63}$/.test(name) && !name.startsWith('mail.') ? name : hash('sender', 'source', name);
}

/** The key of a mail's part, the same each time the mail is unpacked; from 1. */
export const mailPartKey = (sender: string, mailId: string, part: number): string =>
  `${INTAKE_PREFIX}mail/${sender}/${mailId}-${part}`;

/** The mail that a part's key names: what an erasure of the part has to reach as well. */
export const mailOfPart = (key: string): string | undefined => PART.exec(key)?.[2];

const SEQUENCER_DIGITS = 64;

/**
 * S3's `sequencer` orders the events of one key: hex of varying length, compared after padding on the right. The result
 * is comparable as a string. Where an event has none (GuardDuty's), the object's time stands in, in the form that S3's
 * own sequencers begin with (seconds since 1970): coarse, but of one order with the others.
 */
export function sequencerOf(sequencer: string | undefined, lastModified: string): string {
  const hex =
    sequencer && /^[0-9A-Fa-f]{1,64}$/.test(sequencer)
      ? sequencer
      : `00${Math.max(0, Math.floor(Date.parse(lastModified) / 1000) || 0)
          .toString(16)
          .padStart(8, '0')}`;
  return hex.toUpperCase().padEnd(SEQUENCER_DIGITS, '0');
}

/**
 * The trace that an object's way belongs to: the uploader's, when the object carries a `traceparent`, else one made of
 * the object's own id, so that every step and every retry finds the same.
 */
export function traceOf(traceparent: string | undefined, objectId: string): string {
  const given = traceparent && /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent)?.[1];
  return given && !/^0+$/.test(given) ? given : objectId;
}
