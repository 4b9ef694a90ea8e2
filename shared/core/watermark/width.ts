/**
 * How wide a character is on the page, in em. A text has no geometry left; the widths of a common sans serif face for
 * Latin and one em for East Asian characters come close enough to tell neighbouring columns apart.
 */

/** Advance widths in 1/1000 em for U+0020–U+007E, from the public AFM file of Helvetica. */
// biome-ignore format: a table
const SANS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
  722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
  500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** The same of Times. */
// biome-ignore format: a table
const SERIF = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500,
  500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
  667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278,
  500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/** A guess at the body's Latin face: advance widths in em. */
export interface Face {
  readonly widths: readonly number[];
}

const tabled = (table: readonly number[]): Face => ({ widths: table.map(width => width / 1000) });
const fixed = (width: number): Face => ({ widths: Array<number>(95).fill(width) });

export const FACES: readonly Face[] = [tabled(SANS), tabled(SERIF), fixed(0.5), fixed(0.6)];

export function widthOf(code: number, face: Face): number {
  if (code >= 0x2e80) return 1;
  if (code >= 32 && code <= 126) return face.widths[code - 32]!;
  // Quotes, dashes and arrows are full width in East Asian faces, bullets about half.
  return code >= 0x2010 ? (code === 0x2022 || code === 0x00b7 ? 0.5 : 1) : 0.6;
}
