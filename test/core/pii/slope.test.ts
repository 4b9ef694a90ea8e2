import { expect, test } from 'vitest';
import { redact } from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';
import { hostileTexts } from '../../generators/pii/hostile.ts';

/** The exponent of growth from a quarter of the size to the whole; the best of three runs, for machines are noisy. */
function exponentOf(work: (size: number) => void, size: number): number {
  const best = (n: number): number =>
    Math.min(
      ...[0, 1, 2].map(() => {
        const start = performance.now();
        work(n);
        return performance.now() - start;
      }),
    );
  best(size);
  // Two milliseconds on both sides: what is over at once has no slope worth measuring.
  return Math.log((best(size) + 2) / (best(size / 4) + 2)) / Math.log(4);
}

test('the measure itself tells linear from quadratic', () => {
  const steps = (n: number): void => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += i % 7;
    expect(sum).toBeGreaterThan(0);
  };
  const three = (work: (n: number) => void): number[] => [0, 1].map(() => exponentOf(work, 30_000));
  expect(Math.min(...three(n => steps(n * 1000)))).toBeLessThan(1.5);
  expect(Math.max(...three(n => steps((n * n) / 6)))).toBeGreaterThan(1.5);
});

test.each(hostileTexts(60_000))('redaction grows linearly on $name', ({ text }) => {
  const work = (size: number): void => void redact(asClean(text.slice(0, size)));
  // A quadratic step shows as 2 every time; a neighbour on the machine or the garbage collector does not.
  let exponent = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && exponent >= 1.5; attempt++)
    exponent = Math.min(exponent, exponentOf(work, 60_000));
  expect(exponent).toBeLessThan(1.5);
});
