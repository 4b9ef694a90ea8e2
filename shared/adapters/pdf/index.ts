import { DocumentError, type NoteCode } from '../../core/codes.ts';
import type { GlyphPage } from '../../core/document/geometry.ts';
import { type Engine, startEngine } from './engine.ts';
import { guarded } from './faults.ts';
import { readGlyphs } from './glyphs.ts';
import type { PdfLimits } from './limits.ts';
import { checkDocument, decryptedCopy, frameOfPage, hasPages, load, pageSizes, withPage } from './load.ts';
import { type PageImage, renderPage } from './render.ts';
import { type Scan, scan } from './scan/index.ts';

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
  const maxMemory = options.maxMemory ?? 512 * 1024 * 1024;
  // 1. What the file would cost and whether it leads in circles, before pdfium sees it.
  const scanned = await scan(bytes, limits);
  // 2. Open it; a file that lost its end gets a new one.
  const opened = await open(bytes, scanned, maxMemory);
  const { handle } = opened;
  // 3. What was encrypted can be looked over only now.
  if (scanned.encrypted) await scan(guarded(opened.engine, decryptedCopy, handle), limits);
  // 4. Its form, its number of pages and their sizes.
  const { pageCount, ownerRestricted } = guarded(opened.engine, checkDocument, handle, limits);
  const sizes = guarded(opened.engine, pageSizes, handle, pageCount, limits);
  if (sizes.every(size => size === undefined)) throw new DocumentError('DAMAGED_FILE');
  const partial = scanned.damaged || sizes.includes(undefined);

  let engine: Engine | undefined = opened.engine;
  let sound = true;
  const onPage = <T>(number: number, use: (engine: Engine, page: number) => T, missing: T): T => {
    if (!engine || !(number >= 1 && number <= pageCount)) throw new RangeError('no such page');
    if (!sizes[number - 1]) return missing;
    try {
      return guarded(engine, withPage<T>, handle, number - 1, use);
    } catch (error) {
      // What stopped in the middle of its work serves no other document.
      sound = false;
      throw error;
    }
  };
  return {
    pageCount,
    sizes: sizes.map(size => size ?? NO_PAGE),
    facts: { ownerRestricted },
    notes: partial ? ['PARTIAL_PAGES'] : [],
    glyphs: number =>
      onPage(
        number,
        (engine, page) => readGlyphs(engine, page, frameOfPage(engine, page), limits, scanned.layers),
        NO_PAGE,
      ),
    render: (number, dpi) =>
      onPage(number, (engine, page) => renderPage(engine, page, sizes[number - 1]!, dpi, limits.maxPixels), NO_IMAGE),
    close() {
      if (sound) engine?.release();
      engine = undefined;
    },
  };
}

/** A page that the page tree names and the file has lost. */
const NO_PAGE: GlyphPage = { width: 595, height: 842, glyphs: [], fonts: [], fills: [], pictureShare: 0 };
const NO_IMAGE: PageImage = { width: 1, height: 1, rgba: new Uint8Array([255, 255, 255, 255]) };

interface Opened {
  readonly engine: Engine;
  readonly handle: number;
}

async function open(bytes: Uint8Array, scanned: Scan, maxMemory: number): Promise<Opened> {
  const start = async (file: Uint8Array): Promise<Opened> => {
    const engine = await startEngine(maxMemory);
    return { engine, handle: guarded(engine, load, file) };
  };
  let fault: unknown;
  try {
    const opened = await start(bytes);
    if (!scanned.damaged || guarded(opened.engine, hasPages, opened.handle)) return opened;
    fault = new DocumentError('DAMAGED_FILE');
  } catch (error) {
    if (!(error instanceof DocumentError && error.code === 'DAMAGED_FILE' && scanned.damaged)) throw error;
    fault = error;
  }
  const repaired = scanned.repaired();
  if (!repaired) throw fault;
  return start(repaired);
}
