import * as z from 'zod/mini';
import { NOTES, type NoteCode } from '../core/codes.ts';
import type { Engine } from '../core/document/reading.ts';
import { isCalendarDate } from '../core/record/calendar.ts';
import { CURRENCIES, LEVELS, type Profile, type Provenance, SECTION_KINDS } from '../core/record/profile.ts';

/**
 * The record, version 1: the one source for its TypeScript types, its validation and its published JSON Schema.
 * Every object is closed, so that a field nobody thought about cannot carry a person's data out.
 */
export const RECORD_VERSION = 1;

/** No control characters but tab and newline, and no placeholder of the redaction: the text has those, a field does not. */
const plain = z
  .string()
  .check(
    z.minLength(1),
    z.regex(/^(?![\s\S]*\[\\*[A-Z][A-Z_]{1,24}(?:_\d{1,6}|:[^\s[\]]{1,40})\])[^\u0000-\u0008\u000b-\u001f\u007f]*$/),
  );
const partialDate = z
  .string()
  .check(
    z.regex(/^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/),
    z.refine(isCalendarDate, 'not a day of the calendar'),
  );
const texts = z.array(plain);
const months = z.int().check(z.nonnegative());
const offset = z.int().check(z.nonnegative());
const share = z.number().check(z.minimum(0), z.maximum(1));
const optional = z.exactOptional;

const dates = { startDate: optional(partialDate), endDate: optional(partialDate) };

const extensionSchema = z.strictObject({
  asOf: optional(partialDate),
  yearsOfExperience: optional(z.number().check(z.nonnegative())),
  monthsOfExperience: optional(months),
  targetRoles: texts,
  targetCities: texts,
  salary: optional(
    z.strictObject({
      text: plain,
      min: optional(z.number().check(z.nonnegative())),
      max: optional(z.number().check(z.nonnegative())),
      currency: optional(z.enum(CURRENCIES)),
      period: optional(z.enum(['hour', 'month', 'year'])),
      months: optional(z.number().check(z.nonnegative())),
    }),
  ),
  availability: optional(plain),
  work: z.array(
    z.strictObject({
      internship: z.boolean(),
      current: z.boolean(),
      department: optional(plain),
      durationMonths: optional(months),
      keywords: texts,
    }),
  ),
  education: z.array(z.strictObject({ level: optional(z.enum(LEVELS)), current: z.boolean(), highlights: texts })),
  projects: z.array(
    z.strictObject({ current: z.boolean(), entity: optional(plain), durationMonths: optional(months) }),
  ),
  unplaced: z.array(z.strictObject({ start: offset, end: offset, text: plain, section: z.enum(SECTION_KINDS) })),
});

export const profileSchema = z.strictObject({
  basics: z.strictObject({ label: optional(plain), summary: optional(plain) }),
  work: z.array(
    z.strictObject({
      name: optional(plain),
      position: optional(plain),
      location: optional(plain),
      ...dates,
      highlights: texts,
    }),
  ),
  education: z.array(
    z.strictObject({
      institution: optional(plain),
      area: optional(plain),
      studyType: optional(plain),
      ...dates,
      score: optional(plain),
      courses: texts,
    }),
  ),
  projects: z.array(
    z.strictObject({ name: optional(plain), roles: texts, ...dates, highlights: texts, keywords: texts }),
  ),
  skills: z.array(z.strictObject({ name: plain, keywords: texts })),
  languages: z.array(z.strictObject({ language: plain, fluency: optional(plain) })),
  certificates: z.array(z.strictObject({ name: plain, date: optional(partialDate), issuer: optional(plain) })),
  awards: z.array(z.strictObject({ title: plain, date: optional(partialDate), awarder: optional(plain) })),
  extension: extensionSchema,
});

export const provenanceSchema = z.record(
  z.string().check(z.regex(/^(\/[A-Za-z0-9]+)+$/)),
  z.strictObject({ spans: z.array(z.tuple([offset, offset])).check(z.minLength(1)), confidence: share }),
);

/** A body too long for the table lies in the text bucket; the digest (hex) proves that it is the body meant. */
export const bodyPointerSchema = z.strictObject({
  bucket: z.string().check(z.minLength(3), z.maxLength(63)),
  key: z.string().check(z.minLength(1), z.maxLength(1024)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** What the cleaner's ledger says of a stamp: its keyed fingerprint (never the token), its length and its copies. */
export const watermarkSchema = z.strictObject({
  fingerprint: z.string(),
  length: z.int().check(z.positive()),
  copies: z.number().check(z.nonnegative()),
  exact: z.boolean(),
});

const ENGINES = ['text-layer', 'markup', 'textract', 'paddle'] as const;
const noteCodes = Object.keys(NOTES) as [NoteCode, ...NoteCode[]];

export const qualitySchema = z.strictObject({
  notes: z.array(z.enum(noteCodes)),
  confidence: share,
  /** How many pages each engine read. */
  pages: optional(
    z.strictObject({
      'text-layer': optional(z.int().check(z.nonnegative())),
      markup: optional(z.int().check(z.nonnegative())),
      textract: optional(z.int().check(z.nonnegative())),
      paddle: optional(z.int().check(z.nonnegative())),
    }),
  ),
  watermarks: optional(z.array(watermarkSchema)),
});

/** Keyed hashes and slugs: a key or a name of a person would need characters that these do not allow. */
const id = z.string().check(z.regex(/^[A-Za-z0-9._:-]{1,128}$/));

export const resumeRecordSchema = z.strictObject({
  schemaVersion: z.literal(RECORD_VERSION),
  documentId: id,
  /** Absent when the document names no contact to tell its person by. */
  subjectId: optional(id),
  /** Of the document: 1 for the first file under a key, one more for each that supersedes it. */
  version: z.int().check(z.positive()),
  source: id,
  receivedAt: z.iso.datetime(),
  languages: z.array(z.enum(['zh', 'en'])),
  /** The redacted text, or where it lies. */
  text: z.union([z.string(), bodyPointerSchema]),
  profile: profileSchema,
  redactions: z.record(z.string().check(z.regex(/^[A-Z][A-Z_]*$/)), z.int().check(z.positive())),
  quality: qualitySchema,
  provenance: provenanceSchema,
});

export type ResumeRecord = z.infer<typeof resumeRecordSchema>;
export type BodyPointer = z.infer<typeof bodyPointerSchema>;

/** JSON Schema (draft 2020-12) of the record, for consumers in any language. */
export const recordJsonSchema = (): Record<string, unknown> => ({
  $id: 'https://resume-intake.example/schemas/record.v1.json',
  title: 'Résumé record, version 1',
  ...z.toJSONSchema(resumeRecordSchema),
});

/* The core knows no schema library: its types are written by hand, and the compiler holds the two together. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const held: readonly true[] = [
  true satisfies Mutual<Frozen<z.infer<typeof profileSchema>>, Profile>,
  true satisfies Same<keyof z.infer<typeof profileSchema>, keyof Profile>,
  true satisfies Same<keyof z.infer<typeof profileSchema>['work'][number], keyof Profile['work'][number]>,
  true satisfies Mutual<Frozen<z.infer<typeof provenanceSchema>>, Provenance>,
  true satisfies Mutual<(typeof ENGINES)[number], Engine>,
];
void held;
