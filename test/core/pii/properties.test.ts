import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, scanForLeaks } from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';
import { evaluate } from '../../evaluate/pii.ts';
import { NEGATIVES } from '../../generators/pii/negatives.ts';
import { chinesePerson, englishPerson } from '../../generators/pii/people.ts';
import { residentId, valueFor } from '../../generators/pii/values.ts';
import { Random } from '../../generators/random.ts';

/** Pieces that recognizers act upon, so that random texts are not all beside the point. */
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '姓名',
      '电话：',
      'Email: ',
      '微信',
      '现居',
      '男',
      '26岁',
      '\n',
      ' ',
      ' | ',
      '：',
      '·',
      '[PHONE_1]',
      '[EMAIL_',
      '林知远',
      'Will',
      '@',
      '138',
      '00',
      '2020-09',
      '.com',
      '路12号',
      '省',
      '\u200b',
      '😀',
      '\ud83d',
      '１',
      '①',
      'e\u0301',
      '一三八',
      '(at)',
      'github.com/',
      ']',
      '[',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const text = fc.array(piece, { maxLength: 24 }).map(pieces => pieces.join(''));

test('any string: spans are disjoint, inside and whole characters; twice is once; nothing throws', () => {
  fc.assert(
    fc.property(text, source => {
      const once = redact(asClean(source));
      let last = 0;
      for (const { start, end } of once.findings) {
        if (start < last || end <= start || end > source.length) return false;
        if (splits(source, start) || splits(source, end)) return false;
        last = end;
      }
      return redact(asClean(once.text)).text === once.text;
    }),
    { numRuns: 10_000 },
  );
});

const splits = (source: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(source[at - 1] ?? '') && /[\udc00-\udfff]/.test(source[at] ?? '');

test('a direct identifier behind its label never survives, whatever stands around', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), seed => {
      const random = new Random(seed);
      const person = random.chance(0.5) ? chinesePerson(random) : englishPerson(random);
      const language = person.zh ? 'zh' : 'en';
      const placed = [
        ['手机：', valueFor('PHONE', language, random, person)],
        ['邮箱：', valueFor('EMAIL', language, random, person)],
        ['身份证号：', residentId(random, person)],
        ['姓名：', valueFor('PERSON', language, random, person)],
      ] as const;
      const [label, value] = random.pick(placed);
      const noise = (): string => (random.chance(0.5) ? random.pick(NEGATIVES).make(random) : '');
      const redaction = redact(asClean(`${noise()}\n${label}${value}\n${noise()}`));
      expect(redaction.text, value).not.toContain(value);
      expect(scanForLeaks(redaction.values, redaction.text), value).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});

test('the goals hold on a small corpus', async () => {
  const { failures } = await evaluate({ seed: 7, size: 'small' });
  expect(failures).toEqual([]);
});

test.each([', ', ',', ' , ', '\n, \n', '|', ' · '])('%j has no cells and no name', source => {
  expect(redact(asClean(source)).text).toBe(source);
});
