import type { View } from './view.ts';

/** Dates and places at the right margin are no longer than this, in em: nothing else stands after a gap of unknown width. */
export const LONGEST_RIGHT = 12;

/** Where a stamp's glyph must have stood, in em from the start of the text, to have come out at its place in the line. */
export interface Slot {
  readonly low: number;
  readonly high: number;
  /** At the line's edge the column is bounded on one side only. */
  readonly kind: 'start' | 'inner' | 'end';
  /** A gap of unknown width may stand before it, for instance before a date at the right margin. */
  readonly gapped: boolean;
  /** It stands between two spaces: anywhere in a gap of unknown width, if there is one. */
  readonly alone?: boolean;
  /** What follows has the digits of a date. */
  readonly dated?: boolean;
  /** Width of the content right of it, in em. */
  readonly rest: number;
}

/** The slot of glyph `at`, when the glyphs marked in `gone` are the stamp's. Sorting by x puts a glyph after the last one that starts left of it. `later` glyphs at the line's end may be other copies'. */
export function slotOf(view: View, gone: Uint8Array, at: number, later = 0): Slot {
  let pen = 0;
  let previous = -1;
  let spaced = false;
  let gapped = false;
  for (let i = 0; i < at; i++) {
    if (view.space[i]) spaced = true;
    if (gone[i]) continue;
    if (spaced && previous >= 0) {
      pen += view.blank;
      gapped = true;
    }
    spaced = false;
    pen += view.width[i]!;
    previous = i;
  }
  if (view.space[at]) spaced = true;
  let after = at + 1;
  let spacedAfter = view.space[after]! > 0;
  while (after < view.size && gone[after]) {
    after++;
    if (view.space[after]) spacedAfter = true;
  }
  gapped ||= spaced;
  let rest = 0;
  let right = 0;
  let digits = 0;
  for (let i = after; i < view.size; i++) {
    if (gone[i]) continue;
    right++;
    if (view.shown[i]! >= 48 && view.shown[i]! <= 57) digits++;
    if (i > after && view.space[i]) rest += view.blank;
    rest += view.width[i]!;
  }
  if (previous < 0)
    return spacedAfter
      ? { low: Number.NEGATIVE_INFINITY, high: -0.3, kind: 'start', gapped, rest }
      : { low: -1.3, high: 0.1, kind: 'start', gapped, rest };
  const back = view.width[previous]!;
  if (after >= view.size || (spaced && right <= later))
    return spaced
      ? { low: pen + 0.1, high: Number.POSITIVE_INFINITY, kind: 'end', gapped, rest }
      : { low: pen - back, high: pen + 0.4, kind: 'end', gapped, rest };
  if (spaced)
    return {
      low: pen - 0.1,
      high: pen + view.blank + 0.1,
      kind: 'inner',
      gapped,
      alone: spacedAfter,
      dated: digits >= 4,
      rest,
    };
  return { low: pen - back, high: pen + (spacedAfter ? 0.3 : 0), kind: 'inner', gapped, rest };
}

/** A stretch of x where a glyph may have stood, and the price in nats of the page looking so. */
export interface Place {
  readonly low: number;
  readonly high: number;
  readonly price: number;
}

/** The price of a gap that the text does not show, and of one before a date. */
const [GAP, DATED] = [2.5, 0.5];

/** Where on the page a slot may be: where the widths say, or as far right as a gap of unknown width pushes it. */
export function placesOf({ low, high, gapped, alone, dated, rest, kind }: Slot, margin: number): Place[] {
  const places: Place[] = [{ low, high, price: 0 }];
  // What follows a wide gap (a date at the right margin) stands further right than it seems, up to the margin.
  const shift = margin - rest - high;
  if (gapped && kind !== 'start' && shift > 0.5 && rest <= LONGEST_RIGHT)
    places.push(
      alone
        ? { low: high, high: high + shift, price: dated ? DATED : GAP }
        : { low: low + shift, high: high + shift, price: GAP },
    );
  return places;
}
