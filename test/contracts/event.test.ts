import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, eventJsonSchema, resumeEventSchema } from '../../shared/contracts/event.ts';
import { eventOf } from '../../shared/steps/publish.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');
const AT = '2026-03-02T00:00:00.000Z';
const ingested = {
  documentId: id(1),
  subjectId: id(2),
  version: 1,
  source: 'careers',
  receivedAt: AT,
  languages: ['zh' as const],
  redactions: { EMAIL: 1 },
  notes: [],
  confidence: 0.9,
  record: { table: 't', pk: 'p', sk: 'record', sha256: 'a'.repeat(64) },
};
const drafts = [
  { type: 'ingested' as const, data: ingested },
  { type: 'duplicate' as const, data: { documentId: id(1), version: 1, objectId: id(3) } },
  { type: 'superseded' as const, data: { documentId: id(1), version: 1, by: id(4) } },
  {
    type: 'failed' as const,
    data: { documentId: id(1), version: 1, status: 'rejected' as const, code: 'EMPTY_FILE' as const },
  },
  { type: 'erased' as const, data: { documentId: id(1), receiptId: id(5) } },
  { type: 'erased' as const, data: { subjectId: id(2), receiptId: id(5) } },
];
const rowOf = (event: (typeof drafts)[number]) => ({
  pk: 'p',
  sk: 's',
  revision: 1,
  eventId: `${id(1)}.1.${event.type}`,
  event,
  at: AT,
  trace: id(7),
});

/**
 * What consumers of `.v1` were promised: fields that are always there. This list may grow with new fields; a line of it
 * may never go. Written down on 2026-11-23, with the first version.
 */
const PROMISED: Record<string, readonly string[]> = {
  'resume.ingested.v1': [
    'documentId',
    'subjectId',
    'version',
    'source',
    'receivedAt',
    'languages',
    'redactions',
    'notes',
    'confidence',
    'record',
  ],
  'resume.duplicate.v1': ['documentId', 'version', 'objectId'],
  'resume.superseded.v1': ['documentId', 'version', 'by'],
  'resume.failed.v1': ['documentId', 'version', 'status', 'code'],
  'resume.erased.v1': ['receiptId'],
};
const ENVELOPE = ['specversion', 'id', 'source', 'subject', 'time', 'datacontenttype', 'traceparent', 'type', 'data'];

interface Schema {
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties: Record<string, Schema & { const?: string }>;
  required: string[];
  additionalProperties?: boolean;
}

describe('the event contract', () => {
  const schema = eventJsonSchema() as unknown as Schema;
  const variants = schema.oneOf ?? schema.anyOf!;

  it('keeps what it promised', () => {
    expect(variants.map(({ properties }) => properties.type!.const).sort()).toEqual([...EVENT_TYPES].sort());
    for (const { properties, required } of variants) {
      expect(required).toEqual(expect.arrayContaining(ENVELOPE));
      expect(properties.data!.required).toEqual(expect.arrayContaining([...PROMISED[properties.type!.const!]!]));
      // Closed, so that a field nobody thought about cannot carry a person's data out.
      expect(properties.data!.additionalProperties).toBe(false);
    }
  });

  const validate = new Ajv2020({ strict: false }).compile(schema as object);
  it.each(drafts.map(draft => [draft.type, draft] as const))(
    '%s: built by the publisher, valid by the published schema',
    (_, draft) => {
      const event = eventOf(rowOf(draft));
      expect(event).toBeDefined();
      expect(validate(event)).toBe(true);
      expect(JSON.stringify(eventOf(rowOf(draft)))).toBe(JSON.stringify(event));
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(64 * 1024);
    },
  );

  it.each([
    ['a name', { fileName: 'cv.pdf' }],
    ['text', { text: 'x' }],
    ['a source with spaces', { source: 'Jane Doe' }],
    ['an id that is no hash', { documentId: 'jane' }],
    ['a note that is not on the list', { notes: ['she said'] }],
    ['a type that is not one', { redactions: { 'Jane Doe': 1 } }],
  ])('takes no %s', (_, changes) => {
    const draft = { type: 'ingested' as const, data: { ...ingested, ...changes } };
    expect(eventOf(rowOf(draft as (typeof drafts)[number]))).toBeUndefined();
  });

  it('is CloudEvents 1.0 with a trace', () => {
    const event = resumeEventSchema.parse(eventOf(rowOf(drafts[0]!)));
    expect(event).toMatchObject({ specversion: '1.0', source: '/resume-intake', subject: id(1) });
    expect(event.traceparent.split('-')[1]).toBe(id(7));
  });
});
