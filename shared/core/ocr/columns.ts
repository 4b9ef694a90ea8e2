import { findGutters, type Gutter } from '../layout/gutters.ts';
import { type Piece, type Row, toRows } from '../layout/rows.ts';

/**
 * The layout takes the order of drawing as evidence for columns or tables, and a picture has none. This gives pieces the
 * order in which a producer would have drawn them: column by column where the page shows flowing text side by side, row
 * by row elsewhere.
 */
export function inDrawingOrder(pieces: readonly Piece[]): readonly Piece[] {
  const rows = toRows(pieces);
  return ordered(rows, 0).map((piece, index) => ({
    ...piece,
    index,
    items: piece.items.map(item => ({ ...item, index })),
  }));
}

/** Columns within columns beyond this are no page that someone would lay out. */
const MAX_DEPTH = 3;

function ordered(rows: readonly Row[], depth: number): readonly Piece[] {
  const pieces = rows.flatMap(row => row.pieces);
  if (rows.length < 2 * LEAST_ROWS || depth > MAX_DEPTH) return pieces;
  const gutter = findGutters(rows, usualSize(pieces), LEAST_ROWS).find(gutter => partsColumns(rows, gutter));
  if (!gutter) return pieces;
  const inner = rows.slice(gutter.first, gutter.last + 1).flatMap(row => row.pieces);
  const left = inner.filter(piece => piece.start < gutter.start);
  const right = inner.filter(piece => piece.start >= gutter.start);
  return [
    ...rows.slice(0, gutter.first).flatMap(row => row.pieces),
    ...ordered(toRows(left), depth + 1),
    ...ordered(toRows(right), depth + 1),
    ...ordered(rows.slice(gutter.last + 1), depth + 1),
  ];
}

/** Rows of text that each side of a gutter must have, and more where baselines agree. */
const LEAST_ROWS = 4;
const LEAST_ALIGNED = 6;
/** The width of a line of flowing text, ems: dates set to the right margin have 10. */
const LEAST_WIDTH = 12;

/** Share of a side's rows that end at its edge: lines of flowing text do until the paragraph ends, cells do not. */
const FLOWING = 0.35;
/** Share of a side's rows that are in one piece. */
const WHOLE = 0.7;
/** A line "ends at the edge" when no more than a long word would have found room, ems. */
const RAGGED = 5;

/** Baselines of cells agree, those of columns mostly do not: share of rows with text on both sides that agree. */
const ALIGNED = 0.6;

function partsColumns(rows: readonly Row[], { first, last, start }: Gutter): boolean {
  const inner = rows.slice(first, last + 1);
  const sides = [
    inner.map(row => row.pieces.filter(p => p.start < start)),
    inner.map(row => row.pieces.filter(p => p.start >= start)),
  ] as const;
  const filled = sides.map(side => side.filter(pieces => pieces.length > 0));
  const both = inner.filter((_, i) => sides.every(side => side[i]!.length > 0)).length;
  if (both < ALIGNED * Math.min(...filled.map(side => side.length))) return true;
  // Cells side by side on both sides: a table, however its text is set.
  return filled.every(side => {
    if (side.length < LEAST_ALIGNED || side.filter(pieces => pieces.length === 1).length < WHOLE * side.length)
      return false;
    const spans = side.map(pieces => ({
      end: pieces.at(-1)!.end,
      ems: (pieces.at(-1)!.end - pieces[0]!.start) / pieces[0]!.size,
      size: pieces[0]!.size,
    }));
    const edge = Math.max(...spans.map(({ end }) => end));
    const flowing = spans.filter(({ end, ems, size }) => edge - end < RAGGED * size && ems > LEAST_WIDTH);
    return flowing.length >= FLOWING * side.length;
  });
}

function usualSize(pieces: readonly Piece[]): number {
  const sizes = pieces.map(({ size }) => size).sort((a, b) => a - b);
  return sizes[sizes.length >> 1] ?? 10;
}
