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
      const next = () => nextCopy(sheet, line, way, taken) ?? woven(sheet, line, way, taken);
      for (let copy = next(); copy; copy = next()) {
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

/** Shortest token that is looked for between the glyphs of a text line: a shorter one is found there by chance. */
const LEAST_WOVEN = 16;
/** Most glyphs of content between two of the copy's, and the price of each number: the advances of both are alike. */
const BETWEEN = [0.4, 0, 0.3, 1.2, 3];

/** A level copy drawn across a line of text: sorting by x weaves the two together. */
function woven(sheet: Sheet, line: number, way: readonly number[], taken: Uint8Array): number[] | undefined {
  const length = way.length;
  if (length < LEAST_WOVEN || new Set(way).size < 6) return undefined;
  const free: number[] = [];
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) free.push(g);
  let p = 0;
  for (const g of free) if (sheet.code[g] === way[p]) p++;
  if (p < length || free.length > 6 * length) return undefined;
  const reach = BETWEEN.length;
  const cost = Array.from({ length }, () => new Float64Array(free.length).fill(Number.POSITIVE_INFINITY));
  const back = Array.from({ length }, () => new Int32Array(free.length).fill(-1));
  for (let q = 0; q < length; q++)
    for (let i = q; i < free.length; i++) {
      if (sheet.code[free[i]!] !== way[q]) continue;
      if (q === 0) cost[0]![i] = 0;
      else
        for (let j = Math.max(0, i - reach); j < i; j++) {
          const total = cost[q - 1]![j]! + BETWEEN[i - j - 1]!;
          if (total < cost[q]![i]!) [cost[q]![i], back[q]![i]] = [total, j];
        }
    }
  let end = -1;
  const last = cost[length - 1]!;
  for (let i = 0; i < free.length; i++) if (last[i]! < (end < 0 ? Number.POSITIVE_INFINITY : last[end]!)) end = i;
  if (end < 0) return undefined;
  const out: number[] = [];
  for (let q = length - 1; q >= 0; q--) {
    out.push(free[end]!);
    end = back[q]![end]!;
  }
  return out.reverse();
}

/** Characters of a cut copy that are no chance. */
const LEAST_CUT = 5;

/** Lines that hold nothing but a copy's beginning or end: a page's edge cut it. */
export function cutLevelCopies(sheet: Sheet, token: string, taken: Uint8Array): number[][] {
  const back = token.split('').reverse().join('');
  const copies: number[][] = [];
  for (let line = 0; line < sheet.lines; line++) {
    const free: number[] = [];
    let word = '';
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]! && word.length < token.length; g++) {
      if (taken[g]) continue;
      free.push(g);
      word += String.fromCharCode(sheet.code[g]!);
    }
    if (word.length < LEAST_CUT || word.length >= token.length) continue;
    if (![token, back].some(way => way.startsWith(word) || way.endsWith(word))) continue;
    for (const g of free) taken[g] = 1;
    copies.push(free);
  }
  return copies;
}
