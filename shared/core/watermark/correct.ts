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
export function corrected(sheet: Sheet, token: string, taken: Uint8Array): string {
  let best = read(sheet, token, taken);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const proposal = correction(sheet, best);
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

function correction(sheet: Sheet, { token, codes, rows }: Reading): string | undefined {
  if (rows.length === 0) return undefined;
  const down = String.fromCharCode(...codes);
  const missed = new Uint16Array(codes.length);
  const covered = new Uint16Array(codes.length);
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  for (const { path, copies } of rows) {
    const [first, last] = [path[0]!, path[path.length - 1]!];
    for (let p = first.from; p < last.to; p++) covered[p]!++;
    for (let s = 1; s < path.length; s++) for (let p = path[s - 1]!.to; p < path[s]!.from; p++) missed[p]!++;
    if (first.from <= 1) vote(before, lone(sheet, first.line - 1, copies));
    if (last.to >= codes.length - 1) vote(after, lone(sheet, last.line + last.lines, copies));
  }
  let proposal = '';
  for (let p = 0; p < codes.length; p++) if (covered[p] === 0 || missed[p]! < AGREED * covered[p]!) proposal += down[p];
  if (rows.length > 1) {
    const [head, tail] = [agreed(before, rows.length), agreed(after, rows.length)];
    if (head !== undefined) proposal = String.fromCharCode(head) + proposal;
    if (tail !== undefined) proposal += String.fromCharCode(tail);
  }
  if (proposal === down) return undefined;
  return down === token ? proposal : reversed(proposal);
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
