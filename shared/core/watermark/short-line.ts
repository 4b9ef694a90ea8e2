import type { Placement, PlaceOptions } from './place.ts';
import type { View } from './view.ts';

/** Most characters of content in a line that is else the copies'. */
export const SHORT_CONTENT = 3;

/**
 * A line of a few characters (a skill `C`, a grade) between the glyphs of the copies: every way to keep as many, by what is
 * kept and by whether what is taken falls into one block a copy.
 */
export function shortLine(
  view: View,
  from: number,
  to: number,
  { pattern, copies, columns, language }: PlaceOptions,
): Placement[] {
  const count = to - from;
  const keep = view.size - count * copies;
  const block = pattern.slice(from, to).sort((a, b) => a - b);
  const open = new Map<number, number>();
  for (const code of block) open.set(code, (open.get(code) ?? 0) + copies);
  // What must be kept for the rest to be the copies' glyphs.
  for (const code of view.code) open.set(code, (open.get(code) ?? 0) - 1);
  for (const left of open.values()) if (left > 0) return [];
  const ways: Placement[] = [];
  const whole = view.cost();
  const kept: number[] = [];
  const grow = (next: number): void => {
    if (kept.length === keep) {
      const taken: number[] = [];
      for (let i = 0; i < view.size; i++) if (!kept.includes(i)) taken.push(i);
      let cost = 1.5 * (kept[keep - 1]! - kept[0]! - keep + 1);
      for (let copy = 0; copy < copies; copy++) {
        const own = taken.slice(copy * count, copy * count + count).map(i => view.code[i]!);
        own.sort((a, b) => a - b);
        if (own.some((code, i) => code !== block[i])) cost += 6;
      }
      // The line's text begins at the left margin: glyphs of a copy at the edge before it, of the others after it.
      for (let copy = 0; copy < copies; copy++) {
        const { low, high } = columns.at[copy]!;
        if (columns.slope !== 0) continue;
        const middle = taken[copy * count + (count >> 1)]!;
        if (high < 0.5 ? middle > kept[0]! : low > 1.2 * keep + 0.5 && middle < kept[keep - 1]!) cost += 6;
      }
      const codes: number[] = [];
      for (const i of kept) {
        if (codes.length && view.space[i]) codes.push(32);
        codes.push(view.shown[i]!);
      }
      codes.push(32);
      ways.push({ cost: cost - whole + language.cost(codes, 0, codes.length), taken });
      return;
    }
    for (let i = next; i < view.size; i++) {
      const left = open.get(view.code[i]!)!;
      if (left >= 0) continue;
      open.set(view.code[i]!, left + 1);
      kept.push(i);
      grow(i + 1);
      kept.pop();
      open.set(view.code[i]!, left);
    }
  };
  grow(0);
  ways.sort((a, b) => a.cost - b.cost);
  return ways;
}
