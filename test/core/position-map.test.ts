import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit, PositionMap } from '../../shared/core/text/position-map.ts';

/** Random disjoint edits of a text, as a list of gaps, deletions and insertions. */
const editsOf = (length: number): fc.Arbitrary<Edit[]> =>
  fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 8 }).map(steps => {
    const edits: Edit[] = [];
    let at = 0;
    for (const [gap, removed, insert] of steps) {
      const start = at + gap;
      if (start + removed > length) break;
      edits.push({ start, end: start + removed, insert });
      at = start + removed;
    }
    return edits;
  });

const twice = fc.string({ minLength: 1, maxLength: 40 }).chain(text =>
  editsOf(text.length).chain(first => {
    const middle = applyEdits(text, first);
    return editsOf(middle.length).map(second => ({ text, first, middle, second }));
  }),
);

describe('PositionMap', () => {
  it('cites a redacted span in the raw text through two edits', () => {
    const raw = 'calXl 138 now';
    const clean = PositionMap.ofEdits(raw.length, [{ start: 3, end: 4, insert: '' }]);
    const redacted = PositionMap.ofEdits(12, [{ start: 5, end: 8, insert: '[PHONE_1]' }]);
    const map = clean.compose(redacted);
    expect(map.targetLength).toBe('call [PHONE_1] now'.length);
    expect(map.spanToSource({ start: 5, end: 14 })).toEqual({ start: 6, end: 9 });
    expect(map.spanToTarget({ start: 6, end: 9 })).toEqual({ start: 5, end: 14 });
    expect(map.spanToSource({ start: 7, end: 8 })).toEqual({ start: 6, end: 9 });
  });

  it('refuses edits that overlap and maps that do not meet', () => {
    expect(() =>
      PositionMap.ofEdits(5, [
        { start: 2, end: 4, insert: '' },
        { start: 3, end: 5, insert: '' },
      ]),
    ).toThrow(RangeError);
    expect(() => PositionMap.identity(3).compose(PositionMap.identity(4))).toThrow(RangeError);
  });

  it('keeps each untouched unit at an offset that holds the same unit (10,000 cases)', () => {
    fc.assert(
      fc.property(twice, ({ text, first, middle, second }) => {
        const target = applyEdits(middle, second);
        const map = PositionMap.ofEdits(text.length, first).compose(PositionMap.ofEdits(middle.length, second));
        expect(map.targetLength).toBe(target.length);
        for (let i = 0; i < text.length; i++) {
          const span = map.spanToTarget({ start: i, end: i + 1 });
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(target.length);
          const back = map.spanToSource(span);
          if (back.start === i && back.end === i + 1 && span.end === span.start + 1 && !touched(first, i))
            if (!touched(second, PositionMap.ofEdits(text.length, first).toTarget(i, 1)))
              expect(target[span.start]).toBe(text[i]);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

const touched = (edits: readonly Edit[], offset: number): boolean =>
  edits.some(e => e.start <= offset && offset < e.end);
