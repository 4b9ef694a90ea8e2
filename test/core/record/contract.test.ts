import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  RECORD_VERSION,
  type ResumeRecord,
  recordJsonSchema,
  resumeRecordSchema,
} from '../../../shared/contracts/record.ts';
import { structure } from '../../../shared/core/record/index.ts';
import { STEPS, UnknownVersionError, upgrade } from '../../../shared/core/record/upgrade.ts';
import { asRedacted } from '../../../shared/core/text/brand.ts';
import { sampleOf, TEMPLATES, toText } from '../../generators/resume/index.ts';

const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

function recordOf(text: string): ResumeRecord {
  const { languages, profile, provenance, notes, confidence } = structure({
    text: asRedacted(text),
    asOf: '2026-01-01',
  });
  return JSON.parse(
    JSON.stringify({
      schemaVersion: RECORD_VERSION,
      documentId: 'd0c',
      subjectId: 's0b',
      version: 1,
      source: 'mail',
      receivedAt: '2026-01-01T00:00:00Z',
      languages,
      text,
      profile,
      redactions: { PHONE: 1 },
      quality: {
        notes,
        confidence,
        pages: { 'text-layer': 1 },
        watermarks: [{ fingerprint: 'f', length: 40, copies: 3, exact: true }],
      },
      provenance,
    }),
  );
}

const texts = TEMPLATES.map((template, i) => toText(sampleOf(i, template).layout));
// Formats are annotations here: the assertions under test are types, patterns and closedness.
const published = new Ajv2020({ strict: false, validateFormats: false }).compile(recordJsonSchema());
const jsonResume = new Ajv({ strict: false, validateFormats: false }).compile(
  json('jsonresume/schema-1.3.json') as object,
);

describe('the record', () => {
  it.each(TEMPLATES.map(({ id }, i) => [id, i] as const))(
    'of %s is of its schema, of the published one and of JSON Resume 1.3',
    (_, i) => {
      const record = recordOf(texts[i]!);
      expect(resumeRecordSchema.parse(record)).toEqual(record);
      expect(published(record), JSON.stringify(published.errors)).toBe(true);
      expect(jsonResume(record.profile), JSON.stringify(jsonResume.errors)).toBe(true);
    },
  );

  it.each<[string, (record: ResumeRecord) => unknown]>([
    ['a field nobody knows', r => ({ ...r, name: 'x' })],
    ['a field nobody knows, deep inside', r => ({ ...r, profile: { ...r.profile, basics: { email: 'x' } } })],
    ['a placeholder in a field', r => ({ ...r, profile: { ...r.profile, basics: { label: 'for [PERSON_1]' } } })],
    ['a masked value in a field', r => ({ ...r, profile: { ...r.profile, basics: { label: '[PHONE:****8000]' } } })],
    ['a day that is none', r => ({ ...r, profile: { ...r.profile, awards: [{ title: 'x', date: '2021-02-30' }] } })],
    ['a note nobody knows', r => ({ ...r, quality: { notes: ['X'], confidence: 1 } })],
    ['another version', r => ({ ...r, schemaVersion: 2 })],
    ['a body pointer without its digest', r => ({ ...r, text: { bucket: 'text', key: 'body/x/1' } })],
    ['an empty field', r => ({ ...r, profile: { ...r.profile, basics: { label: '' } } })],
  ])('refuses %s', (_, spoil) => {
    expect(resumeRecordSchema.safeParse(spoil(recordOf(texts[0]!))).success).toBe(false);
  });

  it('takes a pointer for a long body', () => {
    const text = { bucket: 'text', key: 'body/x/1', sha256: 'a'.repeat(64) };
    expect(resumeRecordSchema.safeParse({ ...recordOf(texts[0]!), text }).success).toBe(true);
  });
});

describe('compatibility', () => {
  it('the published schema of version 1 is what it was: a change to it is a version 2', () => {
    expect(recordJsonSchema()).toEqual(json('record.v1.schema.json'));
  });

  it.each(readdirSync(new URL('stored', import.meta.url)))('the stored record %s can still be read', name => {
    const record = upgrade(json(`stored/${name}`) as ResumeRecord, RECORD_VERSION);
    expect(resumeRecordSchema.parse(record)).toEqual(record);
  });

  it('has a step from every version before the present one', () => {
    for (let version = 1; version < RECORD_VERSION; version++) expect(STEPS).toHaveProperty(String(version));
  });

  const steps = {
    1: (record: { schemaVersion: number }) => ({ ...record, schemaVersion: 2, second: true }),
    2: (record: { schemaVersion: number }) => ({ ...record, schemaVersion: 3, third: true }),
  };
  it('goes step by step and leaves the stored one alone', () => {
    const stored = { schemaVersion: 1, kept: 'x' };
    expect(upgrade(stored, 3, steps)).toEqual({ schemaVersion: 3, kept: 'x', second: true, third: true });
    expect(stored).toEqual({ schemaVersion: 1, kept: 'x' });
    expect(upgrade(stored, 1, steps)).toBe(stored);
  });

  it.each<[string, number, Parameters<typeof upgrade>[2]]>([
    ['a record of the future', 0, steps],
    ['a missing step', 4, steps],
    ['a step to nowhere', 2, { 1: record => record }],
  ])('refuses %s', (_, present, table) => {
    expect(() => upgrade({ schemaVersion: 1 }, present, table)).toThrow(UnknownVersionError);
  });
});
