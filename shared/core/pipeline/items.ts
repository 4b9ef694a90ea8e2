import type { FailureCode, NoteCode } from '../codes.ts';
import type { EventDraft } from './event-draft.ts';
import type { Item, Key } from './item.ts';
import type { Status } from './status.ts';

/**
 * What lies where. Table **documents** (stream on; the publisher takes keys from it and reads the rows itself, so the
 * stream may be KEYS_ONLY and then holds no copy of anything that an erasure would have to reach):
 *
 * | pk | sk | item | listing |
 * |---|---|---|---|
 * | `document#<documentId>` | `status` | DocumentRow | underway, stored, mail, failed, superseded, doomed (erased a short while ago), erased |
 * | `document#<documentId>` | `record` | RecordRow | – |
 * | `document#<documentId>` | `arrival#<objectId>` | ArrivalRow | doomed (when it came after an erasure) |
 * | `document#<documentId>`, `subject#<subjectId>` | `outbox#<eventId>` | OutboxRow, gone once published | outbox |
 * | `lineage#<lineageId>` | `head` | LineageRow | – |
 * | `subject#<subjectId>` | `document#<documentId>` | SubjectLink | – |
 * | `subject#<subjectId>` | `tombstone` | Tombstone | erasing, then tombstone |
 * | `object#<objectId>` | `scan` | ScanRow (malware gate) | scanning |
 * | `quota#textract` | `leases` | QuotaRow | – |
 *
 * Table **vault** (its own key policy and roles; it can be restored apart from documents, so each table has its own copy
 * of the tombstones, and the one re-applies what the other has lost):
 *
 * | pk | sk | item | listing |
 * |---|---|---|---|
 * | `subject#<subjectId>` | `key` | DataKeyRow | – |
 * | `document#<documentId>` | `contacts` | ContactsRow | – |
 * | `subject#<subjectId>`, `document#<documentId>` | `tombstone` | Tombstone | tombstone |
 * | `tombstones` | pk of the tombstone | Tombstone: the list of them, for a restore | – |
 * | `document#<documentId>` | `audit#<at>#<requestId>` | AuditRow | – |
 */

/** One object version in the intake bucket. The key may hold a file's name: it goes to no log, event or message. */
export interface Source {
  readonly key: string;
  readonly versionId?: string;
  readonly etag?: string;
}

export interface TimelineEntry {
  readonly status: Status;
  /** ISO 8601, our clock. */
  readonly at: string;
  readonly version: number;
  readonly code?: FailureCode;
}

/** What OCR is still to do. */
export interface OcrState {
  /** Every page that OCR reads, from 1. */
  readonly pages: readonly number[];
  /** Page number (as a string: a map's key) → the engine that shall read it. */
  readonly waiting: Readonly<Record<string, 'textract' | 'paddle'>>;
  /** Whether Textract reads the one page at once, or a whole file as a job. */
  readonly mode: 'detect' | 'job';
  readonly jobId?: string;
  /** Some page went from Textract to the local engine. */
  readonly rerouted?: boolean;
}

export interface DocumentRow extends Item {
  readonly kind: 'document' | 'mail';
  readonly documentId: string;
  /** From 1; one more each time a superseded document comes back as the newest. */
  readonly version: number;
  readonly status: Status;
  readonly code?: FailureCode;
  readonly source: string;
  readonly object: Source;
  readonly objectId: string;
  readonly lineageId: string;
  /** Comparable as a string; see identity.ts. */
  readonly sequencer: string;
  readonly receivedAt: string;
  readonly changedAt: string;
  readonly timeline: readonly TimelineEntry[];
  /** Trace id of W3C trace context, 32 hex digits. */
  readonly trace: string;
  readonly notes: readonly NoteCode[];
  /** The mail that the document came in. */
  readonly parent?: string;
  /** The documents that a mail held. */
  readonly parts?: readonly string[];
  readonly ocr?: OcrState;
  /** Some page went through OCR, so that there are more texts than the reading. */
  readonly scanned?: boolean;
  readonly subjectId?: string;
  /** The document that superseded this one. */
  readonly by?: string;
  readonly receiptId?: string;
  /** How often the sweep has pushed it since it last moved. */
  readonly sweeps: number;
}

/** A further object with bytes that were known already. */
export interface ArrivalRow extends Item {
  readonly documentId: string;
  /** The mail that the object came in. */
  readonly parent?: string;
  readonly objectId: string;
  readonly object: Source;
  readonly status: 'duplicate' | 'erased';
  readonly at: string;
}

export interface RecordRow extends Item {
  readonly documentId: string;
  readonly version: number;
  /** The record of contracts/record.ts; absent when `body` holds the whole of it. */
  readonly record?: unknown;
  /** Where the record's JSON lies when even without its text it is too long for an item. */
  readonly body?: { readonly bucket: string; readonly key: string; readonly sha256: string };
}

export interface OutboxRow extends Item {
  readonly eventId: string;
  readonly event: EventDraft;
  /** `time` of the event. */
  readonly at: string;
  readonly trace: string;
}

export interface LineageRow extends Item {
  readonly documentId: string;
  readonly version: number;
  readonly sequencer: string;
}

export interface SubjectLink extends Item {
  readonly documentId: string;
}

export interface Tombstone extends Item {
  readonly subjectId?: string;
  readonly documentId?: string;
  readonly receiptId: string;
  readonly at: string;
  /** When everything that was there had been deleted; absent while it is under way. */
  readonly doneAt?: string;
  readonly documents: number;
  readonly objects: number;
}

export interface ScanRow extends Item {
  readonly state: 'waiting' | 'decided' | 'done';
  /** What the scan, or the end of waiting for it, said. The first word stands. */
  readonly verdict?: 'clean' | 'malware' | 'not-scanned';
  readonly source: string;
  readonly object: Source;
  readonly objectId: string;
  readonly sequencer: string;
}

export interface QuotaRow extends Item {
  /** Jobs allowed at once, now. */
  readonly limit: number;
  /** Document → when its lease ends, ms since 1970. */
  readonly leases: Readonly<Record<string, number>>;
  /** No new lease before, ms since 1970. */
  readonly notBefore: number;
}

export interface DataKeyRow extends Item {
  /** base64; only KMS with the subject as context opens it. */
  readonly wrapped: string;
}

export interface ContactsRow extends Item {
  readonly subjectId: string;
  readonly version: number;
  /** base64 of nonce, ciphertext and tag. */
  readonly sealed: string;
}

export interface AuditRow extends Item {
  readonly at: string;
  readonly actor: string;
  readonly action: 'reveal' | 'erase';
  readonly requestId: string;
}

const key = <T extends Item>(pk: string, sk: string): Key<T> => ({ pk, sk });

export const documentPartition = (documentId: string): string => `document#${documentId}`;
export const subjectPartition = (subjectId: string): string => `subject#${subjectId}`;

export const documentKey = (documentId: string) => key<DocumentRow>(documentPartition(documentId), 'status');
export const recordKey = (documentId: string) => key<RecordRow>(documentPartition(documentId), 'record');
export const arrivalKey = (documentId: string, objectId: string) =>
  key<ArrivalRow>(documentPartition(documentId), `arrival#${objectId}`);
export const outboxKey = (partition: string, eventId: string) => key<OutboxRow>(partition, `outbox#${eventId}`);
export const lineageKey = (lineageId: string) => key<LineageRow>(`lineage#${lineageId}`, 'head');
export const linkKey = (subjectId: string, documentId: string) =>
  key<SubjectLink>(subjectPartition(subjectId), `document#${documentId}`);
export const subjectTombstoneKey = (subjectId: string) => key<Tombstone>(subjectPartition(subjectId), 'tombstone');
export const documentTombstoneKey = (documentId: string) => key<Tombstone>(documentPartition(documentId), 'tombstone');
export const scanKey = (objectId: string) => key<ScanRow>(`object#${objectId}`, 'scan');
export const quotaKey = () => key<QuotaRow>('quota#textract', 'leases');
export const dataKeyKey = (subjectId: string) => key<DataKeyRow>(subjectPartition(subjectId), 'key');
export const contactsKey = (documentId: string) => key<ContactsRow>(documentPartition(documentId), 'contacts');
export const auditKey = (documentId: string, at: string, requestId: string) =>
  key<AuditRow>(documentPartition(documentId), `audit#${at}#${requestId}`);

/** `sk` prefix of the rows that the publisher looks for in the stream. */
export const OUTBOX_PREFIX = 'outbox#';

/** Keys of the text bucket. */
export const textPrefix = (documentId: string): string => `text/${documentId}/`;
/** Of one version alone: a later version of the same document has its own. */
export const versionPrefix = (documentId: string, version: number): string => `text/${documentId}/${version}/`;
export const readingObject = (documentId: string, version: number): string => `text/${documentId}/${version}/reading`;
export const pageObject = (documentId: string, version: number, page: number): string =>
  `text/${documentId}/${version}/page-${page}`;
/** A copy under a hashed key for Textract, whose notices quote the key. */
export const originalObject = (documentId: string, version: number): string => `text/${documentId}/${version}/original`;
export const bodyPrefix = (documentId: string): string => `body/${documentId}/`;
export const bodyObject = (documentId: string, version: number): string => `body/${documentId}/${version}`;
