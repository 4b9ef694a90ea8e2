import type { Track } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { isFragment, reversed } from './token.ts';

/** Whether glyphs of the token stand on a line of their own right beside a line that was all stamp: a copy may go on there. */
export function leftBehind(sheet: Sheet, token: string, taken: Uint8Array): boolean {
  const gone = (line: number): boolean => {
    if (line < 0 || line >= sheet.lines || sheet.first[line] === sheet.first[line + 1]) return false;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) return false;
    return true;
  };
  for (let line = 0; line < sheet.lines; line++) {
    if (!isFragment(sheet, line, taken) || !(gone(line - 1) || gone(line + 1))) continue;
    const codes: number[] = [];
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) codes.push(sheet.code[g]!);
    if (codes.length > 6 || codes.some(code => code !== codes[0] && codes.length < 3)) continue;
    const char = String.fromCharCode(codes[0]!);
    const edge = char === token[0] || char === token[token.length - 1];
    if (edge || (codes.length > 1 && token.includes(char))) return true;
  }
  return false;
}

/** The token in the direction in which it is written, where its family shows it: 16 hex digits come first. */
export function named(token: string): string {
  const hex = /^[0-9a-f]{16}/;
  return !hex.test(token) && hex.test(reversed(token)) ? reversed(token) : token;
}

/**
 * Whether every cut copy ends where a page does: at the text's end, or right before the next page's first copy. Elsewhere
 * nothing says how much of it there should have been, and conservation proves nothing.
 */
export function cutsMeet(sheet: Sheet, tracks: readonly Track[]): boolean {
  const neighbour = (line: number, step: 1 | -1): number => {
    let at = line + step;
    while (at >= 0 && at < sheet.lines && sheet.first[at] === sheet.first[at + 1]) at += step;
    return at;
  };
  const firsts = new Set(tracks.map(({ row }) => row.path[0]?.line));
  const lasts = new Set(tracks.map(({ row }) => row.path[row.path.length - 1]?.line));
  return tracks.every(({ row: { path }, codes }) => {
    const [first, last] = [path[0], path[path.length - 1]];
    if (!first || !last) return false;
    if (first.from > 0) {
      const before = neighbour(first.line, -1);
      if (before >= 0 && !lasts.has(before)) return false;
    }
    if (last.to < codes.length) {
      const after = neighbour(last.line + last.lines - 1, 1);
      if (after < sheet.lines && !firsts.has(after)) return false;
    }
    return true;
  });
}
