import type { Sheet } from './sheet.ts';

/** Glyphs of other copies that may stand inside a level copy. */
const STRANGERS = 5;

/** Whole copies on a line, read forwards or reversed: the glyph numbers of each. They cost nothing and anchor the rest. */
export function levelCopies(sheet: Sheet, token: string, taken: Uint8Array): number[][] {
  const copies: number[][] = [];
  const ways = [...new Set([token, token.split('').reverse().join('')])].map(way =>
    Array.from(way, c => c.charCodeAt(0)),
  );
  for (let line = 0; line < sheet.lines; line++) {
    if (sheet.first[line + 1]! - sheet.first[line]! < token.length) continue;
    for (const way of ways) {
      for (let copy = nextCopy(sheet, line, way, taken); copy; copy = nextCopy(sheet, line, way, taken)) {
        for (const g of copy) taken[g] = 1;
        copies.push(copy);
      }
    }
  }
  return copies;
}

/** The shortest stretch of a line that holds the characters in order, if it holds little else. */
function nextCopy(sheet: Sheet, line: number, way: readonly number[], taken: Uint8Array): number[] | undefined {
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  const length = way.length;
  const most = length + Math.min(STRANGERS, Math.ceil(length / 4));
  // begun[p]: the latest start of a stretch that holds the first p + 1 characters and ends at or before this glyph.
  const begun = new Int32Array(length).fill(-1);
  let best = most + 1;
  let at = -1;
  let end = -1;
  for (let g = from; g < to; g++) {
    if (taken[g]) continue;
    for (let p = length - 1; p >= 0; p--) {
      if (sheet.code[g] !== way[p]) continue;
      begun[p] = p === 0 ? g : begun[p - 1]!;
      if (p === length - 1 && begun[p]! >= 0 && g - begun[p]! + 1 < best) {
        best = g - begun[p]! + 1;
        at = begun[p]!;
        end = g;
      }
    }
  }
  if (at < 0) return undefined;
  // From the end backwards, so that of equal glyphs the nearest to their followers are taken.
  const out: number[] = [];
  let p = length - 1;
  for (let g = end; g >= at && p >= 0; g--)
    if (!taken[g] && sheet.code[g] === way[p]) {
      out.push(g);
      p--;
    }
  return p < 0 ? out.reverse() : undefined;
}
