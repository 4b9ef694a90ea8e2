import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputFor } from '../../../../infra/local/servers/eventbridge/input.ts';
import { matches, parsePattern } from '../../../../infra/local/servers/eventbridge/pattern.ts';
import { parseSchedule } from '../../../../infra/local/servers/eventbridge/schedule.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:a', 'arn:b'],
  detail: {
    bucket: { name: 'intake' },
    object: { key: 'intake/web/cv.PDF', size: 42 },
    ip: '10.1.2.3',
    none: null,
    ok: true,
  },
};

describe('event patterns', () => {
  test.each([
    [{ source: ['aws.s3'] }, true],
    [{ source: ['aws.s4', 'aws.s3'] }, true],
    [{ source: ['aws'] }, false],
    [{ nothing: ['x'] }, false],
    [{ resources: ['arn:b'] }, true],
    [{ resources: ['arn:c'] }, false],
    [{ detail: { object: { key: [{ prefix: 'intake/' }] } } }, true],
    [{ detail: { object: { key: [{ prefix: { 'equals-ignore-case': 'INTAKE/' } }] } } }, true],
    [{ detail: { object: { key: [{ prefix: 'mail/' }] } } }, false],
    [{ detail: { object: { key: [{ suffix: '.PDF' }] } } }, true],
    [{ detail: { object: { key: [{ suffix: '.pdf' }] } } }, false],
    [{ detail: { object: { key: [{ 'equals-ignore-case': 'INTAKE/WEB/CV.pdf' }] } } }, true],
    [{ detail: { object: { key: [{ wildcard: 'intake/*/*.PDF' }] } } }, true],
    [{ detail: { object: { key: [{ wildcard: 'intake/*.pdf' }] } } }, false],
    [{ detail: { object: { size: [{ numeric: ['>', 0, '<=', 42] }] } } }, true],
    [{ detail: { object: { size: [{ numeric: ['>', 42] }] } } }, false],
    [{ detail: { object: { key: [{ numeric: ['>', 0] }] } } }, false],
    [{ source: [{ 'anything-but': 'aws.s4' }] }, true],
    [{ source: [{ 'anything-but': ['aws.s3', 'x'] }] }, false],
    [{ source: [{ 'anything-but': { prefix: 'aws.' } }] }, false],
    [{ nothing: [{ 'anything-but': 'x' }] }, false],
    [{ detail: { ip: [{ cidr: '10.0.0.0/8' }] } }, true],
    [{ detail: { ip: [{ cidr: '11.0.0.0/8' }] } }, false],
    [{ detail: { none: [null] } }, true],
    [{ detail: { ok: [true] } }, true],
    [{ detail: { ok: ['true'] } }, false],
    [{ detail: { ip: [{ exists: true }], gone: [{ exists: false }] } }, true],
    [{ detail: { ip: [{ exists: false }] } }, false],
    [{ detail: { object: [{ exists: true }] } }, false],
    [{ $or: [{ source: ['x'] }, { 'detail-type': ['Object Created'] }] }, true],
    [{ $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
  ])('%o → %s', (pattern, expected) => {
    expect(matches(parsePattern(JSON.stringify(pattern)), event)).toBe(expected);
  });

  test.each([
    '',
    '[]',
    '{}',
    '{"a":"b"}',
    '{"a":[{"sounds-like":"b"}]}',
    '{"a":[{"prefix":"b","suffix":"c"}]}',
    '{"$or":{}}',
  ])('%s is no pattern', text => {
    expect(() => parsePattern(text)).toThrow(/pattern/i);
  });

  test('a wildcard matches what the same regular expression does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 12 });
    fc.assert(
      fc.property(letters, letters, (wildcard, text) => {
        const pattern = new RegExp(`^${wildcard.replaceAll('.', '\\.').replaceAll('*', '[^]*')}$`);
        expect(matches({ x: [{ wildcard }] }, { x: text })).toBe(pattern.test(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('a wildcard full of stars takes no longer than the text is long', () => {
    const start = performance.now();
    expect(matches({ x: [{ wildcard: `${'*a'.repeat(1000)}*b` }] }, { x: 'a'.repeat(200_000) })).toBe(false);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('the input of a target', () => {
  const target = { Id: 't', Arn: 'arn' };
  test.each([
    [{}, JSON.stringify(event)],
    [{ Input: '{"a":1}' }, '{"a":1}'],
    [{ InputPath: '$.detail.object' }, JSON.stringify(event.detail.object)],
    [{ InputPath: '$.resources[1]' }, '"arn:b"'],
    [
      {
        InputTransformer: {
          InputPathsMap: { k: '$.detail.object.key', n: '$.detail.object.size' },
          InputTemplate: '{"key":<k>,"text":"<k>: <n>"}',
        },
      },
      '{"key":"intake/web/cv.PDF","text":"intake/web/cv.PDF: 42"}',
    ],
    [{ InputTransformer: { InputPathsMap: {}, InputTemplate: '"<unknown>"' } }, '"<unknown>"'],
  ])('%o', (form, expected) => expect(inputFor({ ...target, ...form }, event)).toBe(expected));

  test('a value cannot write fields of its own', () => {
    const InputTransformer = { InputPathsMap: { v: '$.v' }, InputTemplate: '{"a":"<v>"}' };
    fc.assert(
      fc.property(fc.string(), v => {
        expect(JSON.parse(inputFor({ ...target, InputTransformer }, { v }))).toEqual({ a: v });
      }),
    );
  });
});

describe('schedules', () => {
  const at = (text: string) => Date.parse(text);
  test.each([
    ['rate(5 minutes)', '2026-02-27T10:02:30Z', '2026-02-27T10:07:30Z'],
    ['rate(1 day)', '2026-02-27T10:02:30Z', '2026-02-28T10:02:30Z'],
    ['cron(0 10 * * ? *)', '2026-02-27T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['cron(0/15 * * * ? *)', '2026-02-27T10:02:30Z', '2026-02-27T10:15:00Z'],
    ['cron(30 8 1 * ? *)', '2026-02-27T10:00:00Z', '2026-03-01T08:30:00Z'],
    ['cron(0 18 ? * MON-FRI *)', '2026-02-27T18:00:00Z', '2026-03-02T18:00:00Z'],
    ['cron(0 0 29 FEB ? *)', '2026-03-01T00:00:00Z', '2028-02-29T00:00:00Z'],
  ])('%s after %s', (expression, from, expected) => {
    expect(parseSchedule(expression).next(at(from))).toBe(at(expected));
  });

  test.each([
    'rate(0 minutes)',
    'rate(5 weeks)',
    'cron(* * * * *)',
    'cron(61 * * * ? *)',
    'cron(0 0 L * ? *)',
    'every day',
  ])('%s is refused', text => {
    expect(() => parseSchedule(text)).toThrow(/ScheduleExpression/);
  });
});
