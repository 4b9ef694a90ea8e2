/** What a PDF may cost. Plain numbers; the caller validates them and documents its defaults. */
export interface PdfLimits {
  /** Pages. */
  readonly maxPages: number;
  /** Longest and shortest side of a page, points. */
  readonly maxPagePoints: number;
  readonly minPagePoints: number;
  /** Pixels of one picture, declared or rendered. */
  readonly maxPixels: number;
  /** Bytes that all streams of the file may unpack to, together. */
  readonly maxInflatedBytes: number;
  /** Unpacked bytes for each byte of the file; pictures, which their pixels bound, do not count. */
  readonly maxInflateRatio: number;
  /** Glyphs of one page. */
  readonly maxGlyphs: number;
}
