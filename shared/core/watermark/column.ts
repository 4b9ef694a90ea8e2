import type { Taking } from './align.ts';
import type { Row } from './chain.ts';
import { type Slot, SPACE_WIDTH, slotOf } from './slot.ts';
import type { View } from './view.ts';
import { type Face, widthOf } from './width.ts';

/** Where the copies of a row stand, in em from the start of the text, and how far right each further character stands. */
export interface Columns {
  /** One a copy, from left to right; unknown ones are NaN. Left of the text is −1. */
  readonly x: readonly number[];
  /** Copies that only ever stood at line ends: their column is at `x` or further right. */
  readonly open: readonly boolean[];
  /** Multiplies the pattern's own running width; 0 for copies drawn straight up or down. */
  readonly slope: number;
  /** Half width of certainty in em. */
  readonly spread: number;
  /** Most that a glyph pays for standing elsewhere, in nats: much where the columns are well known. */
  readonly far: number;
  /** Where the text's lines end at the right, in em. */
  readonly margin: number;
  /** How much of the evidence the columns explain, in [0, 1]. */
  readonly support: number;
}

/** Running width of a pattern in its own em: entry `p` is what stands before character `p`. */
export function runningWidth(pattern: readonly number[], face: Face): Float64Array {
  const run = new Float64Array(pattern.length + 1);
  for (let p = 0; p < pattern.length; p++) run[p + 1] = run[p]! + widthOf(pattern[p]!, face);
  return run;
}

/** One possible place of a stamp's character: it stands somewhere in `[low, high]`. */
interface Sighting {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
  readonly run: number;
  readonly kind: 'inner' | 'start' | 'end';
}

/** All places where a row's characters may have been taken from text lines, by the path so far. */
export function sightings(
  row: Row,
  pattern: readonly number[],
  run: Float64Array,
  view: (line: number, count?: number) => View,
): Sighting[] {
  const out: Sighting[] = [];
  for (const step of row.path) {
    const line = view(step.line, step.lines);
    const count = step.to - step.from;
    if (line.size <= row.copies * count + 3) continue;
    const block = new Set(pattern.slice(step.from, step.to));
    // Leading glyphs of the block belong to a copy at the left edge: the text starts after them.
    let lead = 0;
    while (lead < count && block.has(line.code[lead]!)) lead++;
    if (lead > 0 && !line.space[lead] && row.copies === 1) lead = 0;
    let trail = line.size;
    while (trail > line.size - count && block.has(line.code[trail - 1]!)) trail--;
    for (let p = step.from; p < step.to; p++) {
      let found = 0;
      for (let i = 0; i < line.size; i++) if (line.code[i] === pattern[p]) found++;
      const weight = Math.min(1, row.copies / Math.max(1, found));
      let x = 0;
      for (let i = 0; i < line.size; i++) {
        if (i > lead && line.space[i]) x += SPACE_WIDTH;
        if (line.code[i] === pattern[p]) {
          if (i < lead) out.push({ low: -2, high: 0, weight, run: run[p]!, kind: 'start' });
          else if (i >= trail) out.push({ low: x, high: Number.POSITIVE_INFINITY, weight, run: run[p]!, kind: 'end' });
          else {
            const back = i > lead ? line.width[i - 1]! : 0.5;
            out.push({
              low: x - back - (line.space[i] ? SPACE_WIDTH : 0),
              high: x + 0.02,
              weight,
              run: run[p]!,
              kind: 'inner',
            });
          }
        }
        if (i >= lead) x += line.width[i]!;
      }
    }
  }
  return out;
}

const [BIN, LEAST, MOST] = [0.1, -30, 110];
const BINS = Math.round((MOST - LEAST) / BIN);

function histogram(places: readonly Sighting[], slope: number): Float64Array {
  const bins = new Float64Array(BINS + 1);
  for (const { low, high, weight, run, kind } of places) {
    if (kind !== 'inner') continue;
    const a = Math.round((low - slope * run - LEAST) / BIN);
    const b = Math.round((high - slope * run - LEAST) / BIN);
    if (a < 0 || b >= BINS) continue;
    bins[a]! += weight;
    bins[b + 1]! -= weight;
  }
  for (let i = 1; i <= BINS; i++) bins[i]! += bins[i - 1]!;
  return bins;
}

/** The highest place of the histogram outside the columns already found. */
function peak(bins: Float64Array, found: readonly number[]): { x: number; height: number } {
  let best = 0;
  let at = -1;
  let until = -1;
  for (let i = 0; i < BINS; i++) {
    const x = LEAST + i * BIN;
    if (found.some(other => Math.abs(other - x) < 1.5)) continue;
    if (bins[i]! > best + 1e-9) {
      best = bins[i]!;
      at = i;
      until = i;
    } else if (i === until + 1 && bins[i]! > best - 1e-9) until = i;
  }
  return { x: LEAST + ((at + until) / 2) * BIN, height: best };
}

/** Places the copies of a row by the votes of all its possible places: only true columns gather votes from many lines. */
export function findColumns(
  places: readonly Sighting[],
  copies: number,
  slopes: readonly number[],
  margin: number,
): Columns {
  let best: Columns = {
    x: Array(copies).fill(Number.NaN),
    open: Array(copies).fill(false),
    slope: 0,
    spread: 0.35,
    far: 5,
    margin,
    support: 0,
  };
  const inner = places.reduce((sum, p) => sum + (p.kind === 'inner' ? p.weight : 0), 0);
  const starts = places.reduce((sum, p) => sum + (p.kind === 'start' ? p.weight : 0), 0);
  const ends = places.reduce((sum, p) => sum + (p.kind === 'end' ? p.weight : 0), 0);
  const each = (inner + starts + ends) / copies;
  for (const slope of slopes) {
    const x: number[] = [];
    if (slope === 0 && starts > 0.5 * each && copies > 1) x.push(-1);
    const bins = histogram(places, slope);
    let support = x.length ? starts : 0;
    while (x.length < copies) {
      const { x: at, height } = peak(bins, x);
      if (height < 1.6 || height < 0.12 * each) break;
      x.push(at);
      support += height;
    }
    if (slope === 0) support *= 1.15;
    if (support > best.support * Math.max(1, inner)) {
      x.sort((a, b) => a - b);
      while (x.length < copies) x.push(Number.NaN);
      best = { x, open: best.open, slope, spread: 0.35, far: 5, margin, support: support / Math.max(1, inner) };
    }
  }
  return best;
}

/** The slots that a first alignment chose, by copy, with the pattern's running width there. */
export function chosenSlots(
  takings: readonly Taking[],
  copies: number,
  run: Float64Array,
  view: (line: number, count?: number) => View,
): (Slot & { readonly run: number })[][] {
  const out: (Slot & { readonly run: number })[][] = Array.from({ length: copies }, () => []);
  for (const { line, lines, from, to, glyphs } of takings) {
    const at = view(line, lines);
    if (at.size < glyphs.length + 4 || to === from) continue;
    const gone = new Uint8Array(at.size);
    const places: number[] = [];
    for (let i = 0; i < at.size; i++)
      if (glyphs.includes(at.glyph[i]!)) {
        gone[i] = 1;
        places.push(i);
      }
    const each = to - from;
    places.forEach((i, n) => {
      const copy = Math.min(copies - 1, Math.floor(n / each));
      out[copy]!.push({ ...slotOf(at, gone, i), run: run[from + (each > 1 ? 0.5 * each : 0)] ?? run[from]! });
    });
  }
  return out;
}

export type ChosenSlots = readonly (readonly (Slot & { readonly run: number })[])[];

/** How many of the chosen inner slots the columns explain, closely and roughly. */
export function agreement(
  slots: ChosenSlots,
  x: readonly number[],
  slope: number,
): { near: number; close: number; all: number } {
  let [near, close, all] = [0, 0, 0];
  slots.forEach((own, copy) => {
    for (const slot of own) {
      if (slot.kind !== 'inner' || slot.high === Number.POSITIVE_INFINITY) continue;
      const at = x[copy]! + slope * slot.run;
      const distance = Math.max(slot.low - at, at - slot.high, 0);
      all++;
      if (distance < 0.3) near++;
      if (distance < 1.2) close++;
    }
  });
  return { near, close, all };
}

/** Columns again, from the places that a first alignment chose: sharper, and with a measure of how sharp. */
export function refitColumns(slots: ChosenSlots, before: Columns, slopes: readonly number[]): Columns {
  let best: { fits: readonly Fit[]; slope: number; score: number } | undefined;
  for (const slope of slopes) {
    const fits: Fit[] = [];
    // Copies stand apart from left to right.
    let least = LEAST;
    for (const own of slots) {
      const fit = fitOne(own, slope, least);
      fits.push(fit);
      if (!Number.isNaN(fit.x)) least = fit.x + 1.5;
    }
    // A slope must earn its keep: it has a parameter more to fit chance with.
    const score = fits.reduce((sum, fit) => sum + fit.score, 0) * (slope === 0 ? 1.2 : 1);
    if (!best || score > best.score) best = { fits, slope, score };
  }
  const { fits, slope } = best!;
  const x = fits.map(fit => fit.x);
  const open = fits.map(fit => fit.open);
  const { near, close, all } = agreement(slots, x, slope);
  const shared = { x, open, slope, margin: before.margin };
  if (all >= 3 && near >= 0.7 * all) return { ...shared, spread: 0.25, far: 14, support: near / all };
  if (all >= 3 && close >= 0.65 * all) return { ...shared, spread: 0.6, far: 8, support: near / all };
  if (all >= 3) return { ...shared, spread: 1.2, far: 4, support: near / all };
  return { ...shared, spread: 0.6, far: 9, support: 0 };
}

/** Rows of one layout stand in the same columns: what one row shows only at line ends, another shows inside lines. */
export function pooledColumns(all: readonly Columns[], own: Columns): Columns {
  if (own.slope !== 0 || (own.support >= 0.8 && !own.open.includes(true) && !own.x.some(Number.isNaN))) return own;
  const like = all.filter(other => other !== own && other.slope === 0 && other.x.length === own.x.length);
  const x = [...own.x];
  const open = [...own.open];
  let borrowed = false;
  for (let copy = 0; copy < x.length; copy++) {
    if (!Number.isNaN(x[copy]!) && !open[copy] && (own.support >= 0.7 || x[copy] === -1)) continue;
    const known = like.filter(o => !o.open[copy] && !Number.isNaN(o.x[copy]!) && o.support >= 0.7).map(o => o.x[copy]!);
    known.sort((a, b) => a - b);
    const middle = known[known.length >> 1];
    if (middle !== undefined && (!open[copy] || middle > x[copy]! - 1.5)) {
      [x[copy], open[copy]] = [middle, false];
      borrowed = true;
      continue;
    }
    const reaches = like.filter(o => o.open[copy]).map(o => o.x[copy]!);
    const reach = Math.max(...reaches, open[copy] ? x[copy]! : Number.NEGATIVE_INFINITY);
    if (reach > Number.NEGATIVE_INFINITY && !(x[copy]! > reach - 1.5)) [x[copy], open[copy]] = [reach, true];
  }
  return { ...own, x, open, ...(borrowed ? { spread: 0.4, far: 12 } : {}) };
}

interface Fit {
  readonly x: number;
  readonly open: boolean;
  readonly score: number;
}

/** The place that most slots hold. Edges bound it: a glyph at a line's end stood no further left than the line is long. */
function fitOne(slots: readonly (Slot & { readonly run: number })[], slope: number, least: number): Fit {
  const bins = new Float64Array(BINS + 2);
  let [starts, ends] = [0, 0];
  let reach = Number.NEGATIVE_INFINITY;
  for (const { low, high, kind, run, gapped } of slots) {
    if (kind === 'start') starts++;
    if (kind === 'end') {
      ends++;
      reach = Math.max(reach, low - slope * run);
    }
    const weight = kind === 'inner' ? (gapped ? 0.8 : 1) : 0.9;
    const a = Math.max(0, Math.min(BINS, Math.round((low - slope * run - LEAST) / BIN)));
    const b = Math.max(0, Math.min(BINS, Math.round((high - slope * run - LEAST) / BIN)));
    bins[a]! += weight;
    bins[b + 1]! -= weight;
  }
  if (slots.length === 0) return { x: Number.NaN, open: false, score: 0 };
  if (starts > 0.7 * slots.length) return { x: slope === 0 ? -1 : -0.5, open: false, score: starts };
  for (let i = 1; i <= BINS; i++) bins[i]! += bins[i - 1]!;
  let [score, from, to] = [-1, 0, 0];
  for (let i = Math.max(0, Math.ceil((least - LEAST) / BIN)); i < BINS; i++) {
    if (bins[i]! > score + 1e-9) [score, from, to] = [bins[i]!, i, i];
    else if (bins[i]! > score - 1e-9 && to === i - 1) to = i;
  }
  // With line ends alone, nothing bounds the column to the right.
  const wide = (to - from) * BIN > 12;
  if (wide && ends > 0) return { x: reach, open: true, score };
  const x = LEAST + ((from + to) / 2) * BIN;
  // Lines that are longer than the column is far right and still end with the glyph speak against it.
  const against = slots.filter(slot => slot.kind === 'end' && slot.low - slope * slot.run > x + 1).length;
  if (ends >= 3 && against > 0.25 * ends) return { x: reach, open: true, score };
  return { x, open: false, score };
}
