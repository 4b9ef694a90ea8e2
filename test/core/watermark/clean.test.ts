import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asRaw } from '../../../shared/core/text/brand.ts';
import { type Cleaning, clean } from '../../../shared/core/watermark/index.ts';
import { stampedText, VARIANTS } from '../../generators/stamped-text/index.ts';
import { UNSTAMPED, unstampedText } from '../../generators/stamped-text/unstamped.ts';

const solid = (text: string) => text.replace(/\s+/gu, '');

/** What every cleaning must satisfy, whatever the text. */
function check(raw: string, { text, removed, map, watermarks }: Cleaning): void {
  let rest = '';
  let at = 0;
  let glyphs = 0;
  for (const { start, end } of removed) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    rest += raw.slice(at, start);
    glyphs += solid(raw.slice(start, end)).length;
    at = end;
  }
  expect(rest + raw.slice(at)).toBe(text);
  expect(map.sourceLength).toBe(raw.length);
  expect(map.targetLength).toBe(text.length);
  // The ledger adds up: what went is what the copies account for.
  expect(glyphs).toBe(watermarks.reduce((sum, w) => sum + w.removed, 0));
  for (const { exact, distance, removed: gone, copies, partial, length } of watermarks) {
    if (exact) expect(distance).toBe(0);
    if (exact && partial === 0) expect(gone).toBe(copies * length);
  }
}

/** Lines of glyphs that look enough like a stamp to reach every part of the cleaner. */
const almostStamped = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'0123456789abcdefXYZ_~我们'), minLength: 12, maxLength: 24 }),
    fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 3, 4, 5), fc.nat(40), fc.string({ maxLength: 12 })), { maxLength: 60 }),
  )
  .map(([token, lines]) =>
    lines
      .map(([kind, at, text], i) => {
        const glyph = token[i % token.length]!;
        if (kind === 0) return text;
        if (kind === 1) return `${text.slice(0, at % 12)}${glyph}${text.slice(at % 12)}`;
        if (kind === 2) return `${glyph} ${glyph}`;
        if (kind === 3 && at === 7) return token;
        return glyph;
      })
      .join('\n'),
  );

describe('clean', () => {
  it('holds its promises on any string, 10,000 times', { timeout: 300_000 }, () => {
    const any = fc.oneof(
      { arbitrary: almostStamped, weight: 3 },
      { arbitrary: fc.string({ unit: 'binary', maxLength: 200 }), weight: 1 },
      {
        arbitrary: fc.string({
          unit: fc.constantFrom('a', 'b', ' ', '\n', '\ud800', '\udc00', '\f', '\r', '　'),
          maxLength: 200,
        }),
        weight: 1,
      },
    );
    fc.assert(
      fc.property(any, raw => {
        const cleaning = clean(asRaw(raw));
        check(raw, cleaning);
        expect(clean(asRaw(cleaning.text)).text).toBe(cleaning.text);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(VARIANTS.map(v => [v.name, v] as const))('holds its promises on stamped text: %s', (_, variant) => {
    for (let seed = 1; seed <= 2; seed++) {
      const { text } = stampedText(variant, seed);
      const cleaning = clean(asRaw(text));
      check(text, cleaning);
      expect(clean(asRaw(cleaning.text)).text).toBe(cleaning.text);
    }
  });

  it.each(Object.keys(UNSTAMPED))('gives unstamped text back byte for byte: %s', kind => {
    for (let seed = 0; seed < 20; seed++) {
      const text = unstampedText(kind, seed);
      const { text: same, removed, watermarks } = clean(asRaw(text));
      expect(same).toBe(text);
      expect(removed).toEqual([]);
      expect(watermarks).toEqual([]);
    }
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\n \t\n'],
    ['a surrogate cut in half', '\ud83d\n'.repeat(40)],
    ['skills', 'C\nR\nGo\nC\nR\nGo\nC\nR\nGo'],
    ['grades', 'A\nB\nA\nC\nA\nB\nB\nA'],
    ['vertical heading', [...'CURRICULUM VITAE'].join('\n')],
  ])('leaves %s alone', (_, text) => {
    expect(clean(asRaw(text)).text).toBe(text);
  });

  it.each([
    ['one letter', 'a'.repeat(500_000)],
    ['a long prefix again and again', `${'0123456789abcdef'.repeat(64)}\n`.repeat(400)],
    ['a hundred thousand one-letter lines', 'a\n'.repeat(100_000)],
    [
      'a hundred thousand letters of an alphabet',
      Array.from({ length: 100_000 }, (_, i) => 'abcdefghijklmnop'[(i * 7) % 16]).join('\n'),
    ],
  ])('is not held up by %s', { timeout: 120_000 }, (_, text) => {
    const began = performance.now();
    check(text, clean(asRaw(text)));
    // Two seconds is the goal on a quiet machine; the test only has to catch a quadratic step.
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('gives the token to the fingerprint alone', () => {
    const { text, tokens } = stampedText(VARIANTS[0]!, 4);
    const seen: string[] = [];
    const { watermarks } = clean(asRaw(text), {
      fingerprint: token => {
        seen.push(token);
        return 'print';
      },
    });
    expect(seen).toEqual(tokens);
    expect(JSON.stringify(watermarks)).not.toContain(tokens[0]);
  });
});
