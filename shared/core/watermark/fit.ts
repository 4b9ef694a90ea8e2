import {
  type Clue,
  type Columns,
  cluesOf,
  explained,
  type Grid,
  gridOf,
  type Held,
  type Interval,
  isKnown,
  likelihood,
  type Peak,
  peakOf,
  runningWidth,
  scoreAt,
} from './column.ts';
import type { DocumentLanguage } from './language.ts';
import { hold, release, type Track, viewsOf } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { rightMargin } from './view.ts';
import type { Face } from './width.ts';

export interface Fit {
  readonly columns: readonly Columns[];
  /** Log likelihood of all columns against chance. */
  readonly score: number;
  readonly slope: number;
  readonly blur: number;
}

/** Log likelihood by which a row's own column must beat the one that it shares with others. */
const OWN = 8;
/** Log likelihood below which a column that others share is not a row's. */
const AGAINST = -8;
/** What an angle must gain over an upright stamp: it has a parameter more to fit chance with. */
const TILTED = 12;
/** How well the body's widths may be known, in em: a face that is guessed right, one that is like it, another one. */
export const BLURS: readonly number[] = [0.12, 0.4, 0.9];
/** A column with less evidence is none. */
const LEAST = 5;

/** Share of copies that upright columns must explain for no other angle to be tried. */
const UPRIGHT = 0.85;

const UNKNOWN: Interval = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

interface Seen {
  readonly track: Track;
  /** The clues of each copy. */
  readonly clues: readonly (readonly Clue[])[];
}

/** The columns of all rows together, at the angle that explains most. */
export function fitColumns(
  sheet: Sheet,
  tracks: readonly Track[],
  taken: Uint8Array,
  face: Face,
  language: DocumentLanguage,
  slopes: readonly number[],
  blurs: readonly number[] = [BLURS[0]!],
): Fit {
  const margin = rightMargin(sheet, taken, face);
  const seen = tracks.map((track): Seen => {
    release(track, taken);
    const view = viewsOf(sheet, taken, face, language);
    const held = new Map<number, Held>(track.takings.map(taking => [taking.line, taking]));
    const run = runningWidth(track.codes, face);
    const clues = Array.from({ length: track.row.copies }, (_, copy) =>
      cluesOf(track.row, copy, track.codes, run, view, margin, held),
    );
    hold(track, taken);
    return { track, clues };
  });
  let best: { slope: number; blur: number; fits: Interval[][]; score: number; share: number } | undefined;
  for (const slope of slopes) {
    // Most stamps run straight down: other angles are tried when that explains too little.
    if (best?.slope === 0 && best.share >= UPRIGHT) break;
    for (const blur of blurs) {
      const { fits, score } = atSlope(seen, slope, margin, blur);
      const total = score + (slope === 0 ? TILTED : 0);
      if (!best || total > best.score)
        best = { slope, blur, fits, score: total, share: shareOf(seen, slope, blur, fits) };
    }
  }
  const { slope, blur, fits, score } = best!;
  const columns = seen.map(({ track, clues }, t): Columns => {
    // Copies that were told apart keep their columns; of a fresh row the columns are known, not yet whose they are.
    const at = track.takings.length > 0 ? fits[t]! : fits[t]!.slice().sort(fromLeft);
    const known = at.filter(isKnown);
    const trust = known.length
      ? at.reduce((sum, x, copy) => sum + explained(clues[copy]!, slope, blur, x), 0) / at.length
      : 0;
    return { at, slope, blur, trust, margin };
  });
  return { columns, score, slope, blur };
}

/** From left to right, those that are not known last. */
const fromLeft = (a: Interval, b: Interval): number =>
  isKnown(a) && isKnown(b) ? a.low + a.high - b.low - b.high : Number(isKnown(b)) - Number(isKnown(a));

/** The columns of each row at one angle, copy by copy, the copies with the clearest column first. */
function atSlope(
  seen: readonly Seen[],
  slope: number,
  margin: number,
  blur: number,
): { fits: Interval[][]; score: number } {
  const grid = gridOf(slope, margin);
  const fits = seen.map(({ track }) => Array<Interval>(track.row.copies).fill(UNKNOWN));
  let score = 0;
  const most = Math.max(0, ...seen.map(({ track }) => track.row.copies));
  const used = seen.map(() => new Set<number>());
  for (let copy = 0; copy < most; copy++) {
    const rows = seen.flatMap(({ track, clues }, t) =>
      track.row.copies > copy
        ? [{ t, copies: track.row.copies, scores: likelihood(clues[copy]!, slope, margin, blur, used[t]!) }]
        : [],
    );
    for (const copies of new Set(rows.map(row => row.copies))) {
      score += share(
        rows.filter(row => row.copies === copies),
        grid,
        row => fits[row.t]!.slice(0, copy).filter(isKnown),
        (t, column) => {
          fits[t]![copy] = column;
          if (seen[t]!.track.takings.length === 0) use(seen[t]!.clues[copy]!, column, slope, used[t]!);
        },
      );
    }
  }
  return { fits, score };
}

/** Share of the copies whose column explains most of what is known of them. */
function shareOf(seen: readonly Seen[], slope: number, blur: number, fits: readonly (readonly Interval[])[]): number {
  let [sum, all] = [0, 0];
  seen.forEach(({ clues }, t) => {
    clues.forEach((own, copy) => {
      if (own.length < FEW) return;
      all++;
      if (isKnown(fits[t]![copy]!) && explained(own, slope, blur, fits[t]![copy]!) >= MOSTLY) sum++;
    });
  });
  return all > 0 ? sum / all : 1;
}
/** Clues below which a copy says nothing, and the share of them that a column must explain. */
const [FEW, MOSTLY] = [4, 0.7];

interface Scored {
  readonly t: number;
  readonly scores: Float64Array;
}

/**
 * Gives every row a column: one that it shares with as many others as its own evidence allows. Chance gives a row with
 * few clues a better column of its own; a layout seldom does.
 */
function share(
  rows: readonly Scored[],
  grid: Grid,
  others: (row: Scored) => readonly Interval[],
  give: (t: number, column: Interval) => void,
): number {
  let total = 0;
  let open = rows.map(row => ({ row, own: peakOf(row.scores, grid, others(row)) }));
  while (open.length > 0) {
    let best: { own: Peak; score: number } | undefined;
    for (const { own } of open) {
      if (own.score < LEAST) continue;
      const score = open.reduce((sum, o) => sum + Math.max(scoreAt(o.row.scores, grid, own), o.own.score - OWN), 0);
      if (!best || score > best.score) best = { own, score };
    }
    if (!best) break;
    const like = open.filter(
      ({ row, own }) => own === best.own || scoreAt(row.scores, grid, best.own) >= Math.max(own.score - OWN, AGAINST),
    );
    const sum = new Float64Array(open[0]!.row.scores.length);
    for (const { row } of like) for (let b = 0; b < sum.length; b++) sum[b]! += row.scores[b]!;
    const joint = peakOf(sum, grid, others(like[0]!.row));
    for (const { row } of like) {
      if (joint.score < LEAST) continue;
      total += scoreAt(row.scores, grid, joint);
      give(row.t, { low: joint.low, high: joint.high });
    }
    open = open.filter(o => !like.includes(o));
  }
  return total;
}

/** What a column explains is not there for the row's next copy. */
function use(clues: readonly Clue[], { low, high }: Interval, slope: number, used: Set<number>): void {
  for (const { run, places } of clues) {
    const place = places.find(at => at.low <= high + slope * run && at.high >= low + slope * run);
    if (place) used.add(place.glyph);
  }
}
