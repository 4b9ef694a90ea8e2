import { ASCENT, type Box, DESCENT, type Glyph } from '../document/geometry.ts';

/** A glyph in the frame of its writing direction: x along the line, y across the lines, both growing as one reads. */
export interface Item {
  readonly glyph: Glyph;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly base: number;
  readonly size: number;
  /** Place in the content stream. */
  readonly index: number;
}

export interface Direction {
  /** Degrees counter-clockwise. */
  readonly angle: number;
  readonly items: Item[];
}

/** Glyphs whose directions differ by less belong together: rounding in matrices, italic skews. Degrees. */
const TOLERANCE = 3;

/** Glyphs by writing direction, the one with most glyphs first. */
export function byDirection(glyphs: readonly Glyph[]): readonly Direction[] {
  const directions: Direction[] = [];
  let last: Direction | undefined;
  glyphs.forEach((glyph, index) => {
    if (!last || turn(last.angle, glyph.angle) > TOLERANCE) {
      last = directions.find(({ angle }) => turn(angle, glyph.angle) <= TOLERANCE);
      if (!last) {
        last = { angle: glyph.angle, items: [] };
        directions.push(last);
      }
    }
    last.items.push(itemOf(glyph, last.angle, index));
  });
  return directions.sort((a, b) => b.items.length - a.items.length);
}

/** The smaller angle between two directions, degrees in [0, 180]. */
export function turn(a: number, b: number): number {
  const difference = Math.abs(a - b) % 360;
  return Math.min(difference, 360 - difference);
}

function itemOf(glyph: Glyph, angle: number, index: number): Item {
  const { box, size, text } = glyph;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [c, s] = [Math.abs(cos), Math.abs(sin)];
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const advance = Math.max(0, c > s ? (box.right - box.left - s * size) / c : (box.bottom - box.top - c * size) / s);
  const middle = x * cos - y * sin;
  return {
    glyph,
    text,
    start: middle - advance / 2,
    end: middle + advance / 2,
    base: x * sin + y * cos + ((ASCENT - DESCENT) / 2) * size,
    size,
    index,
  };
}

/**
 * Without the second strike of letters that a producer draws twice, a hair apart, to make them bold.
 * Doubled letters of a word stand at least their own width apart, so they are safe.
 */
export function withoutDoubles(items: readonly Item[]): readonly Item[] {
  // By cells of 4 points, larger than any offset that counts as a second strike.
  const seen = new Map<number, Item[]>();
  const key = (x: number, y: number): number => x * 100_003 + y;
  return items.filter(item => {
    if (item.text === ' ') return true;
    const [x, y] = [Math.round(item.start / CELL), Math.round(item.base / CELL)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of seen.get(key(x + dx, y + dy)) ?? [])
          if (other.text === item.text && isDouble(item, other)) return false;
    const cell = seen.get(key(x, y));
    if (!cell) seen.set(key(x, y), [item]);
    else if (cell.length < FULL) cell.push(item);
    return true;
  });
}

/** Points. */
const CELL = 4;
/** Glyphs of a cell that others are held against: more stand there on no page that can be read. */
const FULL = 32;

function isDouble(a: Item, b: Item): boolean {
  const near = Math.min(CELL, 0.12 * a.size, Math.max(0.3, 0.45 * (a.end - a.start)));
  return (
    Math.abs(a.start - b.start) < near &&
    Math.abs(a.base - b.base) < 0.12 * a.size &&
    Math.abs(a.size - b.size) < 0.1 * a.size
  );
}

export function boxOf(items: readonly Item[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { glyph } of items) {
    left = Math.min(left, glyph.box.left);
    top = Math.min(top, glyph.box.top);
    right = Math.max(right, glyph.box.right);
    bottom = Math.max(bottom, glyph.box.bottom);
  }
  return { left, top, right, bottom };
}
