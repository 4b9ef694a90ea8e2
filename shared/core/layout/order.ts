import { findGutters, type Gutter } from './gutters.ts';
import { type Piece, type Row, toRows } from './rows.ts';

/** Nested columns beyond this are scattered marks. */
const MAX_DEPTH = 8;
/** Gutters of a region that are looked at before it is read row by row. */
const MOST_GUTTERS = 12;
/** More pieces are no page that anybody set: columns would cost more than they tell. */
const MOST_PIECES = 6000;

/**
 * Rows in the order in which a person reads them: what stands above a pair of columns, the left one, the right one,
 * what stands below; and tables row by row.
 */
export function inReadingOrder(pieces: readonly Piece[], depth = 0): readonly Row[] {
  const rows = toRows(pieces);
  if (rows.length < 2 || pieces.length > MOST_PIECES || depth > MAX_DEPTH) return rows;
  for (const gutter of findGutters(rows, usualSize(pieces)).slice(0, MOST_GUTTERS)) {
    const parts = divide(rows, gutter);
    if (parts) return parts.flatMap(part => inReadingOrder(part, depth + 1));
  }
  return inCells(rows, depth);
}

/** A row of a table whose cells hold several lines: these were drawn cell by cell, so that none is torn. */
function inCells(rows: readonly Row[], depth: number): readonly Row[] {
  return drawnBlocks(rows).flatMap(block => {
    if (block.length < 2) return block;
    const pieces = piecesOf(block);
    for (const gutter of findGutters(block, usualSize(pieces), 1)) {
      const whole = gutter.first === 0 && gutter.last === block.length - 1;
      const left = pieces.filter(piece => isLeft(piece, gutter));
      const right = pieces.filter(piece => !isLeft(piece, gutter));
      if (whole && lastDrawn(left) < firstDrawn(right))
        return [...inReadingOrder(left, depth + 1), ...inReadingOrder(right, depth + 1)];
    }
    return block;
  });
}

const firstDrawn = (pieces: readonly Piece[]): number => Math.min(...pieces.map(piece => piece.index));
const lastDrawn = (pieces: readonly Piece[]): number => Math.max(...pieces.map(piece => piece.index));

/** The regions that the gutter makes, in reading order; nothing if the gutter only parts the cells of rows. */
function divide(rows: readonly Row[], gutter: Gutter): readonly (readonly Piece[])[] | undefined {
  const band = trim(rows, gutter);
  if (!band) return;
  const inner = rows.slice(band.first, band.last + 1);
  const parts = asColumns(inner, gutter) ?? asCells(inner, gutter);
  if (!parts) return;
  return [piecesOf(rows.slice(0, band.first)), ...parts, piecesOf(rows.slice(band.last + 1))].filter(
    part => part.length > 0,
  );
}

const piecesOf = (rows: readonly Row[]): readonly Piece[] => rows.flatMap(row => row.pieces);
const isLeft = (piece: Piece, gutter: Gutter): boolean => piece.start < gutter.start;

interface Sides {
  readonly left: readonly Piece[];
  readonly right: readonly Piece[];
}

const sidesOf = (row: Row, gutter: Gutter): Sides => ({
  left: row.pieces.filter(piece => isLeft(piece, gutter)),
  right: row.pieces.filter(piece => !isLeft(piece, gutter)),
});

/**
 * Without the rows at the band's ends that have text on one side only and stand nearer to what is beyond the band: a
 * short heading over a paragraph of full width is no part of the columns above it.
 */
function trim(rows: readonly Row[], { first, last, start, end }: Gutter): { first: number; last: number } | undefined {
  const gutter = { first, last, start, end };
  const both = (i: number) => {
    const { left, right } = sidesOf(rows[i]!, gutter);
    return (left.length > 0 ? 1 : 0) | (right.length > 0 ? 2 : 0);
  };
  const gap = (i: number) => (rows[i + 1] ? rows[i + 1]!.base - rows[i]!.base : Infinity);
  // From the end inwards, rows of one side, as long as a gap parts them from the band more than from what follows.
  if (last < rows.length - 1) {
    let sides = 0;
    let cut = last;
    for (let i = last; i > first && last - i < 6; i--) {
      sides |= both(i);
      if (sides === 3) break;
      if (gap(i - 1) > 1.25 * gap(last) && gap(i - 1) > 1.6 * rows[i]!.size) cut = i - 1;
    }
    last = cut;
  }
  return last > first ? { first, last } : undefined;
}

/** Left column, then right column, unless the sides are cells of the same rows. */
function asColumns(rows: readonly Row[], gutter: Gutter): readonly (readonly Piece[])[] | undefined {
  const sides = rows.map(row => sidesOf(row, gutter));
  const columns = [sides.flatMap(side => side.left), sides.flatMap(side => side.right)];
  const shared = sides.filter(({ left, right }) => left.length > 0 && right.length > 0);
  const aligned = shared.filter(
    ({ left, right }) => Math.abs(left.at(-1)!.base - right[0]!.base) < 0.08 * left.at(-1)!.size,
  );
  const [nLeft, nRight] = [
    sides.filter(side => side.left.length > 0).length,
    sides.filter(side => side.right.length > 0).length,
  ];
  const share = aligned.length / Math.min(nLeft, nRight);
  const blocks = drawnBlocks(rows);
  const drawnAsOne = Math.max(...blocks.map(block => block.length)) > 0.8 * rows.length;
  if (share < 0.6) return drawnAsOne || !drawnAsTable(blocks, gutter) ? columns : undefined;
  if (isSparse(sides, nLeft, nRight)) return;
  if (!drawnAsOne) return;
  // Three cells and more in nearly every row: a table that was drawn column by column.
  const isGrid = share > 0.9 && rows.filter(row => row.pieces.length > 2).length > 0.7 * rows.length;
  return isGrid ? undefined : columns;
}

/** A table whose cells hold several lines: row by row, and in each row cell by cell. */
function asCells(rows: readonly Row[], gutter: Gutter): readonly (readonly Piece[])[] | undefined {
  const blocks = drawnBlocks(rows);
  if (blocks.length < 2 || !drawnAsTable(blocks, gutter) || blocks.every(block => block.length === 1)) return;
  return blocks.map(piecesOf);
}

/** The rows cut wherever everything above was drawn before everything below. */
function drawnBlocks(rows: readonly Row[]): readonly (readonly Row[])[] {
  const first = rows.map(row => Math.min(...row.pieces.map(piece => piece.index)));
  const later: number[] = [];
  for (let i = rows.length - 1, min = Infinity; i >= 0; i--) {
    later[i] = min;
    min = Math.min(min, first[i]!);
  }
  const blocks: Row[][] = [[]];
  let drawn = -Infinity;
  rows.forEach((row, i) => {
    blocks.at(-1)!.push(row);
    drawn = Math.max(drawn, ...row.pieces.map(piece => piece.index));
    if (drawn < later[i]! && i < rows.length - 1) blocks.push([]);
  });
  return blocks;
}

/** Most blocks have text on both sides: they are rows of a table, not lines of two columns drawn from top to bottom. */
function drawnAsTable(blocks: readonly (readonly Row[])[], gutter: Gutter): boolean {
  const both = blocks.filter(block => {
    const pieces = piecesOf(block);
    return pieces.some(piece => isLeft(piece, gutter)) && pieces.some(piece => !isLeft(piece, gutter));
  });
  return blocks.length > 1 && both.length >= Math.max(2, 0.5 * blocks.length);
}

/** One side only has a word here and there: dates at the right margin, labels at the left. */
function isSparse(sides: readonly Sides[], nLeft: number, nRight: number): boolean {
  const few = nRight < nLeft ? (side: Sides) => side.right.length > 0 : (side: Sides) => side.left.length > 0;
  let [alone, all] = [0, 0];
  sides.forEach((side, i) => {
    if (!few(side)) return;
    all++;
    if (!(sides[i - 1] && few(sides[i - 1]!)) && !(sides[i + 1] && few(sides[i + 1]!))) alone++;
  });
  return alone > 0.5 * all;
}

function usualSize(pieces: readonly Piece[]): number {
  const sizes = pieces.map(piece => piece.size).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)]!;
}
