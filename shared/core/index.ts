/** The pure core: no I/O, no clock, no environment. Text in, text and facts out. */
export * from './codes.ts';
export type { Box, Fill, Font, Glyph, GlyphPage } from './document/geometry.ts';
export * from './document/reading.ts';
export * from './layout/index.ts';
export * from './pii/index.ts';
export * from './record/index.ts';
export * from './text/brand.ts';
export * from './text/position-map.ts';
export * from './text/span.ts';
export * from './watermark/glyphs/index.ts';
export * from './watermark/index.ts';
