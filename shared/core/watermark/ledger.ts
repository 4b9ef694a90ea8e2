import type { Track } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { reversed } from './token.ts';

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
