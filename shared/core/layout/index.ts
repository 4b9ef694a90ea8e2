import type { GlyphPage } from '../document/geometry.ts';
import type { LineReading, PageReading } from '../document/reading.ts';
import { inDrawingOrder } from '../ocr/columns.ts';
import { type Visibility, visibility } from './hidden.ts';
import { boxOf, byDirection, type Item, withoutDoubles } from './items.ts';
import { partMargins } from './margins.ts';
import { inReadingOrder } from './order.ts';
import { type Piece, type Row, toPieces } from './rows.ts';
import { textOfRow } from './spaces.ts';
import { partVertical } from './vertical.ts';

export { decidePage, type PageDecision, type Script } from './decide.ts';
export { foldGlyph } from './fold.ts';

export interface PageLayout {
  readonly reading: PageReading;
  /** Glyphs left out because no reader can see them; the document's note is HIDDEN_TEXT if there are any. */
  readonly hidden: number;
  /** For `decidePage`. */
  readonly seen: Visibility;
}

/** The page's visible text as lines in reading order. @param number of the page, from 1. */
export function layOut(page: GlyphPage, number: number): PageReading {
  return layOutPage(page, number).reading;
}

/** As `layOut`, and how much text was left out as hidden. */
export function layOutPage(page: GlyphPage, number: number): PageLayout {
  // 1. What a reader can see.
  const seen: Visibility = visibility(page);
  // 2. Each writing direction for itself, the main one first: a label along the edge is read after the page.
  const lines = byDirection(seen.visible).flatMap(({ items, angle }) => {
    // 3. Ideographs written downwards are lines already.
    const { vertical, across } = partVertical(withoutDoubles(items));
    // 4. Glyphs to pieces of lines, 5. pieces to rows in reading order, 6. rows to lines.
    const pieces = piecesOf(across);
    const parts = angle === 0 ? partMargins(pieces, page.height) : [pieces];
    const rows = parts.flatMap(part => inReadingOrder(part));
    const isVertical = vertical.reduce((sum, row) => sum + row.pieces[0]!.items.length, 0) > across.length;
    return (isVertical ? [...vertical, ...rows] : [...rows, ...vertical]).flatMap(row => lineOf(row, page));
  });
  const { width, height } = page;
  return { reading: { number, engine: 'text-layer', lines, width, height }, hidden: seen.hidden.length, seen };
}

/** Glyphs of a page whose pieces are shorter on average were drawn in no order that tells anything. */
const DISORDER = 2.5;
/** A few short pieces are a heading or a table of marks. */
const ENOUGH = 24;

/** Some producers draw glyph by glyph in the order of their font's: then only the places tell what belongs together. */
function piecesOf(items: readonly Item[]): readonly Piece[] {
  const pieces = toPieces(items);
  const solid = items.filter(item => item.text !== ' ');
  if (solid.length < ENOUGH || solid.length >= DISORDER * pieces.length) return pieces;
  const placed = toPieces(inPlace(solid));
  // Letters that stand apart anyway, of a form or a chart, keep the order that they have.
  return placed.length < 0.5 * pieces.length ? inDrawingOrder(placed) : pieces;
}

/** From the top, and in each line from its start; baselines of a line may differ by a hair. */
function inPlace(items: readonly Item[]): readonly Item[] {
  const sorted = [...items].sort((a, b) => a.base - b.base);
  let line = sorted[0]?.base ?? 0;
  const lines = sorted.map(item => {
    if (item.base - line > 0.1 * item.size) line = item.base;
    return { item, line };
  });
  return lines.sort((a, b) => a.line - b.line || a.item.start - b.item.start).map(({ item }) => item);
}

function lineOf(row: Row, page: GlyphPage): readonly LineReading[] {
  const text = textOfRow(row);
  if (text === '') return [];
  const items = row.pieces.flatMap(piece => piece.items.filter(item => item.text !== ' '));
  return [{ text, box: boxOf(items), size: usual(items), bold: isBold(items, page) }];
}

/** The size of most glyphs, to a tenth of a point. */
function usual(items: readonly Item[]): number {
  const [first] = items as readonly [Item];
  if (items.every(({ size }) => size === first.size)) return Math.round(first.size * 10) / 10;
  const counts = new Map<number, number>();
  for (const { size } of items) {
    const rounded = Math.round(size * 10) / 10;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

const isBold = (items: readonly Item[], { fonts }: GlyphPage): boolean =>
  items.filter(({ glyph }) => fonts[glyph.font]?.bold).length > items.length / 2;
