import { findRows, type Row } from './chain.ts';
import type { Sheet } from './sheet.ts';
import { LONGEST, reversed, SHORTEST } from './token.ts';

/** Share of rows that must agree on a correction. */
const AGREED = 0.6;
/** Corrections tried before a token is taken as it is. */
const ATTEMPTS = 8;

/** What a character of the token must earn. */
const PER_CHARACTER = 1.5;

export interface Reading {
  readonly token: string;
  readonly codes: readonly number[];
  readonly rows: readonly Row[];
  /** Evidence of all rows. */
  readonly gain: number;
  /** The same, less what a longer token costs: for comparing tokens. */
  readonly score: number;
}

/**
 * The token as the rows of copies spell it. A whole copy on a line may have glyphs of other copies in it and lack its own
 * ends; but a character that no row has is not the token's, and one that stands before or after every row is.
 */
export function corrected(sheet: Sheet, variants: readonly string[], taken: Uint8Array, loose = false): Reading {
  let best = variants.map(token => read(sheet, token, taken)).reduce((a, b) => (b.score > a.score ? b : a));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const proposal = correction(sheet, best, taken);
    const proposals = [...(proposal === undefined ? [] : [proposal]), ...(loose ? smallEdits(sheet, best, taken) : [])];
    const next = proposals
      .filter(token => token.length >= SHORTEST && token.length <= LONGEST + 8)
      .map(token => read(sheet, token, taken))
      .reduce((a, b) => (b.score > a.score ? b : a), best);
    if (next === best) break;
    best = next;
  }
  return best;
}

/**
 * Edits of a token put together from fragments: two neighbours exchanged (glyphs of one line come in any order), a character
 * left out where rows had most trouble, one put in where lines had one too many, and a beginning that repeats at the end.
 */
function smallEdits(sheet: Sheet, { token, codes, rows }: Reading, taken: Uint8Array): string[] {
  const missed = new Uint16Array(codes.length);
  const inside = new Map<number, number>();
  for (const { path, copies } of rows)
    for (let s = 0; s < path.length; s++) {
      const { line, from, to } = path[s]!;
      if (s > 0) for (let p = path[s - 1]!.to; p < from; p++) missed[p]!++;
      const extra = leftOver(sheet, line, codes, from, to, copies, taken);
      if (extra === undefined) continue;
      vote(inside, to * 65536 + extra);
      vote(inside, from * 65536 + extra);
    }
  const down = String.fromCharCode(...codes);
  const out: string[] = [];
  const worst = Array.from(missed.keys())
    .filter(p => missed[p]! > 0)
    .sort((a, b) => missed[b]! - missed[a]!)
    .slice(0, 4);
  for (const p of worst) {
    out.push(down.slice(0, p) + down.slice(p + 1));
    for (const q of [p - 1, p])
      if (q >= 0 && q + 1 < down.length && down[q] !== down[q + 1])
        out.push(down.slice(0, q) + down[q + 1] + down[q] + down.slice(q + 2));
  }
  for (const [key] of [...inside].sort((a, b) => b[1] - a[1]).slice(0, 4))
    out.push(down.slice(0, key >> 16) + String.fromCharCode(key & 65535) + down.slice(key >> 16));
  for (let border = 8; border > 0; border--)
    if (down.length >= 2 * SHORTEST && down.endsWith(down.slice(0, border))) out.push(down.slice(0, -border));
  const half = down.length >> 1;
  if (half >= SHORTEST) out.push(down.slice(0, half), down.slice(half), down.slice(0, half + 1), down.slice(half + 1));
  return down === token ? out : out.map(reversed);
}

function read(sheet: Sheet, token: string, taken: Uint8Array): Reading {
  return [token, reversed(token)]
    .map(way => {
      const codes = Array.from(way, c => c.charCodeAt(0));
      const rows = findRows(sheet, codes, 0, taken, { from: 0, to: sheet.lines }).filter(row => row.gain > 8);
      // Of two tokens that explain the same, the shorter: two copies in a row are no token.
      const gain = rows.reduce((sum, row) => sum + row.gain, 0);
      return { token, codes, rows, gain, score: gain - PER_CHARACTER * codes.length };
    })
    .reduce((a, b) => (b.score > a.score ? b : a));
}

function correction(sheet: Sheet, { token, codes, rows }: Reading, taken: Uint8Array): string | undefined {
  if (rows.length === 0) return undefined;
  const down = String.fromCharCode(...codes);
  const missed = new Uint16Array(codes.length);
  const covered = new Uint16Array(codes.length);
  const inside = new Map<number, number>();
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  for (const { path, copies } of rows) {
    const [first, last] = [path[0]!, path[path.length - 1]!];
    for (let p = first.from; p < last.to; p++) covered[p]!++;
    for (let s = 1; s < path.length; s++) for (let p = path[s - 1]!.to; p < path[s]!.from; p++) missed[p]!++;
    for (const { line, from, to } of path) {
      const extra = leftOver(sheet, line, codes, from, to, copies, taken);
      if (extra !== undefined) vote(inside, to * 65536 + extra);
    }
    if (first.from <= 1) vote(before, lone(sheet, first.line - 1, copies));
    if (last.to >= codes.length - 1) vote(after, lone(sheet, last.line + last.lines, copies));
  }
  let proposal = '';
  for (let p = 0; p < codes.length; p++) {
    if (covered[p] === 0 || missed[p]! < AGREED * covered[p]!) proposal += down[p];
    for (const [key, count] of inside)
      if (key >> 16 === p + 1 && count >= 2 && count >= AGREED * covered[p]!)
        proposal += String.fromCharCode(key & 65535);
  }
  if (rows.length > 1) {
    const [head, tail] = [agreed(before, rows.length), agreed(after, rows.length)];
    if (head !== undefined) proposal = String.fromCharCode(head) + proposal;
    if (tail !== undefined) proposal += String.fromCharCode(tail);
  }
  if (proposal === down) return undefined;
  return down === token ? proposal : reversed(proposal);
}

/** A character that a stamp's line has once a copy beyond what the row takes from it. */
function leftOver(
  sheet: Sheet,
  line: number,
  codes: readonly number[],
  from: number,
  to: number,
  copies: number,
  taken: Uint8Array,
) {
  const rest: number[] = [];
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) rest.push(sheet.code[g]!);
  if (rest.length !== (to - from + 1) * copies) return undefined;
  for (let p = from; p < to; p++)
    for (let copy = 0; copy < copies; copy++) {
      const at = rest.indexOf(codes[p]!);
      if (at < 0) return undefined;
      rest.splice(at, 1);
    }
  return rest.every(code => code === rest[0]) ? rest[0] : undefined;
}

/** The character that a line consists of, once a copy. */
function lone(sheet: Sheet, line: number, copies: number): number | undefined {
  if (line < 0 || line >= sheet.lines) return undefined;
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  if (to - from !== copies) return undefined;
  for (let g = from + 1; g < to; g++) if (sheet.code[g] !== sheet.code[from]) return undefined;
  return sheet.code[from];
}

function vote(votes: Map<number, number>, code: number | undefined): void {
  if (code !== undefined) votes.set(code, (votes.get(code) ?? 0) + 1);
}

function agreed(votes: Map<number, number>, of: number): number | undefined {
  for (const [code, count] of votes) if (count >= 2 && count >= AGREED * of) return code;
  return undefined;
}
