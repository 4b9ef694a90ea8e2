import type { NoteCode } from '../../core/codes.ts';
import type { GlyphPage } from '../../core/document/geometry.ts';
import { type Engine, startEngine } from './engine.ts';
import { guarded } from './faults.ts';
import { readGlyphs } from './glyphs.ts';
import type { PdfLimits } from './limits.ts';
import { checkDocument, frameOfPage, load, pageSizes, withPage } from './load.ts';
import { type PageImage, renderPage } from './render.ts';

export type { PdfLimits } from './limits.ts';
export type { PageImage } from './render.ts';

export interface PdfOptions {
  /** Bytes that pdfium may use before it is stopped; default 512 MiB. */
  readonly maxMemory?: number;
}

export interface PdfFacts {
  /** The file opens without a password but restricts what may be done with it. Such files are read. */
  readonly ownerRestricted: boolean;
}

export interface PdfDocument {
  readonly pageCount: number;
  /** Each page's size as a reader sees it, points. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly facts: PdfFacts;
  readonly notes: readonly NoteCode[];
  /** @param number from 1. */
  glyphs(number: number): GlyphPage;
  /** @param number from 1. */
  render(number: number, dpi: number): PageImage;
  /** Lets go of the engine's memory; the document is of no use afterwards. Doing it twice is harmless. */
  close(): void;
}

/**
 * Opens a PDF. Nothing in it is executed, fetched or followed, and its metadata is not read.
 *
 * @throws DocumentError with the code that the file's own fault deserves, from here and from `glyphs` and `render`.
 */
export async function openPdf(bytes: Uint8Array, limits: PdfLimits, options: PdfOptions = {}): Promise<PdfDocument> {
  let engine: Engine | undefined = await startEngine(options.maxMemory ?? 512 * 1024 * 1024);
  const handle = guarded(engine, load, bytes);
  const { pageCount, ownerRestricted } = guarded(engine, checkDocument, handle, limits);
  const sizes = guarded(engine, pageSizes, handle, pageCount, limits);

  const onPage = <T>(number: number, use: (engine: Engine, page: number) => T): T => {
    if (!engine || !sizes[number - 1]) throw new RangeError('no such page');
    return guarded(engine, withPage<T>, handle, number - 1, use);
  };
  return {
    pageCount,
    sizes,
    facts: { ownerRestricted },
    notes: [],
    glyphs: number => onPage(number, (engine, page) => readGlyphs(engine, page, frameOfPage(engine, page), limits)),
    render: (number, dpi) =>
      onPage(number, (engine, page) => renderPage(engine, page, sizes[number - 1]!, dpi, limits.maxPixels)),
    close() {
      engine = undefined;
    },
  };
}
