import { describe, expect, test } from 'vitest';
import { linesCorpus, parse, resumesCorpus } from './corpus.ts';
import { DIRECT, measure } from './measure.ts';

/** A name alone in the world, without a second line, may be a word or a firm: 黄河, GRANT BAKER. Nothing can tell. */
const UNDECIDABLE = /^(?:headers\.zh:2|people\.en:[23])$/;

describe('the corpus of the red team', () => {
  test('is large, and two fifths of its lines are innocent', () => {
    const lines = linesCorpus(1);
    expect(lines.length).toBeGreaterThan(600);
    expect(lines.filter(it => it.marks.length === 0).length / lines.length).toBeGreaterThan(0.3);
    expect(resumesCorpus(1).length).toBeGreaterThan(60);
  });

  test('its notation gives offsets of the text', () => {
    const { text, marks } = parse('here', '姓名：[[PERSON:{zh}]]⏎[[?AGE:28岁]]', () => '林知远');
    expect(marks.map(it => [text.slice(it.start, it.end), it.optional])).toEqual([
      ['林知远', false],
      ['28岁', true],
    ]);
  });
});

describe.each([1, 7, 23])('redaction of the red team’s corpus, seed %i', seed => {
  const lines = measure(linesCorpus(seed));
  const resumes = measure(resumesCorpus(seed));

  test('no direct identifier survives in a résumé, and hardly a sign of anything', () => {
    expect(resumes.leaks.filter(it => DIRECT.has(it.mark.type)).map(it => it.sample.source)).toEqual([]);
    const all = resumes.byType.get('all')!;
    expect(all.leaked / all.signs).toBeLessThanOrEqual(0.005);
  });

  test('in lines at most one value in two hundred does, besides names that nothing tells from words', () => {
    const direct = lines.leaks.filter(it => DIRECT.has(it.mark.type) && !UNDECIDABLE.test(it.sample.source));
    expect(direct.length / lines.byType.get('all')!.marks).toBeLessThanOrEqual(0.005);
    const all = lines.byType.get('all')!;
    expect(all.leaked / all.signs).toBeLessThanOrEqual(0.005);
  });

  test.each([
    ['lines', lines],
    ['résumés', resumes],
  ])('what it takes out of %s is personal', (_, { byType }) => {
    const all = byType.get('all')!;
    expect(1 - all.wrong / all.found).toBeGreaterThanOrEqual(0.98);
  });
});
