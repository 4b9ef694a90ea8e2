import { findRows, type Row } from './chain.ts';
import type { Sheet } from './sheet.ts';
import { LONGEST, reversed, SHORTEST } from './token.ts';

/** Share of rows that must agree on a correction. */
const AGREED = 0.6;
/** Corrections tried before a token is taken as it is. */
const ATTEMPTS = 6;

interface Reading {
  readonly token: string;
  readonly codes: readonly number[];
  readonly rows: readonly Row[];
  readonly gain: number;
}

/**
 * The token as the rows of copies spell it. A whole copy on a line may have glyphs of other copies in it and lack its own
 * ends; but a character that no row has is not the token's, and one that stands before or after every row is.
 */
export function corrected(sheet: Sheet, variants: readonly string[], taken: Uint8Array): string {
  let best = variants.map(token => read(sheet, token, taken)).reduce((a, b) => (b.gain > a.gain ? b : a));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const proposal = correction(sheet, best, taken);
    if (proposal === undefined || proposal.length < SHORTEST || proposal.length > LONGEST + 8) break;
    const next = read(sheet, proposal, taken);
    if (next.gain <= best.gain) break;
    best = next;
  }
  return best.token;
}

function read(sheet: Sheet, token: string, taken: Uint8Array): Reading {
  return [token, reversed(token)]
    .map(way => {
      const codes = Array.from(way, c => c.charCodeAt(0));
      const rows = findRows(sheet, codes, 0, taken, { from: 0, to: sheet.lines }).filter(row => row.gain > 8);
      return { token, codes, rows, gain: rows.reduce((sum, row) => sum + row.gain, 0) };
    })
    .reduce((a, b) => (b.gain > a.gain ? b : a));
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
