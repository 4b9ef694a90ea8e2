import type { Blank } from '../../core/ocr/spacing.ts';
import type { Grey } from './pixels.ts';

/** Where a line has ink. */
export interface Ink {
  /** Rows of the first and behind the last ink, as shares of the height. */
  readonly top: number;
  readonly bottom: number;
  /** Stretches of columns without ink, as shares of the width. */
  readonly blanks: readonly Blank[];
}

/** Share of the contrast from which a pixel counts as ink: half would lose thin strokes of a photograph. */
const INK = 0.4;

/** Columns with less ink than this share of the height are blank, or specks would fill the gaps of a scan. */
const SPECK = 0.03;

/** A row with more ink than this share of the width is a rule; a column, of the height: letters stay below. */
const RULE = 0.75;
const RULE_ACROSS = 0.96;

/** The ground is what most pixels are, ink what differs from it; so light text on a dark bar is read alike. */
export function inkOf({ width, height, data }: Grey): Ink {
  const { ground, contrast } = groundOf(data);
  const least = Math.max(24, contrast * INK);
  const isInk = (i: number) => Math.abs(data[i]! - ground) >= least;
  const rows = new Uint16Array(height);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) if (isInk(i)) rows[y]!++;

  // The borders of a table cell are no text: they would make the line as tall as the cell and fill its gaps.
  const inText = (n: number) => n > 1 && n < RULE * width;
  const { first, end } = withoutNeighbours(rows, inText);
  const columns = new Uint16Array(width);
  for (let y = first; y < end; y++) {
    if (!inText(rows[y]!)) continue;
    for (let x = 0, i = y * width; x < width; x++, i++) if (isInk(i)) columns[x]!++;
  }
  for (let x = 0; x < width; x++) if (columns[x]! > RULE_ACROSS * height) columns[x] = 0;
  return { top: first / height, bottom: end / height, blanks: blanksOf(columns, height * SPECK) };
}

/** Ink at the edge of the cut, parted from the line by bare rows, with less than this share of all: another line's. */
const NEIGHBOUR = 0.2;

/** The rows of the line's own ink: a loose box also holds the feet of the line above or the heads of the one below. */
function withoutNeighbours(rows: Uint16Array, inText: (n: number) => boolean): { first: number; end: number } {
  const blocks: { first: number; end: number; ink: number }[] = [];
  rows.forEach((n, y) => {
    if (!inText(n)) return;
    const last = blocks.at(-1);
    if (last?.end !== y) blocks.push({ first: y, end: y + 1, ink: n });
    else Object.assign(last, { end: y + 1, ink: last.ink + n });
  });
  if (blocks.length === 0) return { first: 0, end: rows.length };
  const least = NEIGHBOUR * blocks.reduce((sum, { ink }) => sum + ink, 0);
  if (blocks.length > 1 && blocks[0]!.first === 0 && blocks[0]!.ink < least) blocks.shift();
  if (blocks.length > 1 && blocks.at(-1)!.end === rows.length && blocks.at(-1)!.ink < least) blocks.pop();
  return { first: blocks[0]!.first, end: blocks.at(-1)!.end };
}

function groundOf(data: Uint8Array): { ground: number; contrast: number } {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value]!++;
  const total = data.length;
  const rank = (share: number): number => {
    let [sum, value] = [0, 0];
    while (value < 255 && sum + counts[value]! <= share * total) sum += counts[value++]!;
    return value;
  };
  // Ink covers less than half of a line, so the middle value is ground; the ends hold the ink, without the specks.
  const [dark, ground, light] = [rank(0.01), rank(0.5), rank(0.99)];
  return { ground, contrast: Math.max(ground - dark, light - ground) };
}

function blanksOf(columns: Uint16Array, speck: number): Blank[] {
  const blanks: Blank[] = [];
  const { length } = columns;
  for (let start = 0; start < length; ) {
    if (columns[start]! > speck) {
      start++;
      continue;
    }
    let end = start;
    while (end < length && columns[end]! <= speck) end++;
    blanks.push({ start: start / length, end: end / length });
    start = end;
  }
  return blanks;
}
