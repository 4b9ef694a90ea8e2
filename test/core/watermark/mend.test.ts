import { expect, it } from 'vitest';
import { noisyOne } from '../../evaluate/watermark.ts';
import { VARIANTS } from '../../generators/stamped-text/index.ts';

it('learns from a noisy reading what the token lacks: its copies leave the same glyphs over', () => {
  const read = VARIANTS.filter(({ name }) => ['platform en', 'letters token', '180 and 90'].includes(name)).flatMap(
    variant => [1, 2, 3].map(seed => noisyOne(variant, seed, 0.02)),
  );
  const total = (key: 'left' | 'stamped' | 'lost' | 'content') => read.reduce((sum, one) => sum + one[key], 0);
  expect(total('left') / total('stamped')).toBeLessThan(0.03);
  expect(total('lost') / total('content')).toBeLessThan(0.001);
}, 60_000);
