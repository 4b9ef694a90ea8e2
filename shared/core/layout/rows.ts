import type { Item } from './items.ts';

/** Glyphs that stand close together on one baseline, in the order of their drawing. */
export interface Piece {
  readonly items: readonly Item[];
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly size: number;
  /** Place of its first glyph in the content stream. */
  readonly index: number;
}

/** Pieces on one baseline, from start to end. */
export interface Row {
  readonly pieces: readonly Piece[];
  readonly base: number;
  readonly size: number;
}

/** A wider gap may be a gutter or the border of a cell, ems. Words of justified text rarely stand that far apart. */
export const PIECE_GAP = 0.7;
/** Pieces whose baselines differ by less share a row, ems of the smaller. */
const SAME_BASE = 0.3;
/** Pieces of a row that a further one is held against: they come from the left, so the last are the nearest. */
const NEAR = 64;

/** Glyphs to pieces. White space ends no piece and starts none. */
export function toPieces(items: readonly Item[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let current: Item[] = [];
  const flush = () => {
    while (current.length > 0 && current.at(-1)!.text === ' ') current.pop();
    if (current.length > 0) pieces.push(pieceOf(current));
    current = [];
  };
  for (const item of items) {
    const last = current.at(-1);
    if (last && !follows(last, item)) flush();
    if (item.text !== ' ' || current.length > 0) current.push(item);
  }
  flush();
  return pieces;
}

function follows(last: Item, item: Item): boolean {
  const size = Math.max(last.size, item.size);
  const gap = item.start - last.end;
  return (
    Math.abs(item.base - last.base) < 0.1 * size &&
    gap < PIECE_GAP * size &&
    gap > -0.65 * size &&
    item.start > last.start - 0.1 * size
  );
}

function pieceOf(items: readonly Item[]): Piece {
  let [start, end, largest] = [Infinity, -Infinity, items[0]!];
  for (const item of items) {
    start = Math.min(start, item.start);
    end = Math.max(end, item.end);
    if (item.size > largest.size) largest = item;
  }
  return { items, start, end, base: largest.base, size: largest.size, index: items[0]!.index };
}

/** Pieces to rows, from the top. */
export function toRows(pieces: readonly Piece[]): readonly Row[] {
  const rows: { pieces: Piece[]; base: number; size: number }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.base - b.base || a.start - b.start)) {
    const row = rows.slice(-4).find(row => belongs(piece, row));
    if (!row) rows.push({ pieces: [piece], base: piece.base, size: piece.size });
    else {
      row.pieces.push(piece);
      // The largest type has the say: a footnote mark above the line comes before the line itself.
      if (piece.size > row.size) Object.assign(row, { base: piece.base, size: piece.size });
    }
  }
  for (const row of rows) row.pieces.sort((a, b) => a.start - b.start);
  return rows.sort((a, b) => a.base - b.base);
}

function belongs(piece: Piece, row: { pieces: readonly Piece[]; base: number; size: number }): boolean {
  const apart = Math.abs(piece.base - row.base);
  const small = Math.min(piece.size, row.size);
  const large = Math.max(piece.size, row.size);
  // Punctuation set close keeps its full width in the text layer, so neighbours may overlap by half an em and more.
  const clear = row.pieces
    .slice(-NEAR)
    .every(other => overlap(piece, other) < (apart < 0.05 * small ? 0.65 : 0.3) * small);
  if (apart < SAME_BASE * small) return clear;
  // A raised or lowered mark beside its line: within the line's own box, and touching.
  const raised = (piece.size > row.size ? 1 : -1) * (piece.base - row.base);
  if (small > 0.8 * large || raised > 0.6 * large || raised < -0.25 * large) return false;
  return (
    clear &&
    row.pieces.slice(-NEAR).some(other => Math.max(piece.start - other.end, other.start - piece.end) < 0.3 * large)
  );
}

const overlap = (a: Piece, b: Piece): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);
