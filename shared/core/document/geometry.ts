/** Points (1/72 inch) from the page's top left corner as a reader sees it, after the page's /Rotate; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far a glyph's em box reaches above and below its baseline, as shares of its font size. */
export const ASCENT = 0.88;
export const DESCENT = 0.12;

/** One glyph of a PDF page, as painted. */
export interface Glyph {
  /** What the text layer says it is: one or more UTF-16 units (a ligature has several), compatibility forms folded. */
  readonly text: string;
  /** Upright bounds of its em box, turned by `angle`: its advance wide, ASCENT above and DESCENT below the baseline. */
  readonly box: Box;
  /** Writing direction in degrees counter-clockwise as the reader sees it, in [0, 360). */
  readonly angle: number;
  /** Font size in points. */
  readonly size: number;
  /** Fill colour, 0xRRGGBB. */
  readonly color: number;
  /** Fill alpha in [0, 1], multiplied through the enclosing form XObjects. */
  readonly alpha: number;
  /** Index into `GlyphPage.fonts`. */
  readonly font: number;
  /** Text render mode of ISO 32000 (3 is invisible). */
  readonly mode: number;
  /** Place of its text object in the order of painting; the glyphs of a page stand in this order too. */
  readonly order: number;
}

/** An area that was painted, which may be what is behind a glyph, or in front of it. */
export interface Fill {
  /** A `shape` may leave parts of its box bare; the colour of a `picture` or a `shading` is not known. */
  readonly kind: 'rectangle' | 'shape' | 'picture' | 'shading';
  readonly box: Box;
  readonly color: number;
  readonly alpha: number;
  readonly order: number;
}

export interface Font {
  readonly embedded: boolean;
  readonly bold: boolean;
  /** As the producer calls it, the same on every page; absent when it has no name. */
  readonly name?: string;
}

export interface GlyphPage {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly fonts: readonly Font[];
  /** In the order of painting; absent is none. */
  readonly fills?: readonly Fill[];
  /** Share of the page's area that pictures cover, in [0, 1]. */
  readonly pictureShare: number;
}
