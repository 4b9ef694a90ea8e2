import { ASCENT, type Box, DESCENT } from '../../core/document/geometry.ts';
import { compose, type Frame, type Matrix } from './frame.ts';

/** How the glyphs of one text object are placed. */
export interface Writing {
  /** Direction in user space: its cosine and sine, and the font size in points. */
  readonly cos: number;
  readonly sin: number;
  readonly size: number;
  /** From the text's own frame (x along the line, y up) to the page as a reader sees it, without its origin. */
  readonly toReader: Matrix;
  /** What an em box adds around its origin and advance, in the reader's frame. */
  readonly reach: Box;
}

/** @param direction radians counter-clockwise in user space. @param size points. */
export function writingOf(frame: Frame, direction: number, size: number): Writing {
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  const toReader = compose([cos, sin, -sin, cos, 0, 0], frame.toReader);
  const [, , c, d] = toReader;
  const [up, down] = [ASCENT * size, -DESCENT * size];
  const reach = {
    left: Math.min(c * up, c * down),
    right: Math.max(c * up, c * down),
    top: Math.min(d * up, d * down),
    bottom: Math.max(d * up, d * down),
  };
  return { cos, sin, size, toReader, reach };
}

/** The upright bounds of a glyph's em box. @param x, y its origin in user space. */
export function emBox(
  { toReader: t }: Frame,
  { toReader, reach }: Writing,
  x: number,
  y: number,
  advance: number,
): Box {
  const [X, Y] = [t[0] * x + t[2] * y + t[4], t[1] * x + t[3] * y + t[5]];
  const [dx, dy] = [advance * toReader[0], advance * toReader[1]];
  return {
    left: X + Math.min(0, dx) + reach.left,
    top: Y + Math.min(0, dy) + reach.top,
    right: X + Math.max(0, dx) + reach.right,
    bottom: Y + Math.max(0, dy) + reach.bottom,
  };
}

/**
 * pdfium tells no advance, only the upright bounds of the font's box (advance × ascent and descent) after its turn.
 * With the origin inside known, the advance follows from the trigonometry of a turned rectangle.
 *
 * @param wide whether the character fills an em by its nature.
 */
export function advanceOf(
  { cos, sin, size }: Writing,
  x: number,
  y: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  wide: boolean,
): number {
  const [c, s] = [Math.abs(cos), Math.abs(sin)];
  let advance: number;
  if (s < 1e-3) {
    advance = cos > 0 ? right - x : x - left;
    // A font without ascent and descent gives the ink's box: as much white is taken to follow the ink as leads it.
    const bearing = cos > 0 ? left - x : x - right;
    if (Math.abs(bearing) > 0.004 * size)
      advance = wide ? Math.max(advance, size) : advance + Math.max(0, Math.min(bearing, 0.15 * size));
  } else if (c < 1e-3) advance = sin > 0 ? top - y : y - bottom;
  else {
    // The part of the far side that the box's depth (or height) adds shows on the side where the advance adds nothing.
    const [alongX, alongY] = [cos > 0 ? right - x : x - left, sin > 0 ? top - y : y - bottom];
    const [besideX, besideY] = [cos > 0 ? x - left : right - x, sin > 0 ? y - bottom : top - y];
    const [fromX, fromY] = [(alongX - (s * besideY) / c) / c, (alongY - (c * besideX) / s) / s];
    // Both agree on a font's box; the ink's box says little about the advance.
    const agree = Math.abs(fromX - fromY) < 0.02 * size;
    advance = agree ? (c > s ? fromX : fromY) : wide ? size : 0.55 * size;
  }
  // A glyph without a box of its own, or a font with a senseless one: half an em is a guess that keeps lines together.
  return advance >= 0 && advance < 4 * size ? advance : size / 2;
}
