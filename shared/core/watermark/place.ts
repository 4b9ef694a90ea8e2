import type { Columns } from './column.ts';
import type { DocumentLanguage } from './language.ts';
import { slotOf } from './slot.ts';
import { restoring, type View } from './view.ts';

/** One way to take a block of the token, once a copy, from a line. */
export interface Placement {
  /** Nats; lower is likelier. */
  readonly cost: number;
  /** Indices into the view, ascending. */
  readonly taken: readonly number[];
}

export interface PlaceOptions {
  readonly pattern: readonly number[];
  readonly run: Float64Array;
  readonly copies: number;
  readonly columns: Columns;
  /** +1: characters of one copy on one line stand in the pattern's order, −1: in reverse, 0: not known. */
  readonly flow: number;
  readonly language: DocumentLanguage;
}

/** Ways kept for a copy, and at the end for a line. */
const [WAYS, ANSWERS, MOST_WAYS] = [5, 6, 200];
/** The price of a gap that the text does not show. */
const GAP = 3;

/** The price of standing `distance` em away from where the column says. */
function away(distance: number, { spread, far }: Columns): number {
  if (distance <= 0) return 0;
  const d = distance / spread;
  return Math.min(far, d < 2 ? 0.5 * d * d : 2 * d - 2);
}

/** The ways to take pattern characters `[from, to)`, each `copies` times; best first, empty when there is none. */
export function place(view: View, from: number, to: number, options: PlaceOptions): Placement[] {
  const { pattern, copies } = options;
  const size = (to - from) * copies;
  if (size > view.size) return [];
  if (size === view.size) return wholeLine(view, from, to, options);
  for (let p = from; p < to; p++) {
    let need = 0;
    for (let q = from; q < to; q++) if (pattern[q] === pattern[p]) need += copies;
    for (let i = 0; i < view.size && need > 0; i++) if (view.code[i] === pattern[p]) need--;
    if (need > 0) return [];
  }
  let partial: Placement[] = [{ cost: 0, taken: [] }];
  for (let copy = 0; copy < copies; copy++) {
    const grown: Placement[] = [];
    for (const so of partial) {
      for (const way of waysOfCopy(view, from, to, copy, so.taken, options)) {
        grown.push({ cost: so.cost + way.cost, taken: [...so.taken, ...way.taken].sort((a, b) => a - b) });
      }
    }
    grown.sort((a, b) => a.cost - b.cost);
    partial = grown.slice(0, copy === copies - 1 ? ANSWERS : 3);
  }
  return partial;
}

/** A line that the block explains whole: nothing of it is content. */
function wholeLine(view: View, from: number, to: number, { pattern, copies }: PlaceOptions): Placement[] {
  const open = Array.from(view.code);
  for (let p = from; p < to; p++) {
    for (let copy = 0; copy < copies; copy++) {
      const at = open.indexOf(pattern[p]!);
      if (at < 0) return [];
      open.splice(at, 1);
    }
  }
  return [{ cost: -view.cost(), taken: Array.from(view.code, (_, i) => i) }];
}

/** The ways one copy may have left its block in the line, given what the copies left of it took. */
function waysOfCopy(
  view: View,
  from: number,
  to: number,
  copy: number,
  before: readonly number[],
  options: PlaceOptions,
): Placement[] {
  const { pattern, columns, run, flow, language } = options;
  const count = to - from;
  const gone = new Uint8Array(view.size);
  for (const i of before) gone[i] = 1;
  const least = before.length ? before[before.length - 1]! + 1 : 0;
  const short = view.size <= options.copies * count + 2;
  const known = !short && !Number.isNaN(columns.x[copy]!);
  const ways: { price: number; taken: number[] }[] = [];
  const taken: number[] = [];
  const column = known ? columns.x[copy]! : 0;

  // A copy at the text's edge is there on every line, however the inner ones scatter.
  const edge = columns.slope === 0 && (columns.x[copy] === -1 || columns.open[copy]);
  const strict = edge ? { ...columns, spread: 0.5, far: 12 } : columns;
  const priceOf = (i: number, p: number): number =>
    known ? deviation(view, gone, i, column + columns.slope * run[p]!, strict, columns.open[copy]!) : 0;
  // The likeliest places of each character: a line may have a dozen of a common letter.
  const likely: number[][] = [];
  for (let p = from; p < to; p++) {
    const places: { i: number; price: number }[] = [];
    for (let i = columns.slope === 0 ? least : 0; i < view.size; i++)
      if (view.code[i] === pattern[p] && !gone[i]) places.push({ i, price: priceOf(i, p) });
    places.sort((a, b) => a.price - b.price);
    likely.push(places.slice(0, known ? 7 : 14).map(({ i }) => i));
  }

  const grow = (p: number, price: number): void => {
    if (p === to) {
      ways.push({ price, taken: [...taken].sort((a, b) => a - b) });
      return;
    }
    if (ways.length > MOST_WAYS) return;
    const last = taken[taken.length - 1];
    for (const i of likely[p - from]!) {
      // Equal characters in one order only.
      if (gone[i] || (last !== undefined && pattern[p] === pattern[p - 1] && i < last)) continue;
      let cost = priceOf(i, p);
      if (last !== undefined) {
        const between = Math.abs(i - last) - 1;
        if (columns.slope === 0) cost += 0.9 * between;
        if (flow !== 0 && Math.sign(i - last) !== flow) cost += 1.2;
      }
      gone[i] = 2;
      taken.push(i);
      grow(p + 1, price + cost);
      taken.pop();
      gone[i] = 0;
    }
  };
  grow(from, 0);
  ways.sort((a, b) => a.price - b.price);
  const best = ways.slice(0, known ? 8 : 16).map(({ price, taken }) => {
    for (const i of taken) gone[i] = 2;
    const cost = price + inClusters(view, gone, taken, language);
    for (const i of taken) gone[i] = 0;
    return { cost, taken };
  });
  best.sort((a, b) => a.cost - b.cost);
  return best.slice(0, WAYS);
}

/** Restoration of the line, cluster by cluster: glyphs far apart do not see each other. */
function inClusters(view: View, gone: Uint8Array, taken: readonly number[], language: DocumentLanguage): number {
  let sum = 0;
  for (let i = 0; i < taken.length; ) {
    let j = i;
    while (j + 1 < taken.length && taken[j + 1]! - taken[j]! <= 4) j++;
    const others = taken.filter((_, t) => t < i || t > j);
    for (const o of others) gone[o] = 1;
    sum += restoring(view, gone, taken[i]!, taken[j]!, language);
    for (const o of others) gone[o] = 2;
    i = j + 1;
  }
  return sum;
}

/** How far a glyph stands from its copy's column, as a price. */
function deviation(view: View, gone: Uint8Array, at: number, x: number, columns: Columns, open: boolean): number {
  const { low, high, gapped, rest } = slotOf(view, gone, at);
  const price = away(x < low ? (open ? 0 : low - x) : x - high, columns);
  if (x <= high || !gapped || price <= GAP) return price;
  // What follows a wide gap (a date at the right margin) stands further right than it seems: measure it from there.
  const shift = columns.margin - rest - high;
  if (shift <= 0) return price;
  return Math.min(price, GAP + away(Math.max(low + shift - x, x - high - shift), columns));
}
