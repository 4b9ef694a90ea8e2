/** Points (1/72 inch) from the page's top left corner as a reader sees it, after the page's /Rotate; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** One glyph of a PDF page, as painted. */
export interface Glyph {
  /** What the text layer says it is: one or more UTF-16 units (a ligature has several), compatibility forms folded. */
  readonly text: string;
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
  /** Order in the page's content stream. */
  readonly order: number;
}

export interface Font {
  readonly embedded: boolean;
  readonly bold: boolean;
}

export interface GlyphPage {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly fonts: readonly Font[];
  /** Share of the page's area that pictures cover, in [0, 1]. */
  readonly pictureShare: number;
}
