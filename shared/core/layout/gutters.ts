import type { Row } from './rows.ts';

/** A tall white strip: no piece of the rows `first` to `last` enters `[start, end]`, and both sides have text. */
export interface Gutter {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

interface Strip {
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

/** A narrower strip parts words, not columns; ems of the rows' usual type. */
const MIN_WIDTH = 0.7;
/** One word beside another is no column. */
const MIN_ROWS = 2;
/** Strips that are followed at a time: a bound for pages of scattered marks. */
const MOST_STRIPS = 48;
/** Gutters whose text is weighed, the tallest. */
const MOST_WEIGHED = 400;

/**
 * The maximal gutters among rows, the ones with most text on their poorer side first.
 * @param minRows rows with text that each side must have.
 * One sweep from the top: each strip lives until a piece cuts it, and goes on narrower beside the piece.
 */
export function findGutters(rows: readonly Row[], size: number, minRows = MIN_ROWS): readonly Gutter[] {
  const left = Math.min(...rows.map(row => row.pieces[0]!.start));
  const right = Math.max(...rows.map(row => Math.max(...row.pieces.map(piece => piece.end))));
  const found: Gutter[] = [];
  let strips: Strip[] = [];
  rows.forEach((row, i) => {
    const bare = bareIn(row, left, right).filter(([a, b]) => b - a >= MIN_WIDTH * size);
    const next = new Map<string, Strip>();
    for (const strip of strips) {
      let whole = false;
      for (const [a, b] of bare) {
        const [start, end] = [Math.max(a, strip.start), Math.min(b, strip.end)];
        if (end - start < MIN_WIDTH * size) continue;
        whole ||= start === strip.start && end === strip.end;
        keep(next, { first: strip.first, start, end });
      }
      if (!whole) found.push({ ...strip, last: i - 1 });
    }
    for (const [start, end] of bare) keep(next, { first: i, start, end });
    strips = [...next.values()].sort((a, b) => a.first - b.first).slice(0, MOST_STRIPS);
  });
  for (const strip of strips) found.push({ ...strip, last: rows.length - 1 });
  return found
    .filter(gutter => gutter.start > left && gutter.end < right)
    .sort((a, b) => height(b) - height(a))
    .slice(0, MOST_WEIGHED)
    .map(gutter => ({ gutter, weight: weightOf(gutter, rows) }))
    .filter(({ weight }) => weight >= minRows)
    .sort((a, b) => b.weight - a.weight || height(b.gutter) - height(a.gutter) || width(b.gutter) - width(a.gutter))
    .map(({ gutter }) => gutter);
}

const height = ({ first, last }: Gutter): number => last - first;
const width = ({ start, end }: Gutter): number => end - start;

/** Of strips with the same sides, the one that began first. */
function keep(strips: Map<string, Strip>, strip: Strip): void {
  const key = `${strip.start} ${strip.end}`;
  const other = strips.get(key);
  if (!other || strip.first < other.first) strips.set(key, strip);
}

function bareIn(row: Row, left: number, right: number): [number, number][] {
  const bare: [number, number][] = [];
  let at = left;
  for (const { start, end } of row.pieces) {
    if (start > at) bare.push([at, start]);
    at = Math.max(at, end);
  }
  if (right > at) bare.push([at, right]);
  return bare;
}

function weightOf({ first, last, start, end }: Gutter, rows: readonly Row[]): number {
  let [before, after] = [0, 0];
  for (let i = first; i <= last; i++) {
    const { pieces } = rows[i]!;
    if (pieces[0]!.start < start) before++;
    if (pieces.at(-1)!.end > end) after++;
  }
  return Math.min(before, after);
}
