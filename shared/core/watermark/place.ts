import { type Columns, type Interval, isKnown, matesOf } from './column.ts';
import { brokenDates, mayHoldDate } from './dates.ts';
import type { DocumentLanguage } from './language.ts';
import { SHORT_CONTENT, shortLine } from './short-line.ts';
import { placesOf, slotOf } from './slot.ts';
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

/** What a broken date costs, in nats. */
const BROKEN = 4;
/** Ways kept for a copy, and at the end for a line. */
const [WAYS, ANSWERS, MOST_WAYS] = [5, 6, 200];
/** Most that the language may say for or against one glyph, in nats: names, addresses and codes are natural to nobody. */
const SAYS = 10;

/** Deviation that even a well known column has, in em. */
const LEAST_SPREAD = 0.3;

/** The price of standing `distance` em away from where the column says: much where the columns are well known. */
function away(distance: number, { trust, blur }: Columns): number {
  if (distance <= 0) return 0;
  const d = distance / Math.max(LEAST_SPREAD, blur);
  return Math.min(trust >= 0.8 ? 14 : trust >= 0.6 ? 8 : 5, d < 2 ? 0.5 * d * d : 2 * d - 2);
}

/** The ways to take pattern characters `[from, to)`, each `copies` times; best first, empty when there is none. */
export function place(view: View, from: number, to: number, options: PlaceOptions): Placement[] {
  const { pattern, copies } = options;
  const size = (to - from) * copies;
  if (size > view.size) return [];
  if (size === view.size) return wholeLine(view, from, to, options);
  if (copies > 1 && view.size - size <= SHORT_CONTENT && view.size <= 30)
    return shortLine(view, from, to, options).slice(0, ANSWERS);
  for (let p = from; p < to; p++) {
    let need = 0;
    for (let q = from; q < to; q++) if (pattern[q] === pattern[p]) need += copies;
    if ((view.counts.get(pattern[p]!) ?? 0) < need) return [];
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
  const known = !short && isKnown(columns.at[copy]!);
  const ways: { price: number; taken: number[] }[] = [];
  const taken: number[] = [];

  const later = (options.copies - copy - 1) * count;
  const priceOf = (i: number, p: number): number =>
    known ? deviation(view, gone, i, columns.at[copy]!, columns.slope * run[p]!, columns, later) : 0;
  // A block's glyphs stand together: each is priced as if those beside it were the copy's too.
  const block = new Set(pattern.slice(from, to));
  const apart = (i: number, p: number): number => {
    if (count === 1) return priceOf(i, p);
    const mates = matesOf(view, gone, i, block, count);
    for (const m of mates) gone[m] = 2;
    const price = priceOf(i, p);
    for (const m of mates) gone[m] = 0;
    return price;
  };
  // The likeliest places of each character: a line may have a dozen of a common letter.
  const likely: { i: number; price: number }[][] = [];
  const most = (known ? 7 : 14) - Math.min(3, count - 1);
  for (let p = from; p < to; p++) {
    const places: { i: number; price: number }[] = [];
    for (let i = columns.slope === 0 ? least : 0; i < view.size; i++)
      if (view.code[i] === pattern[p] && !gone[i]) places.push({ i, price: apart(i, p) });
    places.sort((a, b) => a.price - b.price);
    likely.push(places.slice(0, most));
  }

  const grow = (p: number, price: number): void => {
    if (p === to) {
      ways.push({ price, taken: [...taken].sort((a, b) => a - b) });
      return;
    }
    if (ways.length > MOST_WAYS) return;
    const last = taken[taken.length - 1];
    for (const { i, price: own } of likely[p - from]!) {
      // Equal characters in one order only.
      if (gone[i] || (last !== undefined && pattern[p] === pattern[p - 1] && i < last)) continue;
      let cost = own;
      if (last !== undefined) {
        const between = Math.abs(i - last) - 1;
        if (columns.slope === 0) cost += Math.min(12, 0.9 * between);
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
  const dated = mayHoldDate(view);
  const broken = dated ? brokenDates(view, gone) : 0;
  const best = ways.slice(0, known ? 8 : 16).map(({ price, taken }) => {
    for (const i of taken) gone[i] = 2;
    const said = inClusters(view, gone, taken, language);
    const mended = dated ? BROKEN * (brokenDates(view, gone) - broken) : 0;
    const cost = price + (known ? tempered(said, SAYS * taken.length) : said) + mended;
    for (const i of taken) gone[i] = 0;
    return { cost, taken };
  });
  best.sort((a, b) => a.cost - b.cost);
  return best.slice(0, WAYS);
}

const tempered = (said: number, most: number): number => most * Math.tanh(said / most);

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
function deviation(
  view: View,
  gone: Uint8Array,
  at: number,
  column: Interval,
  shift: number,
  columns: Columns,
  later: number,
): number {
  let best = Number.POSITIVE_INFINITY;
  for (const { low, high, price } of placesOf(slotOf(view, gone, at, later), columns.margin))
    best = Math.min(best, price + away(Math.max(column.low + shift - high, low - column.high - shift), columns));
  return best;
}
