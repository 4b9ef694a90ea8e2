import type { Row } from './chain.ts';
import { type Place, placesOf, slotOf } from './slot.ts';
import type { View } from './view.ts';
import { type Face, widthOf } from './width.ts';

/**
 * Where the copies of a row stand, in em from the start of the text.
 *
 * Every character that a row took from a text line is a clue: it stood in one of a few places of that line. Only the true
 * column lies in a place of nearly every clue, and the rarer such a place is in its line, the more it says. Rows of one
 * layout stand in the same columns, so that their clues are added up wherever they do not contradict each other.
 */
export interface Columns {
  /** One interval a copy, from left to right, in em: the column is somewhere in it. An unknown one is unbounded. */
  readonly at: readonly Interval[];
  /** Multiplies the pattern's own running width; 0 for copies drawn straight up or down. */
  readonly slope: number;
  /** How well the widths tell where a glyph stood, in em. */
  readonly blur: number;
  /** Share of the clues that the columns explain, in [0, 1]. */
  readonly trust: number;
  /** Where the text's lines end at the right, in em. */
  readonly margin: number;
}
export interface Interval {
  readonly low: number;
  readonly high: number;
}
export const isKnown = ({ low, high }: Interval): boolean => high - low < Number.POSITIVE_INFINITY;

/** Running width of a pattern in its own em: entry `p` is what stands before character `p`. */
export function runningWidth(pattern: readonly number[], face: Face): Float64Array {
  const run = new Float64Array(pattern.length + 1);
  for (let p = 0; p < pattern.length; p++) run[p + 1] = run[p]! + widthOf(pattern[p]!, face);
  return run;
}

/** One character of a row on one text line. */
export interface Clue {
  readonly run: number;
  /** The places where it may have stood, by the glyph that it would have been. */
  readonly places: readonly (Place & { readonly glyph: number })[];
}

/** What a row's copies took from which line, as far as known: all glyphs of the row there, copy by copy. */
export interface Held {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly glyphs: readonly number[];
}

/**
 * The clues of one copy of a row. `held` says what the row took so far: the other copies' glyphs are no content.
 * Without it, glyphs of the block at a line's edges are thought to be other copies'.
 */
export function cluesOf(
  row: Row,
  copy: number,
  pattern: readonly number[],
  run: Float64Array,
  view: (line: number, count?: number) => View,
  margin: number,
  held: ReadonlyMap<number, Held>,
): Clue[] {
  const clues: Clue[] = [];
  for (const step of row.path) {
    const line = view(step.line, step.lines);
    const count = step.to - step.from;
    if (line.size <= row.copies * count + 2) continue;
    const gone = new Uint8Array(line.size);
    const own = held.get(step.line);
    if (own && own.from === step.from && own.to === step.to) {
      own.glyphs.forEach((g, n) => {
        if (Math.floor(n / count) === copy) return;
        const i = line.glyph.indexOf(g);
        if (i >= 0) gone[i] = 1;
      });
    } else if (row.copies > 1) {
      const block = new Set(pattern.slice(step.from, step.to));
      for (let i = 0; i < count && block.has(line.code[i]!); i++) gone[i] = 3;
    }
    const later = own ? 0 : (row.copies - copy - 1) * count;
    const block = new Set(pattern.slice(step.from, step.to));
    const before = view(step.line - 1);
    for (let p = step.from; p < step.to; p++) {
      const places: (Place & { glyph: number })[] = [];
      for (let i = 0; i < line.size; i++) {
        if (line.code[i] !== pattern[p] || gone[i] === 1) continue;
        // A block's glyphs stand together: those beside it are the copy's too.
        const mates = matesOf(line, gone, i, block, count);
        for (const m of mates) gone[m] = 2;
        const slot = slotOf(line, gone, i, later);
        for (const m of mates) gone[m] = 0;
        for (const place of placesOf(slot, margin)) places.push({ ...place, glyph: line.glyph[i]! });
        // The line may be the rest of a torn one: then the one above ends where the glyph stood.
        if (slot.kind === 'start' && before.size > 3 && before.total + line.total <= margin + 1)
          places.push({ low: before.total - 1, high: before.total + 0.5, price: TORN, glyph: line.glyph[i]! });
      }
      if (places.length) clues.push({ run: run[p]!, places });
    }
  }
  return clues;
}

/** Price in nats of taking a line for the rest of a torn one. */
const TORN = 3;

/** Glyphs of the block right beside glyph `i`. */
export function matesOf(line: View, gone: Uint8Array, i: number, block: ReadonlySet<number>, count: number): number[] {
  const out: number[] = [];
  for (let a = i - 1; a >= 0 && i - a < count && !gone[a] && block.has(line.code[a]!); a--) out.push(a);
  for (let b = i + 1; b < line.size && b - i < count && !gone[b] && block.has(line.code[b]!); b++) out.push(b);
  return out;
}

/** The columns that are tried, in em: where a line can be, or far off the page for copies that come in at a slant. */
export interface Grid {
  readonly least: number;
  readonly step: number;
  readonly size: number;
}
export function gridOf(slope: number, margin: number): Grid {
  const [least, most, step] = slope === 0 ? [-4, margin + 10, 0.1] : [-40, margin + 50, 0.25];
  return { least, step, size: Math.ceil((most - least) / step) };
}
const binOf = (x: number, { least, step, size }: Grid): number =>
  Math.max(0, Math.min(size, Math.round((x - least) / step)));

/** Chance that a clue lies elsewhere although the column is right: an indent, a width guessed wrong, a wrong path. */
const ASTRAY = 0.1;
/** Log likelihood of each column of the grid against chance, from a row's clues; `used` are glyphs of its other copies. */
export function likelihood(
  clues: readonly Clue[],
  slope: number,
  margin: number,
  blur: number,
  used: ReadonlySet<number>,
): Float64Array {
  const grid = gridOf(slope, margin);
  const out = new Float64Array(grid.size + 2);
  const width = margin + 8;
  for (const { run, places } of clues) {
    const spans: [number, number][] = [];
    for (const { low, high, glyph } of places) if (!used.has(glyph)) spans.push([low - blur, high + blur]);
    spans.sort((a, b) => a[0] - b[0]);
    let covered = 0;
    let until = -4;
    const merged: [number, number][] = [];
    for (const [low, high] of spans) {
      const last = merged[merged.length - 1];
      if (last && low <= last[1]) last[1] = Math.max(last[1], high);
      else merged.push([low, high]);
      const [from, to] = [Math.max(low, until), Math.min(high, margin + 4)];
      if (to > from) covered += to - from;
      until = Math.max(until, to);
    }
    const chance = Math.min(0.9, Math.max(0.04, covered / width));
    const missed = Math.log(ASTRAY / (1 - chance));
    const gain = Math.log((1 - ASTRAY) / chance) - missed;
    out[0]! += missed;
    for (const [low, high] of merged) {
      out[binOf(low - slope * run, grid)]! += gain;
      out[binOf(high - slope * run, grid) + 1]! -= gain;
    }
  }
  for (let i = 1; i <= grid.size; i++) out[i]! += out[i - 1]!;
  return out;
}

/** A column closer than this to another one of its row is the same, in em. */
const APART = 1.2;
/** Log likelihood within which columns are as good as the best. */
const AS_GOOD = 1;

export interface Peak extends Interval {
  readonly score: number;
}

/** The best column outside those that are taken, with the stretch around it that is as good. */
export function peakOf(scores: Float64Array, grid: Grid, others: readonly Interval[]): Peak {
  let best = -1;
  for (let i = 1; i < grid.size; i++) {
    if (best >= 0 && scores[i]! <= scores[best]!) continue;
    const x = grid.least + i * grid.step;
    if (others.some(({ low, high }) => x > low - APART && x < high + APART)) continue;
    best = i;
  }
  if (best < 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, score: 0 };
  let [a, b] = [best, best];
  while (a > 1 && scores[a - 1]! >= scores[best]! - AS_GOOD) a--;
  while (b < grid.size && scores[b + 1]! >= scores[best]! - AS_GOOD) b++;
  const [low, high] = [grid.least + a * grid.step, grid.least + b * grid.step];
  return { low, high, score: scores[best]! };
}

/** The likelihood of the best column of an interval. */
export function scoreAt(scores: Float64Array, grid: Grid, { low, high }: Interval): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = binOf(low, grid), end = binOf(high, grid); i <= end; i++) best = Math.max(best, scores[i]!);
  return best;
}

/** Share of clues that a column explains. */
export function explained(clues: readonly Clue[], slope: number, blur: number, { low, high }: Interval): number {
  if (clues.length === 0) return 0;
  const reach = 0.2 + blur;
  let count = 0;
  for (const { run, places } of clues) {
    const shift = slope * run;
    if (places.some(place => place.low - reach <= high + shift && place.high + reach >= low + shift)) count++;
  }
  return count / clues.length;
}
