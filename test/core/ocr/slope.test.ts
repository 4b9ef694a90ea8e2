import { describe, expect, test } from 'vitest';
import { arrange } from '../../../shared/core/ocr/arrange.ts';
import { decodeCtc } from '../../../shared/core/ocr/ctc.ts';
import { foldLine } from '../../../shared/core/ocr/fold.ts';
import { checkScript } from '../../../shared/core/ocr/index.ts';
import { withSpaces } from '../../../shared/core/ocr/spacing.ts';

/** Exponent of the growth from n to 8n, the quickest of five runs each on inputs made before: 1 is linear, 2 quadratic. */
function exponent<T>(make: (n: number) => T, run: (input: T) => unknown, n: number): number {
  const time = (input: T) =>
    Math.min(
      ...[1, 2, 3, 4, 5].map(() => {
        const begun = performance.now();
        run(input);
        return performance.now() - begun;
      }),
    );
  const [small, large] = [make(n), make(8 * n)];
  time(small);
  return Math.log(time(large) / Math.max(0.05, time(small))) / Math.log(8);
}

test('the measure tells quadratic from linear', { retry: 3 }, () => {
  const loop = (n: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.sqrt(i);
    return sum;
  };
  expect(exponent(n => n * n, loop, 1_000)).toBeGreaterThan(1.6);
  expect(exponent(n => n, loop, 1_000_000)).toBeLessThan(1.5);
});

describe('growth', () => {
  const fold = (text: string) => foldLine(text);
  const guard = (text: string) => checkScript({ number: 1, engine: 'textract', lines: [{ text }] });
  const line = (n: number) => ({
    chars: Array.from({ length: n }, (_, i) => ({ text: 'a', at: i / n, confidence: 1 })),
    blanks: Array.from({ length: n }, (_, i) => ({ start: i / n, end: (i + 0.5) / n })),
  });
  const page = (n: number) =>
    Array.from({ length: n }, (_, i) => {
      const [left, top] = [(i % 3) * 200, Math.floor(i / 3) * 12];
      return { text: 'word', confidence: 1, box: { left, right: left + 150, top, bottom: top + 9 } };
    });

  test.each([
    ['brackets', (n: number) => '（a'.repeat(n)],
    ['figures', (n: number) => '1，'.repeat(n)],
    ['closing brackets', (n: number) => `数(${'a）'.repeat(n)}`],
  ])('folding %s', (_, make) => expect(exponent(make, fold, 5_000)).toBeLessThan(1.6));

  test.each([
    ['many words', (n: number) => 'XRtt#M '.repeat(n)],
    ['one word', (n: number) => 'bcdfg'.repeat(n)],
  ])('the script guard on %s', (_, make) => expect(exponent(make, guard, 5_000)).toBeLessThan(1.6));

  test('decoding', () => {
    const steps = (n: number) => new Float32Array(n * 50).fill(0.1);
    expect(exponent(steps, scores => decodeCtc(scores, 50, ['a']), 20_000)).toBeLessThan(1.6);
  });
  test('spaces', () => {
    expect(exponent(line, ({ chars, blanks }) => withSpaces(chars, blanks, chars.length), 5_000)).toBeLessThan(1.6);
  });
  test('reading order, over the rows of a page that nobody could read', () => {
    expect(exponent(page, arrange, 150)).toBeLessThan(2.6);
  });
});
