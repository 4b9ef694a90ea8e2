import type { Box } from '../document/geometry.ts';
import type { LineReading } from '../document/reading.ts';
import type { Item } from '../layout/items.ts';
import { inReadingOrder } from '../layout/order.ts';
import type { Piece } from '../layout/rows.ts';
import { textOfRow } from '../layout/spaces.ts';
import { inDrawingOrder } from './columns.ts';
import { emOf, inkMetrics } from './ink-metrics.ts';

/** A stretch of text that an engine read in one go, as it stands on the upright page. */
export interface Fragment {
  readonly text: string;
  /** Points. */
  readonly box: Box;
  readonly confidence: number;
}

/** Fragments whose baselines differ by less, in ems of the smaller, stand on one line: boxes of OCR tremble that much. */
const SAME_LINE = 0.25;

/** The page's lines in reading order: the same columns, side bars and tables as for text layers. */
export function arrange(fragments: readonly Fragment[]): readonly LineReading[] {
  const bases = commonBases(fragments);
  const pieces = fragments.map((fragment, index) => pieceOf(fragment, index, bases[index]!));
  return inReadingOrder(inDrawingOrder(pieces)).map(row => {
    const own = row.pieces.flatMap(({ items }) => items.map(({ glyph }) => fragments[glyph.order]!));
    return { text: textOfRow(row), box: union(own), size: round(row.size), confidence: meanConfidence(own) };
  });
}

const sizeOf = ({ text, box }: Fragment): number => emOf(text, box.bottom - box.top);

function pieceOf(fragment: Fragment, index: number, base: number): Piece {
  const { text, box } = fragment;
  const size = sizeOf(fragment);
  const glyph = { text, box, angle: 0, size, color: 0, alpha: 1, font: 0, mode: 0, order: index };
  const item: Item = { glyph, text, start: box.left, end: box.right, base, size, index };
  return { items: [item], start: box.left, end: box.right, base, size, index };
}

/** Baselines, the same for all fragments of a line. */
function commonBases(fragments: readonly Fragment[]): number[] {
  const bases: number[] = [];
  const own = fragments
    .map((fragment, index) => {
      const size = sizeOf(fragment);
      return { index, size, base: fragment.box.bottom - inkMetrics(fragment.text).descent * size };
    })
    .sort((a, b) => a.base - b.base);
  for (let from = 0, to = 0; from < own.length; from = to) {
    const first = own[from]!;
    while (to < own.length && own[to]!.base - first.base < SAME_LINE * Math.min(first.size, own[to]!.size)) to++;
    const line = own.slice(from, to);
    const { base } = line[line.length >> 1]!;
    for (const { index } of line) bases[index] = base;
  }
  return bases;
}

function union(fragments: readonly Fragment[]): Box {
  const boxes = fragments.map(({ box }) => box);
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** By length: one doubtful mark does not make a line doubtful. */
function meanConfidence(fragments: readonly Fragment[]): number {
  const length = fragments.reduce((sum, { text }) => sum + text.length, 0);
  const sum = fragments.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return length === 0 ? 0 : Math.round((1000 * sum) / length) / 1000;
}

const round = (points: number): number => Math.round(points * 10) / 10;
