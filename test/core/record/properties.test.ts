import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileSchema, provenanceSchema } from '../../../shared/contracts/record.ts';
import { datesIn } from '../../../shared/core/record/dates.ts';
import { shadowOf } from '../../../shared/core/record/fold.ts';
import { type Structured, structure } from '../../../shared/core/record/index.ts';
import { asRedacted } from '../../../shared/core/text/brand.ts';
import {
  drawnSampleOf,
  Random,
  sampleOf,
  TEMPLATES,
  toText,
  WILD_LAYOUTS,
  wildSampleOf,
} from '../../generators/resume/index.ts';

const read = (text: string): Structured => structure({ text: asRedacted(text), asOf: '2026-01-01' });

/** The value at a JSON Pointer. */
const at = (profile: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], profile);

const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** Every field has a source, every source a field; the source's text holds the value, or is the date that it means. */
function checkSources(text: string, { profile, provenance }: Structured): void {
  for (const [pointer, { spans }] of Object.entries(provenance)) {
    const value = at(profile, pointer);
    expect(value, pointer).toBeDefined();
    let last = 0;
    for (const [start, end] of spans) {
      expect(start, pointer).toBeGreaterThanOrEqual(last);
      expect(end, pointer).toBeGreaterThan(start);
      expect(end, pointer).toBeLessThanOrEqual(text.length);
      last = end;
    }
    const source = spans.map(([start, end]) => text.slice(start, end)).join('');
    if (/[dD]ate$/.test(pointer))
      expect(
        datesIn(shadowOf(source).replace(/\s/g, ' ')).flatMap(d => [d.from, d.to]),
        pointer,
      ).toContain(value);
    else if (typeof value === 'number') expect(source).toMatch(/[\d一二两三四五六七八九十]|[a-z]/i);
    else expect(squeeze(source), pointer).toBe(squeeze(value as string));
  }
}

function sourced(value: unknown, pointer = ''): string[] {
  if (typeof value === 'string') return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => sourced(child, `${pointer}/${key}`));
}

function check(text: string): void {
  const result = read(text);
  profileSchema.parse(result.profile);
  provenanceSchema.parse(result.provenance);
  checkSources(text, result);
  for (const pointer of sourced(result.profile))
    if (!/^\/extension\/(?:unplaced|asOf|salary\/(?:currency|period)|education\/\d+\/level)/.test(pointer))
      expect(result.provenance, pointer).toHaveProperty([pointer]);
  for (const { start, end } of result.profile.extension.unplaced) expect(end <= text.length && start < end).toBe(true);
  expect(result.confidence).toBeGreaterThanOrEqual(0);
  expect(result.confidence).toBeLessThanOrEqual(1);
}

/* Scraps of résumés in any order reach more rules than letters at random. */
const SCRAPS = [
  '工作经历',
  '教育背景',
  '项目经历',
  '专业技能',
  '技能：',
  '语言能力',
  '获奖情况',
  '证书',
  '求职意向：',
  '自我评价',
  'Experience',
  'Education',
  'Projects',
  'Skills',
  'Languages',
  'Awards',
  '公司名称：',
  '职位：',
  '时间：',
  '技术栈：',
  'Result:',
  '样例公司',
  '示例科技有限公司',
  '江南样例大学',
  'Brightwater, Inc.',
  'Lakeview College',
  '工程师',
  'Data Analyst',
  '本科',
  'B.S.',
  '硕士',
  'Java',
  'C++',
  '.NET',
  '英语',
  'English',
  'CET-6',
  '杭州',
  'Boston, MA',
  '45-60K·15薪',
  '八年经验',
  '5 years of experience',
  '2019.03-2020.05',
  '2020-13',
  '2021年2月30日',
  'Mar 2019 – Present',
  '2016级',
  '至今',
  '半年',
  '[PERSON_1]',
  '[PHONE_1]',
  '[ADDRESS:杭州市]',
  '时间 学校 专业 学历',
  '学校',
  '专业',
  '学历',
  '\n',
  '\n',
  '\n',
  '\n\n',
  '\t',
  '    ',
  ' ',
  ' - ',
  ' | ',
  '、',
  '，',
  '。',
  '：',
  '(',
  ')',
  '（',
  '）',
  '/',
  '· ',
  '1. ',
  '①',
  '- ',
  '\u0000',
  '\ud83d',
  '\u2028',
  'İ',
  '\u200b',
  'ﬁ',
];
const scraps = fc.array(fc.constantFrom(...SCRAPS), { maxLength: 40 }).map(parts => parts.join(''));

describe('structure', () => {
  it('validates, cites its sources and throws on no string (scraps of résumés)', () => {
    fc.assert(fc.property(scraps, check), { numRuns: 7000 });
  });

  it('… on any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 2000 });
  });

  it('… on whole résumés with lines lost, doubled and cut', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(2), fc.nat(1e6), (seed, k, damage) => {
        const random = new Random(damage);
        // A layout of the rules' own, one of a job site, or one that nobody has seen.
        const { layout } = [
          () => sampleOf(seed, random.pick(TEMPLATES)),
          () => wildSampleOf(seed, random.pick(WILD_LAYOUTS)),
          () => drawnSampleOf(seed, random.pick(['zh', 'en', 'mixed'])),
        ][k]!();
        const text = toText(layout)
          .split('\n')
          .flatMap(line =>
            random.chance(0.05)
              ? []
              : random.chance(0.05)
                ? [line, line]
                : [random.chance(0.05) ? line.slice(0, random.int(0, line.length)) : line],
          )
          .join('\n');
        check(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same record for the same text', () => {
    fc.assert(
      fc.property(scraps, text => void expect(read(text)).toEqual(read(text))),
      { numRuns: 200 },
    );
  });
});

/** The exponent that time grows with, from the fastest of some runs at each size. */
function exponentOf(run: (size: number) => void, sizes: readonly number[]): number {
  const points = sizes.map(size => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      run(size);
      best = Math.min(best, performance.now() - start);
    }
    return [Math.log(size), Math.log(best)] as const;
  });
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return (
    points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
  );
}

describe('slope', () => {
  it('can tell linear from quadratic', () => {
    const text = 'x'.repeat(1 << 15);
    const quadratic = (size: number) => {
      let n = 0;
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) n += text.charCodeAt((i ^ j) & 0x7fff);
      return n;
    };
    expect(exponentOf(quadratic, [1000, 2000, 4000])).toBeGreaterThan(1.6);
  });

  const resume = toText(sampleOf(3, TEMPLATES[0]!).layout);
  it.each([
    ['one résumé after another', (size: number) => `${resume}\n`.repeat(size)],
    ['one long line', (size: number) => '样例公司 '.repeat(size * 40)],
    ['one line of separators', (size: number) => ' - | / ,'.repeat(size * 30)],
    ['one line of brackets', (size: number) => '((((（'.repeat(size * 30)],
    ['one line of digits', (size: number) => `2019.0${'1'.repeat(size * 80)}`],
    ['one word', (size: number) => 'a'.repeat(size * 100)],
    ['dates only', (size: number) => '2019.03-2020.05\n'.repeat(size * 20)],
    ['short lines', (size: number) => `Experience\n${'a b\n'.repeat(size * 60)}`],
    ['headings only', (size: number) => 'Experience\n'.repeat(size * 30)],
    ['placeholders', (size: number) => '[PERSON_1'.repeat(size * 30)],
    ['labels', (size: number) => '公司：'.repeat(size * 30)],
    ['one list of skills', (size: number) => `Skills\n${'Java, '.repeat(size * 40)}`],
  ])('is linear in %s', (_, make) => {
    // Other processes disturb one measurement; they do not make a square of a line three times.
    let exponent = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 3 && exponent >= 1.5; i++)
      exponent = Math.min(
        exponent,
        exponentOf(size => void read(make(size)), [16, 32, 64, 128]),
      );
    expect(exponent).toBeLessThan(1.5);
  });
});
