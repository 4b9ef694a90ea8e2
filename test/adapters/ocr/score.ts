import { distance } from '../../generators/pdf/score.ts';

/** Sums over pages. */
export interface OcrScore {
  characters: number;
  errors: number;
  solidCharacters: number;
  solidErrors: number;
  lines: number;
  inOrder: number;
}

/**
 * How near OCR came to the truth. Lines are compared in the order of their text, so that the order of blocks counts for
 * itself (`inOrder`); `solid` leaves out white space, which is a matter of opinion between ideographs. Forms of a
 * character that look the same are the same.
 */
export function errorsOf(truth: readonly string[], read: readonly string[]): OcrScore {
  const pairs = matched(truth.map(folded), read.map(folded));
  let [errors, solidErrors] = [0, 0];
  for (const [expected, got] of pairs) {
    errors += substitutions(expected, got);
    solidErrors += substitutions(solid(expected), solid(got));
  }
  const expected = truth.map(folded);
  return {
    characters: expected.join(' ').length,
    errors,
    solidCharacters: solid(expected.join('')).length,
    solidErrors,
    lines: truth.length,
    inOrder: inOrder(truth.map(line => pairs.find(pair => pair[0] === folded(line))?.[2] ?? -1)),
  };
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[丨｜]/g, '|')
    .replace(/\s+/g, ' ')
    .trim();
const solid = (text: string): string => text.replace(/\s/g, '');

/** Levenshtein: a wrong character is one error, not one missing and one too many. */
export function substitutions(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/**
 * Each true line with what was read for it, then what was read too much; the third is the read line's place, −1 for a
 * line that was not found as a line. A cell that was read as part of a row is found inside that row.
 */
function matched(truth: readonly string[], read: readonly string[]): [string, string, number][] {
  const free = new Map(read.entries());
  const pairs: [string, string, number][] = [];
  const missing: string[] = [];
  for (const line of truth) {
    let [best, least] = [-1, Math.max(1, line.length * 0.6)];
    for (const [i, text] of free) {
      const apart = distance(solid(line), solid(text), 400);
      if (apart < least) [best, least] = [i, apart];
    }
    if (best < 0) {
      missing.push(line);
      continue;
    }
    pairs.push([line, free.get(best)!, best]);
    free.delete(best);
  }
  let rest = [...free.values()].map(solid);
  for (const line of missing.toSorted((a, b) => b.length - a.length)) {
    const part = solid(line);
    const at = rest.findIndex(text => text.includes(part));
    pairs.push([line, at < 0 ? '' : line, -1]);
    if (at >= 0) rest = [...rest.slice(0, at), ...rest[at]!.replace(part, '\n').split('\n'), ...rest.slice(at + 1)];
  }
  return [...pairs, ...rest.map((text): [string, string, number] => ['', text, -1])];
}

/** Length of the longest ascending chain. */
function inOrder(places: readonly number[]): number {
  const tails: number[] = [];
  for (const place of places) {
    if (place < 0) continue;
    let at = tails.findIndex(tail => tail >= place);
    if (at < 0) at = tails.length;
    tails[at] = place;
  }
  return tails.length;
}
