import { describe, expect, test } from 'vitest';
import { DIRECT, measure } from '../redteam/measure.ts';
import { linesCorpus, resumesCorpus } from './corpus.ts';

test('the corpus of formats is large, and a third of its lines are innocent', () => {
  const lines = linesCorpus(1, 1);
  expect(lines.length).toBeGreaterThan(700);
  expect(lines.filter(it => it.marks.length === 0).length / lines.length).toBeGreaterThan(0.33);
  expect(resumesCorpus(1).length).toBeGreaterThan(50);
});

describe.each([2, 11, 41])('redaction of forms, letters and other countries’ résumés, seed %i', seed => {
  const lines = measure(linesCorpus(seed, 1));
  const resumes = measure(resumesCorpus(seed));

  test('no direct identifier survives in a résumé', () => {
    expect(resumes.leaks.filter(it => DIRECT.has(it.mark.type)).map(it => it.sample.source)).toEqual([]);
  });

  test.each([
    ['lines', lines],
    ['résumés', resumes],
  ])('hardly a sign of anything survives in %s, and what goes is personal', (_, { byType }) => {
    const all = byType.get('all')!;
    expect(all.leaked / all.signs).toBeLessThanOrEqual(0.005);
    expect(1 - all.wrong / all.found).toBeGreaterThanOrEqual(0.98);
  });
});
