/**
 * How wide a character is on the page, in em. A text has no geometry left; the widths of a common sans serif face for
 * Latin and one em for East Asian characters come close enough to tell neighbouring columns apart.
 */

/** Advance widths in 1/1000 em for U+0020–U+007E, from the public AFM file of Helvetica. */
// biome-ignore format: a table
const LATIN = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
  722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
  500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** A guess at the body's Latin face: the share of the table above, and of a fixed width. */
export interface Face {
  readonly scale: number;
  readonly fixed: number;
}

export const FACES: readonly Face[] = [
  { scale: 1, fixed: 0 },
  { scale: 0.92, fixed: 0 },
  { scale: 0, fixed: 0.5 },
  { scale: 0, fixed: 0.6 },
];

export function widthOf(code: number, face: Face): number {
  if (code >= 0x2e80) return 1;
  if (code >= 32 && code <= 126) return face.fixed || (LATIN[code - 32]! / 1000) * face.scale;
  // Quotes, dashes and arrows are full width in East Asian faces, bullets about half.
  return code >= 0x2010 ? (code === 0x2022 || code === 0x00b7 ? 0.5 : 1) : 0.6;
}
