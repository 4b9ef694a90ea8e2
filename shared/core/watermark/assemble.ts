import { findRows } from './chain.ts';
import type { Sheet } from './sheet.ts';
import { isFragment, isSpelled, LONGEST, SHORTEST } from './token.ts';

/**
 * A token that is nowhere whole, from the fragments that run down the page.
 *
 * A stretch of one-glyph lines is a seed. Wherever it occurs again, each occurrence says what follows: a glyph on a line
 * of its own loudly, one at the edge of a text line softly. Text lines fall on other places in every copy, so that
 * what one copy hides another shows. The seed grows both ways by vote until the copies no longer agree.
 */
export function assembledTokens(sheet: Sheet, taken: Uint8Array): string[] {
  const out: string[] = [];
  for (const seed of seeds(sheet, taken)) {
    if (out.some(token => token.includes(seed))) continue;
    const token = grown(sheet, taken, seed);
    if (token.length >= SHORTEST && token.length <= LONGEST + 4 && new Set(token).size >= 5 && isSpelled(token))
      out.push(token);
    if (out.length >= SEEDS) break;
  }
  return out;
}

const SEEDS = 3;
/** A shorter seed occurs by chance. */
const LEAST_SEED = 4;

/** The longest stretches of lines that hold one glyph a copy. */
function seeds(sheet: Sheet, taken: Uint8Array): string[] {
  const runs: string[] = [];
  let run = '';
  let copies = 0;
  const close = () => {
    if (run.length >= LEAST_SEED && new Set(run).size >= 3) runs.push(run.slice(0, LONGEST));
    run = '';
  };
  for (let line = 0; line < sheet.lines; line++) {
    if (sheet.first[line] === sheet.first[line + 1]) continue;
    const glyphs = glyphsOf(sheet, line, taken);
    const one = isFragment(sheet, line, taken) && glyphs.every(code => code === glyphs[0]) ? glyphs[0]! : undefined;
    if (one === undefined || (run && glyphs.length !== copies)) close();
    if (one === undefined) continue;
    copies = glyphs.length;
    run += String.fromCharCode(one);
  }
  close();
  return [...new Set(runs)].sort((a, b) => b.length - a.length).slice(0, 2 * SEEDS);
}

function glyphsOf(sheet: Sheet, line: number, taken: Uint8Array): number[] {
  const out: number[] = [];
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) out.push(sheet.code[g]!);
  return out;
}

/** Where one occurrence of the growing token stands. */
interface Cursor {
  line: number;
  readonly copies: number;
  /** Characters already used of that line. */
  used: number[];
  misses: number;
}

/** Rounds of growth: a longer token is found in more places, which know more of what follows. */
const ROUNDS = 3;

function grown(sheet: Sheet, taken: Uint8Array, seed: string): string {
  let token = seed;
  for (let round = 0; round < ROUNDS; round++) {
    const before = token;
    for (const way of [1, -1] as const) {
      const codes = Array.from(token, c => c.charCodeAt(0));
      const near = round === 0 ? 0 : 2;
      const cursors = findRows(sheet, codes, 0, taken, { from: 0, to: sheet.lines })
        .filter(({ path }) => (way === 1 ? path[path.length - 1]!.to >= codes.length - near : path[0]!.from <= near))
        .map(({ path, copies }) =>
          cursorAt(sheet, taken, codes, way === 1 ? path[path.length - 1]! : path[0]!, copies, way),
        );
      token = extend(sheet, taken, token, way, cursors);
    }
    if (token === before) break;
  }
  return token;
}

function cursorAt(
  sheet: Sheet,
  taken: Uint8Array,
  codes: readonly number[],
  end: { readonly line: number; readonly from: number; readonly to: number },
  copies: number,
  way: 1 | -1,
): Cursor {
  const cursor: Cursor = { line: end.line, copies, used: codes.slice(end.from, end.to), misses: 0 };
  // The path may end a little before the token does: walk the rest.
  const rest = way === 1 ? codes.slice(end.to) : codes.slice(0, end.from).reverse();
  for (const code of rest) advance(sheet, taken, cursor, way, code);
  return cursor;
}

function extend(sheet: Sheet, taken: Uint8Array, token: string, way: 1 | -1, cursors: Cursor[]): string {
  let out = token;
  let active = cursors;
  while (out.length < LONGEST + 4 && active.length > 0) {
    const votes = new Map<number, number>();
    for (const cursor of active)
      for (const [code, weight] of following(sheet, taken, cursor, way))
        votes.set(code, (votes.get(code) ?? 0) + weight);
    let [best, most] = [-1, 0];
    for (const [code, weight] of votes) if (weight > most) [best, most] = [code, weight];
    if (most < Math.max(0.6, 0.25 * active.length)) break;
    const char = String.fromCharCode(best);
    out = way === 1 ? out + char : char + out;
    if (turnsRound(out, way)) return way === 1 ? out.slice(0, -TURN) : out.slice(TURN);
    for (const cursor of active) advance(sheet, taken, cursor, way, best);
    active = active.filter(cursor => cursor.misses < 3);
  }
  return out;
}

/** Copies that follow each other without a gap begin again: the token then repeats its own beginning. */
const TURN = 5;
const turnsRound = (token: string, way: 1 | -1): boolean =>
  token.length >= 2 * SHORTEST &&
  (way === 1 ? token.endsWith(token.slice(0, TURN)) : token.startsWith(token.slice(-TURN)));

/** What an occurrence says comes next, with weights. */
function following(sheet: Sheet, taken: Uint8Array, cursor: Cursor, way: 1 | -1): Map<number, number> {
  const out = new Map<number, number>();
  const say = (codes: Iterable<number>, weight: number) => {
    for (const code of codes) out.set(code, Math.max(out.get(code) ?? 0, weight));
  };
  const here = repeated(sheet, cursor.line, taken, cursor.copies, cursor.used);
  if (isFragment(sheet, cursor.line, taken) && here.size > 0) {
    say(here, 1);
    return out;
  }
  const next = neighbour(sheet, cursor.line, way);
  if (next < 0) return out;
  const codes = repeated(sheet, next, taken, cursor.copies, []);
  if (isFragment(sheet, next, taken)) say(codes, 1 / Math.max(1, codes.size));
  else {
    say(edges(sheet, next, taken, cursor.copies), cursor.copies > 1 ? 0.8 : 0.35);
    const beyond = neighbour(sheet, next, way);
    if (beyond >= 0 && isFragment(sheet, beyond, taken)) {
      const later = repeated(sheet, beyond, taken, cursor.copies, []);
      say(later, 0.3 / Math.max(1, later.size));
    }
  }
  return out;
}

function advance(sheet: Sheet, taken: Uint8Array, cursor: Cursor, way: 1 | -1, code: number): void {
  if (
    repeated(sheet, cursor.line, taken, cursor.copies, cursor.used).has(code) &&
    isFragment(sheet, cursor.line, taken)
  ) {
    cursor.used.push(code);
    return;
  }
  const next = neighbour(sheet, cursor.line, way);
  if (next >= 0 && repeated(sheet, next, taken, cursor.copies, []).has(code)) {
    // A text line that has the character somewhere may still not be where it came from.
    const beyond = neighbour(sheet, next, way);
    const sure = isFragment(sheet, next, taken) || edges(sheet, next, taken, cursor.copies).has(code);
    const later =
      beyond >= 0 && isFragment(sheet, beyond, taken) && repeated(sheet, beyond, taken, cursor.copies, []).has(code);
    cursor.line = sure || !later ? next : beyond;
    cursor.used = [code];
    cursor.misses = 0;
    return;
  }
  const beyond = next >= 0 ? neighbour(sheet, next, way) : -1;
  if (beyond >= 0 && isFragment(sheet, beyond, taken) && repeated(sheet, beyond, taken, cursor.copies, []).has(code)) {
    cursor.line = beyond;
    cursor.used = [code];
    cursor.misses = 0;
    return;
  }
  cursor.misses++;
}

/** Characters that a line has at least once a copy beyond what is used of it. */
function repeated(sheet: Sheet, line: number, taken: Uint8Array, copies: number, used: readonly number[]): Set<number> {
  const counts = new Map<number, number>();
  // From the right: of a group on one line, drawn upwards, the last glyph is the upper one.
  for (const code of glyphsOf(sheet, line, taken).reverse()) counts.set(code, (counts.get(code) ?? 0) + 1);
  let each = copies;
  // Side by side, copies show every character equally often.
  if (isFragment(sheet, line, taken)) each = Math.max(copies, Math.min(...counts.values()));
  for (const code of used) counts.set(code, (counts.get(code) ?? 0) - each);
  return new Set([...counts].filter(([, count]) => count >= each).map(([code]) => code));
}

/** Characters that stand alone in a text line, or at its edges. */
function edges(sheet: Sheet, line: number, taken: Uint8Array, copies: number): Set<number> {
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  const out = new Map<number, number>();
  for (let g = from; g < to; g++)
    if (!taken[g] && (sheet.gap[g] === 3 || g === from || g === to - 1))
      out.set(sheet.code[g]!, (out.get(sheet.code[g]!) ?? 0) + 1);
  return new Set([...out].filter(([, count]) => count >= copies).map(([code]) => code));
}

function neighbour(sheet: Sheet, line: number, way: 1 | -1): number {
  let next = line + way;
  while (next >= 0 && next < sheet.lines && sheet.first[next] === sheet.first[next + 1]) next += way;
  return next < sheet.lines ? next : -1;
}
