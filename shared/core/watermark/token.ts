import type { Sheet } from './sheet.ts';

/** Shortest and longest token. */
export const [SHORTEST, LONGEST] = [12, 80];

/** A line that may be nothing but stamp: few glyphs in short words. */
export function isFragment(sheet: Sheet, line: number, taken: Uint8Array): boolean {
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  let [count, word] = [0, 0];
  for (let g = from; g < to; g++) {
    if (sheet.gap[g]! & 1) word = 0;
    if (taken[g]) continue;
    if (++word > 5 || ++count > 14) return false;
  }
  return count > 0;
}

/** How often one character follows another on neighbouring fragment lines: the trace of a stamp that runs downwards. */
export class Neighbours {
  readonly pairs = new Map<number, number>();
  total = 0;

  constructor(sheet: Sheet, taken: Uint8Array, from = 0, to = sheet.lines) {
    let before: number[] = [];
    for (let line = from; line < to; line++) {
      if (sheet.first[line] === sheet.first[line + 1]) continue;
      const here = isFragment(sheet, line, taken) ? distinct(sheet, line, taken) : [];
      const weight = before.length && here.length ? 1 / Math.max(before.length, here.length) : 0;
      for (const a of before)
        for (const b of here) this.pairs.set(a * 65536 + b, (this.pairs.get(a * 65536 + b) ?? 0) + weight);
      this.total += weight * Math.min(before.length, here.length);
      before = here;
    }
  }

  /** The weight of the pairs that a string has next to each other, in either direction. */
  support(token: string): { up: number; down: number } {
    let [up, down] = [0, 0];
    const seen = new Set<number>();
    for (let i = 1; i < token.length; i++) {
      const [a, b] = [token.charCodeAt(i - 1), token.charCodeAt(i)];
      const key = a * 65536 + b;
      if (seen.has(key)) continue;
      seen.add(key);
      down += this.pairs.get(key) ?? 0;
      up += this.pairs.get(b * 65536 + a) ?? 0;
    }
    return { up, down };
  }
}

function distinct(sheet: Sheet, line: number, taken: Uint8Array): number[] {
  const out: number[] = [];
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++)
    if (!taken[g] && !out.includes(sheet.code[g]!)) out.push(sheet.code[g]!);
  return out;
}

export const reversed = (token: string): string => token.split('').reverse().join('');

/** Strings that could be a whole copy, perhaps with a glyph of another copy at an end or inside. */
function longWords(sheet: Sheet, taken: Uint8Array): Map<string, number> {
  const out = new Map<string, number>();
  const add = (word: string) => {
    if (word.length >= SHORTEST && word.length <= LONGEST + 6) out.set(word, (out.get(word) ?? 0) + 1);
  };
  for (let line = 0; line < sheet.lines; line++) {
    const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
    if (to - from < SHORTEST) continue;
    let [word, whole, words, longest] = ['', '', 0, 0];
    for (let g = from; g < to; g++) {
      if (taken[g]) continue;
      if (sheet.gap[g]! & 1) {
        add(word);
        word = '';
        words++;
      }
      const char = String.fromCharCode(sheet.code[g]!);
      word += char;
      whole += char;
      longest = Math.max(longest, word.length);
      if (whole.length > 2 * LONGEST) break;
    }
    add(word);
    if (words > 1 && words < 8 && longest >= 8 && whole !== word) add(whole);
  }
  return out;
}

/** Longest common subsequence: what two copies share when glyphs of others stand in each. */
export function commonPart(a: string, b: string): string {
  const stride = b.length + 1;
  const best = new Uint16Array((a.length + 1) * stride);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * stride + j] =
        a[i] === b[j]
          ? best[(i + 1) * stride + j + 1]! + 1
          : Math.max(best[(i + 1) * stride + j]!, best[i * stride + j + 1]!);
  let out = '';
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      out += a[i];
      i++;
      j++;
    } else if (best[(i + 1) * stride + j]! >= best[i * stride + j + 1]!) i++;
    else j++;
  }
  return out;
}

/** Whole copies that the fragment lines vouch for; best first. */
export function wholeTokens(
  sheet: Sheet,
  taken: Uint8Array,
  neighbours: Neighbours,
  hints: readonly string[],
): string[][] {
  if (neighbours.total < 4 && hints.length === 0) return [];
  const words = longWords(sheet, taken);
  for (const hint of hints) words.set(hint, (words.get(hint) ?? 0) + 3);
  const scored = [...words.keys()]
    .filter(isSpelled)
    .map(word => {
      const { up, down } = neighbours.support(word);
      return { word, score: Math.max(up, down) / Math.sqrt(word.length) };
    })
    .filter(({ word, score }) => score > 0.5 || hints.includes(word))
    .sort((a, b) => b.score - a.score)
    .slice(0, 12);
  const out: string[][] = [];
  for (const { word } of scored) {
    const variants = [word];
    if (!hints.includes(word)) {
      // Other copies, with other neighbours, tell the token from what is glued to it or stands in it.
      let token = word;
      for (const other of scored) {
        if (other.word === word || other.word.length < 0.8 * token.length) continue;
        const [as, back] = [commonPart(token, other.word), commonPart(token, reversed(other.word))];
        const part = as.length >= back.length ? as : back;
        if (part.length < SHORTEST || part.length < 0.85 * token.length) continue;
        token = part;
        if (variants.length < 4 && !variants.includes(part)) variants.push(part);
      }
    }
    out.push(variants);
  }
  return out;
}

/** A token is letters and digits for the most part; drawings and separators are not. */
export function isSpelled(token: string): boolean {
  return token.replace(/[^\p{L}\p{N}]/gu, '').length >= 0.7 * token.length;
}
