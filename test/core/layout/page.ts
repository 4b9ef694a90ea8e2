import { ASCENT, DESCENT, type Fill, type Glyph, type GlyphPage } from '../../../shared/core/document/geometry.ts';

/** A run of glyphs in short: every one half an em wide, ideographs a whole one. */
export interface Written {
  readonly text: string;
  /** Origin of the first glyph, points from the top left. */
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly angle?: number;
  readonly color?: number;
  readonly alpha?: number;
  readonly font?: number;
  readonly mode?: number;
  readonly order?: number;
  /** Extra space after each glyph, points. */
  readonly tracking?: number;
}

export function glyphsOf(written: Written, order: number): Glyph[] {
  const { text, x, y, size = 10, angle = 0, color = 0, alpha = 1, font = 0, mode = 0, tracking = 0 } = written;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  let along = 0;
  return [...text].map(char => {
    const advance = char >= '\u2e80' ? size : size / 2;
    const at = (forward: number, up: number) =>
      [x + (along + forward) * cos - up * sin, y - (along + forward) * sin - up * cos] as const;
    const corners = [
      at(0, ASCENT * size),
      at(0, -DESCENT * size),
      at(advance, ASCENT * size),
      at(advance, -DESCENT * size),
    ];
    const [xs, ys] = [corners.map(corner => corner[0]), corners.map(corner => corner[1])];
    along += advance + tracking;
    const box = { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    return { text: char, box, angle, size, color, alpha, font, mode, order: written.order ?? order };
  });
}

export interface PageOptions {
  readonly fills?: readonly Fill[];
  readonly pictureShare?: number;
  readonly embedded?: boolean;
}

export function pageOf(
  written: readonly Written[],
  { fills = [], pictureShare = 0, embedded = true }: PageOptions = {},
): GlyphPage {
  const glyphs = written.flatMap((each, i) => glyphsOf(each, 10 * (i + 1))).sort((a, b) => a.order - b.order);
  return {
    width: 595,
    height: 842,
    glyphs,
    fonts: [
      { embedded, bold: false },
      { embedded: true, bold: true },
    ],
    fills,
    pictureShare,
  };
}

/** Lines below each other, 15 points apart. */
export const lines = (texts: readonly string[], x: number, y: number, more: Partial<Written> = {}): Written[] =>
  texts.map((text, i) => ({ text, x, y: y + 15 * i, ...more }));
