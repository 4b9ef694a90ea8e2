import { createHash } from 'node:crypto';
import { type BodyPointer, type ResumeRecord, resumeRecordSchema } from '../contracts/record.ts';
import { DocumentError, type FailureCode, type NoteCode } from '../core/codes.ts';
import type { Engine, LineFacts, PageReading, Reading } from '../core/document/reading.ts';
import { textOf } from '../core/document/reading.ts';
import { confidenceOf } from '../core/ocr/join-pages.ts';
import type { IngestedData } from '../core/pipeline/event-draft.ts';
import { subjectIdOf } from '../core/pipeline/identity.ts';
import { bodyObject, type DocumentRow, type RecordRow, recordKey } from '../core/pipeline/items.ts';
import type { Hasher, Ports } from '../ports/index.ts';
import type { Settings } from './settings.ts';
import type { Stages } from './stages.ts';
import type { Contact } from './vault.ts';

/** What the core makes of a reading: the record, and what goes to the vault alone. */
export interface Made {
  readonly record: ResumeRecord;
  readonly subjectId: string;
  readonly contacts: readonly Contact[];
}

/** A record that must not be kept, of a subject that is known: its erasure will have to reach the document. */
export class UnfitRecord extends DocumentError {
  readonly subjectId: string;

  constructor(code: FailureCode, subjectId: string) {
    super(code);
    this.subjectId = subjectId;
  }
}

/** Types whose values a recruiter needs to get in touch; everything else that was redacted is not kept anywhere. */
const CONTACTS: ReadonlySet<string> = new Set(['PERSON', 'PHONE', 'EMAIL', 'SOCIAL_ACCOUNT', 'PROFILE_URL']);

/** @throws DocumentError when there is nothing to keep, or something that must not be kept. */
export function makeRecord(stages: Stages, settings: Settings, hash: Hasher, row: DocumentRow, reading: Reading): Made {
  const { text: raw, lines } = textOf(reading);
  const guessed = reading.pages.filter(({ engine }) => engine === 'textract' || engine === 'paddle');
  const certainty = confidenceOf(guessed);
  if (certainty < settings.refuseBelow) throw new DocumentError('LOW_CONFIDENCE');
  // 1. The stamp out.
  const fingerprint = (token: string) => hash('fingerprint', token);
  const hints = [...new Set(reading.stamps.map(({ token }) => token))];
  const cleaning = stages.clean(raw, { fingerprint, hints, source: guessed.length ? 'ocr' : 'text' });
  if (!cleaning.text.trim()) throw new DocumentError('NO_TEXT_FOUND');
  // 2. Personal data out.
  const doubts = cleaning.doubts.map(({ span }) => cleaning.map.spanToTarget(span));
  const redaction = stages.redact(cleaning.text, { doubts });
  // 3. Order in.
  const map = cleaning.map.compose(redaction.map);
  const facts = lines.map((line): LineFacts => ({ ...line, span: map.spanToTarget(line.span) }));
  const structured = stages.structure({ text: redaction.text, lines: facts, asOf: row.receivedAt.slice(0, 10) });
  const { documentId, version, source, receivedAt } = row;
  const subjectId = subjectIdOf(hash, documentId, stages.strongestContact(redaction));
  // 4. A last look: nothing that was found may be in what will be stored.
  const shown = [redaction.text, ...stringsOf(structured.profile)].join('\n\n');
  if (stages.scanForLeaks(redaction.values, shown).length) throw new UnfitRecord('LEAK_FOUND', subjectId);

  const watermarks = [
    ...reading.stamps.map(({ token, copies }) => ({
      fingerprint: fingerprint(token),
      length: token.length,
      copies,
      exact: true,
    })),
    ...cleaning.watermarks.map(({ fingerprint, length, copies, exact }) => ({ fingerprint, length, copies, exact })),
  ];
  const notes = new Set<NoteCode>([...row.notes, ...reading.notes, ...structured.notes]);
  if (guessed.length) notes.add('OCR_USED');
  if (row.ocr?.rerouted) notes.add('WRONG_SCRIPT');
  if (certainty < settings.noteBelow) notes.add('LOW_CONFIDENCE');
  if (redaction.people > 1) notes.add('MULTIPLE_PEOPLE');
  if (watermarks.length) notes.add('WATERMARK_REMOVED');
  if (watermarks.some(({ exact }) => !exact)) notes.add('WATERMARK_INEXACT');

  const record = {
    schemaVersion: 1,
    documentId,
    subjectId,
    version,
    source,
    receivedAt,
    languages: structured.languages,
    text: redaction.text,
    profile: structured.profile,
    redactions: redaction.counts,
    quality: {
      notes: [...notes].sort(),
      confidence: Math.min(structured.confidence, certainty),
      pages: pagesBy(reading.pages),
      ...(watermarks.length && { watermarks }),
    },
    provenance: structured.provenance,
  };
  // The schema is closed: a field nobody thought about ends here and not in the table.
  const checked = resumeRecordSchema.safeParse(record);
  if (!checked.success) throw new UnfitRecord('PROCESSING_FAILED', subjectId);
  const contacts = redaction.values.filter(({ type }) => CONTACTS.has(type));
  return { record: checked.data, subjectId, contacts: unique(contacts) };
}

const unique = (values: readonly { type: string; value: string; normalised: string }[]): Contact[] => [
  ...new Map(values.map(({ type, value, normalised }) => [`${type}\n${normalised}`, { type, value }])).values(),
];

function pagesBy(pages: readonly PageReading[]): Partial<Record<Engine, number>> {
  const counts: Partial<Record<Engine, number>> = {};
  for (const { engine } of pages) counts[engine] = (counts[engine] ?? 0) + 1;
  return counts;
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

/** The record as it will lie in the table, and what the event says of it. */
export interface Kept {
  readonly stored: Pick<RecordRow, 'record' | 'body'>;
  readonly event: IngestedData;
}

/**
 * Gives the record its place: the item; when that is too long the text in S3 and a pointer to it; and when even the rest
 * is too long for an item, the whole record in S3. The objects' keys end in the version: written again, they are the same.
 */
export async function keepRecord(
  { texts, documents }: Pick<Ports, 'texts' | 'documents'>,
  settings: Settings,
  { record, subjectId }: Made,
): Promise<Kept> {
  const { documentId, version } = record;
  const text = record.text as string;
  const sha256 = sha256Of(text);
  let stored: Kept['stored'] = { record };
  let body: BodyPointer | undefined;
  if (sizeOf(record) > settings.maxItemBytes) {
    body = { bucket: texts.bucket, key: bodyObject(documentId, version), sha256 };
    await texts.put(body.key, Buffer.from(text), { contentType: 'text/plain; charset=utf-8' });
    const lean: ResumeRecord = { ...record, text: body };
    stored = { record: lean };
    if (sizeOf(lean) > settings.maxItemBytes) {
      const json = JSON.stringify(lean);
      const whole = { bucket: texts.bucket, key: `${body.key}.json`, sha256: sha256Of(json) };
      await texts.put(whole.key, Buffer.from(json), { contentType: 'application/json' });
      stored = { body: whole };
    }
  }
  const event: IngestedData = {
    documentId,
    subjectId,
    version,
    source: record.source,
    receivedAt: record.receivedAt,
    languages: record.languages,
    redactions: record.redactions,
    notes: record.quality.notes,
    confidence: record.quality.confidence,
    record: { table: documents.table, ...recordKey(documentId), sha256, ...(body && { body }) },
  };
  return { stored, event };
}

const sizeOf = (record: ResumeRecord): number => Buffer.byteLength(JSON.stringify(record));
const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
