/** Where a glyph stands in user space: its origin on the baseline, and how far it moves the pen along the line. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly advance: number;
}

/**
 * pdfium tells no advance, only the upright bounds of the font's box (advance × ascent and descent) after its turn.
 * With the origin inside known, the advance follows from the trigonometry of a turned rectangle.
 *
 * @param direction radians counter-clockwise. Bounds in user space, y upwards.
 */
export function placeGlyph(
  x: number,
  y: number,
  { direction, size }: { direction: number; size: number },
  left: number,
  top: number,
  right: number,
  bottom: number,
): Placed {
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  const [c, s] = [Math.abs(cos), Math.abs(sin)];
  let advance: number;
  if (s < 1e-3) advance = cos > 0 ? right - x : x - left;
  else if (c < 1e-3) advance = sin > 0 ? top - y : y - bottom;
  else {
    // The part of the far side that the box's depth (or height) adds shows on the side where the advance adds nothing.
    const ahead = cos > 0 ? right - x : x - left;
    const across = cos * sin > 0 === cos > 0 ? y - bottom : top - y;
    advance = (ahead - (s * across) / c) / c;
  }
  // A glyph without a box of its own, or a font with a senseless one: half an em is a guess that keeps lines together.
  if (!(advance >= 0 && advance < 4 * size)) advance = size / 2;
  return { x, y, advance };
}
