import { describe, expect, test } from 'vitest';
import type { Glyph, GlyphPage } from '../../../shared/core/document/geometry.ts';
import { layOut } from '../../../shared/core/layout/index.ts';
import { separateStamps } from '../../../shared/core/watermark/glyphs/index.ts';

/** Pages that make a naive algorithm compare everything with everything. */
const SHAPES: Readonly<Record<string, (i: number) => [string, number, number]>> = {
  'one spot': () => ['a', 100, 100],
  'one line': i => ['ab'[i % 2]!, (i * 37) % 590, 100],
  'one column': i => ['a', 100, (i * 0.01) % 840],
  scattered: i => [String.fromCharCode(97 + ((i * 7919) % 26)), (i * 7919) % 590, (i * 104_729) % 830],
  text: i => [
    i % 7 ? String.fromCharCode(97 + ((i * 31) % 26)) : ' ',
    (i % 100) * 5 + 40,
    (Math.floor(i / 100) * 11) % 800,
  ],
  'many gutters': i => ['x', (i % 30) * 19, (Math.floor(i / 30) * 3) % 840],
};

function pageOf(count: number, shape: (i: number) => [string, number, number]): GlyphPage {
  const glyphs = Array.from({ length: count }, (_, i): Glyph => {
    const [text, x, y] = shape(i);
    return {
      text,
      box: { left: x, top: y, right: x + 5, bottom: y + 10 },
      angle: 0,
      size: 10,
      color: 0,
      alpha: 1,
      font: 0,
      mode: 0,
      order: i,
    };
  });
  return { width: 595, height: 842, glyphs, fonts: [{ embedded: true, bold: false }], fills: [], pictureShare: 0 };
}

/** Processor time, milliseconds: other work on the machine does not count. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Exponent of the growth of `work` in time, from the best of some runs at two sizes. */
function exponent(work: (count: number) => () => void, small: number, large: number): number {
  const best = (count: number) => {
    const run = work(count);
    return Math.min(
      ...Array.from({ length: 4 }, () => {
        const start = cpu();
        run();
        return cpu() - start;
      }),
    );
  };
  best(small);
  return Math.log((best(large) + 1) / (best(small) + 1)) / Math.log(large / small);
}

test('the measure tells a square from a line', () => {
  const loop = (n: number) => () => {
    let x = 0;
    for (let i = 0; i < n; i++) x += i % 3;
    return x;
  };
  expect(exponent(n => loop(n * 100), 10_000, 80_000)).toBeLessThan(1.4);
  expect(exponent(n => loop((n / 10) ** 2), 10_000, 80_000)).toBeGreaterThan(1.45);
});

describe.each(Object.entries(SHAPES))('%s', (_, shape) => {
  test('stamps and layout grow hardly faster than the page', () => {
    const work = (count: number) => {
      const page = pageOf(count, shape);
      return () => {
        separateStamps([page]);
        layOut(page, 1);
      };
    };
    expect(exponent(work, 10_000, 80_000)).toBeLessThan(1.65);
  });
});
