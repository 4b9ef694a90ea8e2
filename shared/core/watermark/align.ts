import { MOST_A_LINE, type Row, type Step } from './chain.ts';
import { type Placement, type PlaceOptions, place } from './place.ts';
import type { View } from './view.ts';

/** What a row took from a line, and how sure that is. */
export interface Taking extends Step {
  /** Glyph numbers of the sheet. */
  readonly glyphs: readonly number[];
  /** Nats of the reading; negative where it makes the line more natural than it was. */
  readonly cost: number;
  /** Nats by which the best other reading of this line is worse. */
  readonly margin: number;
  /** The other reading: the glyphs it takes from this line. */
  readonly rival: readonly number[] | undefined;
}
export interface Alignment {
  readonly takings: readonly Taking[];
  /** Characters of the token that no line had. */
  readonly missing: number;
}

/** A character of a copy that is nowhere: printed text always has it, a reading by OCR may not. */
const MISSING = { text: 10, ocr: 6 } as const;
/** How far the second pass may leave the first one's path, in characters of the token. */
const BAND = 2;
/** What lines take: nats for 0, 1, 2 … characters of a copy. */
const BLOCK = [0.9, 0.2, 0.6, 1.4, 2.6, 4, 5.5, 7];

/** Price of passing over a line that holds nothing but a few of the token's characters. */
const PASSED = 7;
/** Price of reading two or three lines as one that was torn around a glyph. */
const TORN = [0, 0, 2.5, 3.5];

interface Cell {
  cost: number;
  from: number;
  /** Lines that this move read as one. */
  lines: number;
  ways: readonly Placement[] | undefined;
}

export interface AlignHow {
  readonly source: 'text' | 'ocr';
  /** Look for the second best reading of each line. */
  readonly judge: boolean;
  /** Lines may have been torn: try to read neighbours as one. */
  readonly torn: boolean;
}

/** Second pass: the path again, near the first one, now with places, columns and the language's word. */
export function alignRow(
  row: Row,
  view: (line: number, count?: number) => View,
  options: PlaceOptions,
  how: AlignHow,
): Alignment {
  const { source, judge, torn } = how;
  const first = row.path[0]!;
  const last = row.path[row.path.length - 1]!;
  const [start, end] = [first.from, last.to];
  const length = options.pattern.length;
  const low = Math.max(0, first.line - (start === 0 ? 2 : 0));
  const high = last.line + (end === length ? 2 : 0);
  const centre = centres(row, low, high);
  const size = high - low + 1;
  const span = 2 * BAND + 1;
  // forward[r][b]: best cost before line low + r with position centre[r] − BAND + b.
  const forward = Array.from({ length: size + 1 }, () =>
    Array.from({ length: span }, (): Cell => ({ cost: Infinity, from: -1, lines: 1, ways: undefined })),
  );
  const moves: { b: number; to: number; lines: number; ways: readonly Placement[]; cost: number }[][] = [];
  const indexOf = (r: number, p: number) => p - centre[r]! + BAND;
  forward[0]![indexOf(0, start)]!.cost = 0;
  const missing = MISSING[source] * options.copies;
  for (let r = 0; r < size; r++) {
    const here = forward[r]!;
    for (let b = 1; b < span; b++) {
      const cost = here[b - 1]!.cost + missing;
      if (cost < here[b]!.cost && centre[r]! - BAND + b <= end) here[b] = { cost, from: -2, lines: 0, ways: undefined };
    }
    const out: (typeof moves)[number] = [];
    moves.push(out);
    for (let lines = 1; lines <= 3 && r + lines <= size; lines++) {
      if (lines > 1 && !torn && !mayBeTorn(low + r, lines)) break;
      const line = view(low + r, lines);
      const there = forward[r + lines]!;
      for (let b = 0; b < span; b++) {
        const p = centre[r]! - BAND + b;
        const so = here[b]!.cost;
        if (p < start || p > end || so === Infinity) continue;
        for (let k = lines > 1 ? 1 : 0; k <= MOST_A_LINE && p + k <= end; k++) {
          const to = indexOf(r + lines, p + k);
          if (to < 0) continue;
          if (to >= span) break;
          const ways =
            k === 0 ? NOTHING : line.size ? leavingNone(low + r, lines, place(line, p, p + k, options)) : NO_WAY;
          if (ways.length === 0) {
            if (!line.code.includes(options.pattern[p + k - 1]!)) break;
            continue;
          }
          const price = (line.size && p > start && p < end) || k > 0 ? BLOCK[k]! : 0;
          const cost = ways[0]!.cost + price + TORN[lines]! + (k === 0 && isOwn(line, options) ? PASSED : 0);
          out.push({ b, to, lines, ways, cost });
          if (so + cost < there[to]!.cost) there[to] = { cost: so + cost, from: b, lines, ways };
        }
      }
    }
  }
  return traceBack();

  /** Pieces of a torn line are no longer together than a line may be. */
  function mayBeTorn(line: number, lines: number): boolean {
    let total = 0;
    for (let i = 0; i < lines; i++) {
      const piece = view(line + i);
      if (piece.size < 4) return false;
      total += piece.total;
    }
    return total <= options.columns.margin + 1;
  }

  /** A piece of a torn line that is the row's own does not become content by being read with its neighbours. */
  function leavingNone(line: number, lines: number, ways: readonly Placement[]): readonly Placement[] {
    if (lines === 1) return ways;
    const dear = ways.map(way => {
      let cost = way.cost;
      let before = 0;
      for (let i = 0; i < lines; i++) {
        const piece = view(line + i);
        const [from, to] = [before, before + piece.size];
        before = to;
        if (isOwn(piece, options) && way.taken.filter(at => at >= from && at < to).length < piece.size) cost += PASSED;
      }
      return { ...way, cost };
    });
    return dear.sort((a, b) => a.cost - b.cost);
  }

  function traceBack(): Alignment {
    let b = indexOf(size, end);
    let gone = 0;
    const final = forward[size]!;
    for (let c = 1; c < span; c++) {
      const cost = final[c - 1]!.cost + missing;
      if (cost < final[c]!.cost) final[c] = { cost, from: -2, lines: 0, ways: undefined };
    }
    const best = final[b]?.cost ?? Infinity;
    if (best === Infinity) return { takings: [], missing: row.path.length };
    const after = judge ? backward() : undefined;
    const takings: Taking[] = [];
    for (let r = size; r > 0; ) {
      const cell = forward[r]![b]!;
      if (cell.from === -2) {
        gone++;
        b--;
        continue;
      }
      const p = centre[r]! - BAND + b;
      const before = r - cell.lines;
      const from = centre[before]! - BAND + cell.from;
      const line = view(low + before, cell.lines);
      const chosen = cell.ways![0]!;
      const rival = after ? secondBest(before, cell.lines, line, chosen, after, best) : undefined;
      if (p > from || rival)
        takings.push({
          line: low + before,
          lines: cell.lines,
          from,
          to: p,
          cost: chosen.cost,
          glyphs: chosen.taken.map(i => line.glyph[i]!),
          margin: rival?.margin ?? Infinity,
          rival: rival?.taken.map(i => line.glyph[i]!),
        });
      b = cell.from;
      r = before;
    }
    // Characters missed before the first line that was read.
    while (forward[0]![b]!.from === -2) {
      gone++;
      b--;
    }
    return { takings: takings.reverse(), missing: gone };
  }

  /** Cost still to come from each state, over the moves that were possible. */
  function backward(): number[][] {
    const after = Array.from({ length: size + 1 }, () => Array<number>(span).fill(Infinity));
    after[size]![indexOf(size, end)] = 0;
    for (let r = size; r >= 0; r--) {
      if (r < size)
        for (const { b, to, lines, cost } of moves[r]!)
          after[r]![b] = Math.min(after[r]![b]!, cost + after[r + lines]![to]!);
      for (let b = span - 2; b >= 0; b--) after[r]![b] = Math.min(after[r]![b]!, after[r]![b + 1]! + missing);
    }
    return after;
  }

  /** The best way to read a line to another text than the chosen one. */
  function secondBest(r: number, lines: number, line: View, chosen: Placement, after: number[][], best: number) {
    const text = remaining(line, chosen.taken);
    let margin = Infinity;
    let taken: readonly number[] = [];
    for (const move of moves[r]!) {
      if (move.lines !== lines) continue;
      const frame = forward[r]![move.b]!.cost + after[r + lines]![move.to]! + move.cost - move.ways[0]!.cost - best;
      if (frame + move.ways[0]!.cost >= margin) continue;
      for (const way of move.ways) {
        if (frame + way.cost >= margin) break;
        if (remaining(line, way.taken) === text) continue;
        margin = frame + way.cost;
        taken = way.taken;
        break;
      }
    }
    return margin === Infinity ? undefined : { margin, taken };
  }
}

/** Whether a line could be the row's own and nothing else. */
function isOwn(line: View, { pattern, copies }: PlaceOptions): boolean {
  if (line.size === 0 || line.size > 2 * copies) return false;
  for (let i = 0; i < line.size; i++) if (!pattern.includes(line.code[i]!)) return false;
  return true;
}

const NOTHING: readonly Placement[] = [{ cost: 0, taken: [] }];
const NO_WAY: readonly Placement[] = [];

/** The token position before each line on the first pass's path. */
function centres(row: Row, low: number, high: number): number[] {
  const out: number[] = [];
  let p = row.path[0]!.from;
  let s = 0;
  for (let line = low; line <= high + 1; line++) {
    while (s < row.path.length && row.path[s]!.line < line) p = row.path[s++]!.to;
    out.push(p);
  }
  return out;
}

function remaining(line: View, taken: readonly number[]): string {
  let out = '';
  let t = 0;
  for (let i = 0; i < line.size; i++) {
    if (taken[t] === i) t++;
    else out += String.fromCharCode(line.shown[i]!);
  }
  return out;
}
