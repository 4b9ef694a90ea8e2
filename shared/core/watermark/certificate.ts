import { isKnown } from './column.ts';
import type { Track } from './settle.ts';
import type { Sheet } from './sheet.ts';

/** Nats by which the best placement must beat the second. */
export const MARGIN = 3.5;
/** Nats that no placement may cost: a dear one says that the columns or the path are wrong there. */
export const DEAR = 4;
/** The margin of copies at a slant, whose places are less well known. */
export const SLANTED = 6;

/** Most glyphs of a crumb. */
const CRUMB = 3;

/**
 * Whether something of a stamp is left that no row explains: two lines of single glyphs in a row, a glyph alone that is no
 * skill or grade, the same few glyphs at both ends of a line, or a long word that a level copy was cut out of.
 */
export function crumbsAreLeft(sheet: Sheet, token: string, taken: Uint8Array, tracks: readonly Track[]): boolean {
  const ways = [token, token.split('').reverse().join('')];
  const [firstLine, lastLine] = [sheet.lineOf[0], sheet.lineOf[sheet.glyphs - 1]];
  if ([...leftBeside(sheet, taken).values()].some(count => count >= 2)) return true;
  const begun = new Set(tracks.map(({ row }) => row.path[0]?.line));
  let beforeWasCrumb = false;
  let alone = 0;
  for (let line = 0; line < sheet.lines; line++) {
    const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
    if (from === to) continue;
    const kept: number[] = [];
    for (let g = from; g < to; g++) if (!taken[g]) kept.push(g);
    if (
      endsAlone(sheet, kept, token) &&
      (removedFrom(sheet, line, kept, taken) || pageEnds(sheet, line, begun, taken) || ++alone > MOST_ALONE)
    )
      return true;
    if (framed(sheet, kept) || cutOut(sheet, from, to, taken, token.length)) return true;
    if (pairEnds(sheet, kept, token) || (kept.length >= token.length && ways.some(way => isWoven(sheet, kept, way))))
      return true;
    if (isPiece(sheet, kept, ways)) return true;
    const ours = kept.every(g => token.includes(String.fromCharCode(sheet.code[g]!)));
    const isCrumb = kept.length > 0 && ours && kept.length <= CRUMB;
    // Beside a level copy, or where the text begins or ends, even a capital is no skill.
    if (isCrumb && (to - from - kept.length >= token.length || line === firstLine || line === lastLine)) return true;
    if (isCrumb && (beforeWasCrumb || (kept.length === 1 && !isName(sheet.shown[kept[0]!]!)))) return true;
    beforeWasCrumb = isCrumb || (kept.length === 0 && beforeWasCrumb);
  }
  return false;
}

/** A line of text ends with two glyphs of the token, each alone. */
function pairEnds(sheet: Sheet, kept: readonly number[], token: string): boolean {
  if (kept.length < 6) return false;
  return kept
    .slice(-2)
    .every(g => sheet.gap[g] === 3 && sheet.shown[g]! < 0x2e80 && token.includes(String.fromCharCode(sheet.code[g]!)));
}

/** What is left of a line is a piece of the token. */
function isPiece(sheet: Sheet, kept: readonly number[], ways: readonly string[]): boolean {
  if (kept.length < CRUMB || kept.length > ways[0]!.length) return false;
  const word = String.fromCharCode(...kept.map(g => sheet.code[g]!));
  return ways.some(way => way.includes(word));
}

/** A line still holds the whole token in order between its own glyphs: a level copy drawn across it. */
function isWoven(sheet: Sheet, kept: readonly number[], way: string): boolean {
  let p = 0;
  for (const g of kept) if (sheet.code[g] === way.charCodeAt(p)) p++;
  return p === way.length;
}

/** The glyph alone at a line's end equals one that was removed from the line: which of the two is the stamp's? */
function removedFrom(sheet: Sheet, line: number, kept: readonly number[], taken: Uint8Array): boolean {
  const code = sheet.code[kept[kept.length - 1]!];
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (taken[g] && sheet.code[g] === code) return true;
  return false;
}

/** Glyphs of a group at a line's edge. */
const GROUP = 6;

/**
 * Glyphs that were left over right beside removed ones, or alone at a line's end, by character: the same one again is a
 * character that the token lacks. A letter that words are made of alone, and numbers that a line's end parts from their
 * unit, are none.
 */
function leftBeside(sheet: Sheet, taken: Uint8Array): Map<number, number> {
  const out = new Map<number, number>();
  const add = (g: number) => out.set(sheet.code[g]!, (out.get(sheet.code[g]!) ?? 0) + 1);
  for (let line = 0; line < sheet.lines; line++) {
    const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
    if (to - from < 2) continue;
    let end = from + 1;
    while (end < to && !(sheet.gap[end]! & 1)) end++;
    let start = to - 1;
    while (start > from && !(sheet.gap[start]! & 1)) start--;
    for (const [a, b] of end < start
      ? ([
          [from, end],
          [start, to],
        ] as const)
      : ([[from, to]] as const)) {
      if (b - a > GROUP) continue;
      const kept: number[] = [];
      for (let g = a; g < b; g++) if (!taken[g]) kept.push(g);
      const word = String.fromCharCode(...kept.map(g => sheet.shown[g]!));
      // Numbering, bullets, grades and languages stand there by themselves.
      if (!/^[\w~]{1,2}$/.test(word) || /^(?:[AICR]|Go)$/.test(word)) continue;
      if (kept.length < b - a) kept.forEach(add);
      else if (b === to && a > from && /^[b-zB-Z_~]$/.test(word)) kept.forEach(add);
    }
  }
  return out;
}

/** The line is a page's last: what stands alone there may be the first glyph of a copy that the page cut off. */
function pageEnds(sheet: Sheet, line: number, begun: ReadonlySet<number | undefined>, taken: Uint8Array): boolean {
  const isGone = (at: number) => taken.subarray(sheet.first[at]!, sheet.first[at + 1]!).every(gone => gone === 1);
  let next = line + 1;
  while (next < sheet.lines && !begun.has(next) && isGone(next)) next++;
  return next >= sheet.lines || begun.has(next);
}

/** Lines of text that may end with a single glyph of their own. */
const MOST_ALONE = 2;

/** A line of text ends with a single glyph of the token. The English article does so by itself. */
function endsAlone(sheet: Sheet, kept: readonly number[], token: string): boolean {
  const last = kept[kept.length - 1];
  if (last === undefined || kept.length < 6 || !(sheet.gap[last]! & 1)) return false;
  const code = sheet.shown[last]!;
  return code !== 97 && token.includes(String.fromCharCode(sheet.code[last]!));
}

/** Capitals and East Asian characters may stand alone: a programming language, a grade, a sex. */
const isName = (code: number): boolean => (code >= 65 && code <= 90) || code >= 0x2e80;

/** The same few glyphs stand at both ends of what is left of a line, apart from the rest at its end. */
function framed(sheet: Sheet, kept: readonly number[]): boolean {
  let end = kept.length - 1;
  while (end > 0 && !(sheet.gap[kept[end]!]! & 1) && kept.length - end < CRUMB) end--;
  if (end <= 0 || !(sheet.gap[kept[end]!]! & 1)) return false;
  const size = kept.length - end;
  if (2 * size > kept.length) return false;
  for (let i = 0; i < size; i++) if (sheet.code[kept[i]!] !== sheet.code[kept[end + i]!]) return false;
  return true;
}

/** A run of removed glyphs as long as a copy with more of a word on either side of it. */
function cutOut(sheet: Sheet, from: number, to: number, taken: Uint8Array, length: number): boolean {
  let [word, gone] = [0, 0];
  for (let g = from; g <= to; g++) {
    if (g === to || sheet.gap[g]! & 1) {
      if (gone >= 0.8 * length && word > 2) return true;
      [word, gone] = [0, 0];
    }
    if (g === to) break;
    if (taken[g]) gone++;
    else word++;
  }
  return false;
}

/** Whether each row stands where another one stands too: a column that only one row knows may be chance. */
export function columnsAgree(tracks: readonly Track[]): boolean {
  if (tracks.length < 4) return true;
  return tracks.every((track, t) =>
    track.columns!.at.every(
      own =>
        !isKnown(own) ||
        tracks.some(
          (other, o) =>
            o !== t &&
            other.columns!.at.some(
              ({ low, high }) => isKnown({ low, high }) && own.low < high + 1 && own.high > low - 1,
            ),
        ),
    ),
  );
}
