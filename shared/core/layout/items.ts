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
  if (angle === 0) return { glyph, text, start: box.left, end: box.right, base: baseOf(box, size), size, index };
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

/** Of upright text; half of the way between the bounds, so that boxes of other heights do no harm. */
const baseOf = ({ top, bottom }: Box, size: number): number => (top + bottom) / 2 + ((ASCENT - DESCENT) / 2) * size;

/**
 * Without the second strike of letters that a producer draws twice, a hair apart, to make them bold.
 * Doubled letters of a word stand at least their own width apart, so they are safe.
 */
export function withoutDoubles(items: readonly Item[]): readonly Item[] {
  const seen = new Map<number, Item[]>();
  const cell = (value: number): number => Math.floor(value / CELL);
  const key = (x: number, y: number): number => x * 100_003 + y;
  const isSecond = (item: Item): boolean => {
    const reach = Math.min(MOST_APART, 0.12 * item.size);
    for (let x = cell(item.start - reach); x <= cell(item.start + reach); x++)
      for (let y = cell(item.base - reach); y <= cell(item.base + reach); y++)
        for (const other of seen.get(key(x, y)) ?? [])
          if (other.text === item.text && isDouble(item, other)) return true;
    return false;
  };
  return items.filter(item => {
    if (item.text === ' ') return true;
    if (isSecond(item)) return false;
    const at = key(cell(item.start), cell(item.base));
    const others = seen.get(at);
    if (!others) seen.set(at, [item]);
    else if (others.length < FULL) others.push(item);
    return true;
  });
}

/** Points: second strikes are offset by less. */
const MOST_APART = 4;
/** Side of a cell in which others are looked up, points. */
const CELL = 8;
/** Glyphs of a cell that others are held against: more stand there on no page that can be read. */
const FULL = 32;

function isDouble(a: Item, b: Item): boolean {
  const near = Math.min(MOST_APART, 0.12 * a.size, Math.max(0.3, 0.45 * (a.end - a.start)));
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
