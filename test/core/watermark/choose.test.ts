import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestToken } from '../../../shared/core/watermark/choose.ts';
import { sheetOf } from '../../../shared/core/watermark/sheet.ts';
import { stampedText, VARIANTS } from '../../generators/stamped-text/index.ts';
import { UNSTAMPED, unstampedText } from '../../generators/stamped-text/unstamped.ts';

const reversed = (token: string) => token.split('').reverse().join('');
const found = (text: string): string | undefined => {
  const sheet = sheetOf(text);
  return bestToken(sheet, new Uint8Array(sheet.glyphs), [], 0)?.token;
};

// Bounds lie below what is measured over many seeds: they only notice when something breaks.
const SEEDS = [1, 2, 3];
const rateOf = (variants: typeof VARIANTS): number => {
  let [right, all] = [0, 0];
  for (const variant of variants)
    for (const seed of SEEDS) {
      const { text, tokens } = stampedText(variant, seed);
      const token = found(text);
      all++;
      if (token !== undefined && (tokens.includes(token) || tokens.includes(reversed(token)))) right++;
    }
  return right / all;
};

describe('bestToken', () => {
  it('names the token where a whole copy stands', { timeout: 120_000 }, () => {
    expect(rateOf(VARIANTS.filter(v => v.whole && v.name !== 'diagonal 30'))).toBeGreaterThanOrEqual(0.93);
  });

  it('names a token that stands nowhere whole', { timeout: 120_000 }, () => {
    expect(rateOf(VARIANTS.filter(v => !v.whole && !v.name.startsWith('diagonal')))).toBeGreaterThanOrEqual(0.65);
  });

  it.each(Object.keys(UNSTAMPED))('names none in unstamped text: %s', { timeout: 60_000 }, kind => {
    for (let seed = 100; seed < 106; seed++) expect(found(unstampedText(kind, seed))).toBeUndefined();
  });

  it.each([
    ['a counter down the page', Array.from({ length: 120 }, (_, i) => `${(i % 9) + 1}${i % 3 ? '' : ' of some text'}`)],
    [
      'a name that stands vertically once',
      [...'示例智能装备有限公司', '在示例智能装备有限公司任职', '示例智能装备有限公司'],
    ],
    ['grades with the same remarks', Array.from({ length: 40 }, (_, i) => ['A', '4', '高等数学', 'B+', '92'][i % 5]!)],
  ])('names none in %s', (_, lines) => {
    expect(found(lines.join('\n'))).toBeUndefined();
  });

  it('never throws, and says the same each time, 2,000 times', { timeout: 120_000 }, () => {
    const lines = fc.array(
      fc.oneof(
        fc.string({ unit: fc.constantFrom(...'0123456789abcdefXYZ_~我们 '), maxLength: 4 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(lines, drawn => {
        const text = drawn.join('\n');
        expect(found(text)).toBe(found(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the token however long the text is', { timeout: 60_000 }, () => {
    const { text, tokens } = stampedText(VARIANTS.find(v => v.name === 'none whole zh')!, 3);
    const token = found(text.repeat(40))!;
    expect([token, reversed(token)]).toContain(tokens[0]);
  });
});
