import { describe, expect, test } from 'vitest';
import { asRaw } from '../../../shared/core/text/brand.ts';
import { clean } from '../../../shared/core/watermark/index.ts';
import { control } from './redteam/controls.ts';
import { score, squeeze } from './redteam/score.ts';
import { stamped } from './redteam/stamped.ts';

// A second generator, written without knowledge of the cleaner and of the first one. `redteam/measure.ts` prints its tables
// for hundreds of documents; this sample only notices when something breaks, so its bounds lie well below what is measured.
const SEED = 7;
const DOCUMENTS = 60;
const LEAST_EXACT = 0.25;
const CONTROLS = 51;

describe("the red team's generator", () => {
  test('draws the same document each time, and its truth is the text without the stamp', () => {
    for (let index = 0; index < 20; index++) {
      const document = stamped(SEED, index);
      expect(stamped(SEED, index).raw).toBe(document.raw);
      const gone = new Set(document.stamp);
      expect([...document.raw.split('').keys()].map(i => (gone.has(i) ? '' : document.raw[i])).join('')).toBe(
        document.truth,
      );
      const letters = new Set(document.tokens.join(''));
      expect(document.stamp.every(i => letters.has(document.raw[i]!))).toBe(true);
      expect(document.stamp.length).toBeGreaterThan(document.whole);
    }
  });
});

describe("clean on the red team's documents", () => {
  const scores = Array.from({ length: DOCUMENTS }, (_, index) => score(stamped(SEED, index)));

  test('never throws, and cleaning the clean text changes nothing', () => {
    expect(scores.filter(s => s.outcome === 'exception')).toEqual([]);
    expect(scores.filter(s => !s.idempotent)).toEqual([]);
  });

  test('certifies nothing that is wrong', () => {
    expect(scores.filter(s => s.certified && s.outcome !== 'exact')).toEqual([]);
  });

  test('gives back the exact text of a fair share', () => {
    expect(scores.filter(s => s.outcome === 'exact').length / DOCUMENTS).toBeGreaterThanOrEqual(LEAST_EXACT);
  });

  test('only takes away', () => {
    for (let index = 0; index < 20; index++) {
      const { raw } = stamped(SEED, index);
      const text = squeeze(clean(asRaw(raw)).text);
      let at = 0;
      for (const char of squeeze(raw)) if (char === text[at]) at++;
      expect(at).toBe(text.length);
    }
  });

  test('leaves unstamped documents byte for byte', () => {
    const changed = Array.from({ length: CONTROLS }, (_, index) => control(SEED, index)).filter(
      ({ raw }) => (clean(asRaw(raw)).text as string) !== raw,
    );
    expect(changed.map(({ kind }) => kind)).toEqual([]);
  });
});
