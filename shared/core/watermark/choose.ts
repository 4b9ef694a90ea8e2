import { type Consensus, consensusOf, judged, sensesOf, trimmed } from './finding/consensus.ts';
import { type Evidence, evidenceOf, windowsOf } from './finding/evidence.ts';
import type { Sheet } from './sheet.ts';
import { isSpelled, LONGEST, Neighbours, reversed, SHORTEST, wholeTokens } from './token.ts';

/** Share of the pure lines' glyphs that a token must explain to be taken without looking further. */
const PLAIN = 0.5;
/** Evidence below which a token is chance, in nats. */
const LEAST_EVIDENCE = 60;
/** The same for each character of a token put together from fragments. */
const LEAST_EACH = 2.5;
/** Fewest different characters of a token put together from fragments. */
const LEAST_LETTERS = 5;

interface Candidate {
  readonly token: string;
  readonly found: Consensus;
  readonly score: number;
  /** Put together from fragments: nowhere seen whole. */
  readonly assembled: boolean;
}

/** The token that explains most of what runs down the lines: a whole copy if one is found, else one put together. */
export function bestToken(
  sheet: Sheet,
  taken: Uint8Array,
  hints: readonly string[],
  round: number,
): { readonly token: string } | undefined {
  const neighbours = new Neighbours(sheet, taken);
  const words = wholeTokens(sheet, taken, neighbours, round === 0 ? hints : []).slice(0, 4);
  const more = new Set<number>();
  for (const word of words.flat()) for (let i = 0; i < word.length; i++) more.add(word.charCodeAt(i));
  for (const window of windowsOf(sheet, taken)) {
    const found = bestIn(sheet, taken, evidenceOf(sheet, taken, more, window), words, window);
    if (found) return found;
  }
  return undefined;
}

function bestIn(
  sheet: Sheet,
  taken: Uint8Array,
  evidence: Evidence,
  words: readonly (readonly string[])[],
  window: readonly [number, number],
): Candidate | undefined {
  const level = levelGain(sheet, taken, evidence, window);
  const passes = (candidate: Candidate) =>
    candidate.found.score >= LEAST_EVIDENCE &&
    candidate.found.score >= (candidate.assembled ? LEAST_EACH * candidate.token.length : 0) &&
    recurs(evidence, candidate);
  const enough = PLAIN * pureGlyphs(evidence);
  const candidates: Candidate[] = [];
  const read = [...new Set(words.flat())].flatMap(word => seenWhole(evidence, word, level));
  for (const straight of read.sort((a, b) => b.score - a.score).slice(0, MOST_WORDS)) {
    candidates.push(straight, mended(evidence, straight, level));
    if (candidates.some(c => explained(c.found) >= enough && passes(c))) break;
  }
  if (!candidates.some(c => passes(c) && explained(c.found) >= enough))
    for (const found of consensusOf(evidence)) {
      const token = reversed(spelled(evidence, found.ids));
      if (new Set(found.ids).size < LEAST_LETTERS || !isSpelled(token) || !isName(token)) continue;
      if (goesRound(found.ids)) continue;
      const gain = level(token);
      candidates.push({ token, found, score: found.score + gain, assembled: gain === 0 });
    }
  candidates.sort((a, b) => b.score - a.score);
  return candidates.find(passes);
}

const spelled = (e: Evidence, ids: readonly number[]): string => String.fromCharCode(...ids.map(id => e.letters[id]!));

/** Words whose copies are looked at closely. */
const MOST_WORDS = 3;

/** A word as copies run down the lines, read the way that explains more. */
function seenWhole(e: Evidence, word: string, level: (token: string) => number): Candidate[] {
  const ids = Array.from(word.split(''), char => e.idOf.get(char.charCodeAt(0)) ?? -1);
  if (ids.includes(-1) || ids.length < SHORTEST) return [];
  const found = [ids, [...ids].reverse()]
    .flatMap(way => sensesOf(e).map(sense => judged(e, way, sense, 1)))
    .reduce((a, b) => (b.score > a.score ? b : a));
  return found.score > 0 ? [{ token: word, found, score: found.score + level(word), assembled: false }] : [];
}

/** A word as the copies that run down the lines correct it. */
function mended(e: Evidence, { token, found }: Candidate, level: (token: string) => number): Candidate {
  const better = trimmed(e, found);
  const text = spelled(e, better.ids);
  const mended = spelled(e, found.ids) === token ? text : reversed(text);
  return { token: mended, found: better, score: better.score + level(mended), assembled: false };
}

/** What whole copies on a line are worth: their characters' surprise, for each line that has one, perhaps with strangers in it. */
function levelGain(
  sheet: Sheet,
  taken: Uint8Array,
  e: Evidence,
  [start, end]: readonly [number, number],
): (token: string) => number {
  const lines: string[] = [];
  for (let line = start; line < end; line++) {
    const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
    if (to - from < SHORTEST || to - from > 6 * LONGEST) continue;
    let text = ' ';
    for (let g = from; g < to; g++) {
      if (sheet.gap[g]! & 1 && text !== ' ') text += ' ';
      if (!taken[g]) text += String.fromCharCode(sheet.code[g]!);
    }
    if (text.length >= SHORTEST) lines.push(`${text} `);
  }
  return token => {
    let worth = 0;
    for (let i = 0; i < token.length; i++) worth += e.surprise[e.idOf.get(token.charCodeAt(i)) ?? -1] ?? 0;
    const gains: number[] = [];
    for (const way of [token, reversed(token)])
      for (const line of lines) if (shares(line, way)) gains.push(Math.max(0, worth - STRANGER * strangers(line, way)));
    gains.sort((a, b) => b - a);
    return gains.slice(0, MOST_LEVEL).reduce((sum, gain) => sum + gain, 0);
  };
}

/** Nats for a glyph of another copy inside a copy on a line; and copies on lines that count. */
const [STRANGER, MOST_LEVEL] = [3, 4];
const GLUED = 2;
/** A stranger inside weighs less: level copies on a regular grid have the same one at the same place. */
const INSIDE = 0.2;
/** A stretch of a token that a line must hold to be looked at closely. */
const STRETCH = 5;

function shares(line: string, token: string): boolean {
  for (let i = 0; i + STRETCH <= token.length; i += 3) if (line.includes(token.slice(i, i + STRETCH))) return true;
  return false;
}

/**
 * The fewest glyphs of others in the shortest stretch of a line that holds a token's characters in order, and up to so many that
 * are glued to its ends. White space does not count.
 */
function strangers(line: string, token: string): number {
  const length = token.length;
  const begun = new Int32Array(length).fill(-1);
  let [best, from, to] = [Number.POSITIVE_INFINITY, -1, -1];
  for (let i = 0; i < line.length; i++)
    for (let p = length - 1; p >= 0; p--) {
      if (line[i] !== token[p]) continue;
      begun[p] = p === 0 ? i : begun[p - 1]!;
      if (p === length - 1 && begun[p]! >= 0 && i - begun[p]! < best) [best, from, to] = [i - begun[p]!, begun[p]!, i];
    }
  if (from < 0) return best;
  let count = 0;
  for (let i = from; i <= to; i++) if (line[i] !== ' ') count++;
  let glued = 0;
  for (let i = 1; i <= GLUED && line[from - i] !== ' '; i++) glued++;
  for (let i = 1; i <= GLUED && line[to + i] !== ' '; i++) glued++;
  return INSIDE * (count - length) + glued;
}

/**
 * The gate against chance: copies of a stamp come again and run past lines of text. A column of single letters, vertical
 * text or a drawing in characters does one or the other. A token that stands nowhere whole must show it twice.
 */
function recurs(e: Evidence, { found, assembled }: Candidate): boolean {
  let independent = 0;
  const seen = new Set<string>();
  for (const { path, copies } of found.rows) {
    const [first, last] = [path[0]!, path[path.length - 1]!];
    const took = path.reduce((sum, step) => sum + step.to - step.from, 0);
    if (took < MOST_OF_IT * found.ids.length) continue;
    let text = 0;
    for (let line = first.line; line <= last.line; line++) if (!e.pure[line]) text++;
    if (loudness(e, path, found.ids) < LEAST_LOUD * took) continue;
    // What a page repeats of another page's text comes again in the very same lines.
    const lines = path.map(({ line, from }) => `${from}:${e.free[line]}`).join();
    if (text >= (assembled ? 2 : 1) && !seen.has(lines)) independent += copies;
    seen.add(lines);
  }
  // A name in the text may stand vertically once, too: a token that is a word alone must come again.
  const word = found.ids.every(id => e.letters[id]! >= 0x2e80);
  return independent >= (word ? 3 : assembled ? 2 : 1);
}

/** Characters of a path that stand on pure lines, or alone in a line of text. */
function loudness(e: Evidence, path: Consensus['rows'][number]['path'], ids: readonly number[]): number {
  let loud = 0;
  for (const { line, from, to } of path)
    for (let p = from; p < to; p++) if (e.pure[line] || e.loud[line * e.letters.length + ids[p]!]) loud++;
  return loud;
}
/** Share of a copy that must be loud: a path through words of text alone is chance. */
const LEAST_LOUD = 0.5;

/** A token put together from fragments has a digit, a capital or a Chinese character; ends of words in small letters have not. */
const isName = (token: string): boolean => /[\p{N}\p{Lu}\p{Lo}]/u.test(token);

/** A string that repeats within the shortest token, or nearly so, is a counter or a pattern. */
function goesRound(ids: readonly number[]): boolean {
  for (let period = 1; period < SHORTEST && 1.5 * period <= ids.length; period++) {
    let same = 0;
    for (let i = period; i < ids.length; i++) if (ids[i] === ids[i - period]) same++;
    if (same >= 0.75 * (ids.length - period)) return true;
  }
  return false;
}

/** Share of a token that a copy must show to count: one that a page's edge cuts lacks an end. */
const MOST_OF_IT = 0.85;

const explained = ({ rows }: Consensus): number =>
  rows.reduce((sum, { path, copies }) => sum + path.reduce((n, step) => n + (step.to - step.from) * copies, 0), 0);

function pureGlyphs(e: Evidence): number {
  let sum = 0;
  for (let line = 0; line < e.lines; line++) if (e.pure[line]) sum += e.free[line]!;
  return sum;
}
