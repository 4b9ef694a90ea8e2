import * as z from 'zod/mini';
import { FAILURES, type FailureCode, NOTES, type NoteCode } from '../core/codes.ts';

/**
 * The events on the bus: CloudEvents 1.0 as EventBridge's `detail`, the `type` repeated as detail-type. They carry ids,
 * counts and codes, and where the record lies; the text itself is fetched from there under the consumer's own rights.
 *
 * Consumers count on: one `id` per document version (or duplicate object), delivered at least once, always with the same
 * content. Fields may be added within `.v1`; none is removed, renamed or made optional (a test compares the schema).
 */

/** A keyed hash: 128 bits in hex. */
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const version = z.int().check(z.minimum(1));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const source = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,80}$/));
const code = z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]]);
const note = z.enum(Object.keys(NOTES) as [NoteCode, ...NoteCode[]]);
const count = z.int().check(z.minimum(0));

/** Where the record lies: the DynamoDB item, the hash of its JSON, and the S3 object with its text when it is long. */
const claim = z.strictObject({
  table: z.string(),
  pk: z.string(),
  sk: z.string(),
  sha256,
  body: z.exactOptional(
    z.strictObject({ bucket: z.string(), key: z.string(), versionId: z.exactOptional(z.string()), sha256 }),
  ),
});

const ingested = z.strictObject({
  documentId: id,
  subjectId: id,
  version,
  source,
  receivedAt: instant,
  languages: z.array(z.enum(['zh', 'en'])),
  redactions: z.record(z.string().check(z.regex(/^[A-Z_]{2,40}$/)), count),
  notes: z.array(note),
  confidence: z.number().check(z.minimum(0), z.maximum(1)),
  record: claim,
});

/** The same bytes came again from the same source; `objectId` tells the arrivals apart. */
const duplicate = z.strictObject({ documentId: id, version, objectId: id });

/** A newer file under the same key took the document's place (or was there first). */
const superseded = z.strictObject({ documentId: id, version, by: id });

const failed = z.strictObject({ documentId: id, version, status: z.enum(['rejected', 'quarantined']), code });

/** One for each document that was erased, and one for the subject itself (then without `documentId`). */
const erased = z.strictObject({ documentId: z.exactOptional(id), subjectId: z.exactOptional(id), receiptId: id });

const envelope = {
  specversion: z.literal('1.0'),
  id: z.string().check(z.regex(/^[0-9a-f]{32}(\.[0-9a-z]{1,32}){1,2}$/)),
  source: z.literal('/resume-intake'),
  subject: id,
  time: instant,
  datacontenttype: z.literal('application/json'),
  traceparent: z.string().check(z.regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)),
};

export const resumeEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...envelope, type: z.literal('resume.ingested.v1'), data: ingested }),
  z.strictObject({ ...envelope, type: z.literal('resume.duplicate.v1'), data: duplicate }),
  z.strictObject({ ...envelope, type: z.literal('resume.superseded.v1'), data: superseded }),
  z.strictObject({ ...envelope, type: z.literal('resume.failed.v1'), data: failed }),
  z.strictObject({ ...envelope, type: z.literal('resume.erased.v1'), data: erased }),
]);

export type ResumeEvent = z.infer<typeof resumeEventSchema>;
export type EventType = ResumeEvent['type'];
export type EventOf<T extends EventType> = Extract<ResumeEvent, { type: T }>;

export const EVENT_TYPES = [
  'resume.ingested.v1',
  'resume.duplicate.v1',
  'resume.superseded.v1',
  'resume.failed.v1',
  'resume.erased.v1',
] as const satisfies readonly EventType[];

/** JSON Schema (draft 2020-12) of one event, for consumers in other languages. */
export const eventJsonSchema = () => z.toJSONSchema(resumeEventSchema);
