import { describe, expect, it } from 'vitest';
import { asRaw } from '../../../shared/core/text/brand.ts';
import { clean } from '../../../shared/core/watermark/index.ts';
import { stampedText, VARIANTS } from '../../generators/stamped-text/index.ts';
import { unstampedText } from '../../generators/stamped-text/unstamped.ts';

/** Least squares of log(time) over log(size): the exponent of growth. */
function exponent(points: readonly (readonly [size: number, time: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (of: (p: readonly [number, number]) => number) => logs.reduce((sum, p) => sum + of(p), 0) / logs.length;
  const [x, y] = [mean(p => p[0]), mean(p => p[1])];
  const over = logs.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
  return over / logs.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
}

/** The best of a few runs: noise only ever adds. */
function timeOf(work: () => unknown, runs = 3): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

describe('growth of the time to clean', () => {
  it('is measured by a fit that can tell n from n²', () => {
    const sizes = [1000, 4000, 16000];
    expect(exponent(sizes.map(n => [n, n * 3]))).toBeCloseTo(1);
    expect(exponent(sizes.map(n => [n, n * n]))).toBeCloseTo(2);
  });

  it('is linear on text without a stamp', () => {
    const page = unstampedText('résumé', 3);
    const points = [1, 8, 64, 512].map(times => {
      const text = asRaw(page.repeat(16 * times));
      return [text.length, timeOf(() => clean(text))] as const;
    });
    expect(exponent(points)).toBeLessThan(1.4);
  });

  it('is nearly linear on stamped text', { timeout: 120_000 }, () => {
    const page = stampedText(VARIANTS[0]!, 4).text;
    clean(asRaw(page));
    const points = [1, 3, 9, 27].map(times => {
      const text = asRaw(page.repeat(times));
      return [text.length, timeOf(() => clean(text), 2)] as const;
    });
    expect(exponent(points)).toBeLessThan(1.45);
  });
});
