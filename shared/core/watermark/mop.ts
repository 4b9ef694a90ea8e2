import type { Step } from './chain.ts';
import type { Sheet } from './sheet.ts';
import { commonPart, isFragment, reversed } from './token.ts';

/** How far from a row's position, in characters, a stray glyph may belong to it. */
const NEAR = 3;
/** Share of a token that a damaged whole copy must still show. */
const SHOWN = 0.65;

export interface Followed {
  readonly codes: readonly number[];
  readonly path: readonly Step[];
}

/**
 * What a damaged reading leaves of a stamp: where OCR lost a glyph of one copy, the others of its row stand alone, and a whole
 * copy is no longer whole. Only glyphs on lines of their own, near the place that the row has reached, are taken.
 * @returns the glyphs taken
 */
export function mopUp(sheet: Sheet, token: string, rows: readonly Followed[], taken: Uint8Array): number {
  let count = 0;
  const take = (line: number) => {
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++)
      if (!taken[g]) {
        taken[g] = 1;
        count++;
      }
  };
  for (const { codes, path } of rows) {
    let step = 0;
    const last = path[path.length - 1];
    for (
      let line = Math.max(0, (path[0]?.line ?? 0) - 2);
      last && line <= Math.min(sheet.lines - 1, last.line + 2);
      line++
    ) {
      while (step < path.length - 1 && path[step]!.line < line) step++;
      if (!isFragment(sheet, line, taken)) continue;
      const near = codes.slice(Math.max(0, path[step]!.from - NEAR), path[step]!.to + NEAR);
      const free: number[] = [];
      for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) free.push(sheet.code[g]!);
      if (free.length <= 8 && free.every(code => near.includes(code))) take(line);
    }
  }
  for (let line = 0; line < sheet.lines; line++) {
    let free = '';
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++)
      if (!taken[g]) free += String.fromCharCode(sheet.code[g]!);
    if (free.length < SHOWN * token.length || free.length > 1.3 * token.length) continue;
    const shared = Math.max(commonPart(free, token).length, commonPart(free, reversed(token)).length);
    if (shared >= 0.85 * free.length) take(line);
  }
  return count;
}
