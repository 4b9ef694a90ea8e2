import { DocumentError, type NoteCode } from '../../core/codes.ts';
import type { GlyphPage } from '../../core/document/geometry.ts';
import type { PageReading } from '../../core/document/reading.ts';
import { decidePage, layOutPage } from '../../core/layout/index.ts';
import { separateStamps } from '../../core/watermark/glyphs/index.ts';
import type { OcrPage } from '../../ports/reader.ts';
import { openPdf, type PdfDocument, type PdfLimits } from '../pdf/index.ts';
import type { PageImage } from './image.ts';
import type { Limits } from './limits.ts';
import type { Opened, OpenPolicy } from './open.ts';

const MEGABYTE = 1024 * 1024;

const pdfLimits = (limits: Limits): PdfLimits => ({
  maxPages: limits.pages,
  minPagePoints: limits.pagePoints[0],
  maxPagePoints: limits.pagePoints[1],
  maxPixels: limits.pixels,
  maxInflatedBytes: limits.inflatedBytes,
  maxInflateRatio: limits.ratio,
  maxGlyphs: limits.glyphs,
});

/** pdfium stops before the process is killed, and says what was too much. */
const open = (bytes: Uint8Array, limits: Limits): Promise<PdfDocument> =>
  openPdf(bytes, pdfLimits(limits), { maxMemory: (limits.megabytes / 2) * MEGABYTE });

/** A PDF's pages by their text layers, and which of them only OCR can read. */
export async function readPdf(bytes: Uint8Array, limits: Limits, policy: OpenPolicy): Promise<Opened> {
  const pdf = await open(bytes, limits);
  try {
    // 1. The glyphs of every page that is whole.
    const notes = new Set<NoteCode>(pdf.notes);
    const whole = glyphPages(pdf, limits);
    if (whole.length < pdf.pageCount) notes.add('PARTIAL_PAGES');
    // 2. Stamps apart from the body: they repeat over pages, so all pages are looked at together.
    const { body, stamps } = separateStamps(whole.map(({ page }) => page));
    // 3. Each page by its text layer where that can be trusted.
    const pages: PageReading[] = [];
    const ocrPages: OcrPage[] = [];
    let unreadable = 0;
    whole.forEach(({ number }, i) => {
      const page = body[i]!;
      const { reading, hidden, seen } = layOutPage(page, number);
      const { use, reason, script } = decidePage(page, reading, seen);
      // A viewer's own font may stand in for one that is missing: then the picture has what the codes do not tell.
      const shown = reason === 'font-not-embedded' && showsInk(pdf, number, page);
      if (use === 'ocr' || shown || (policy.ocr === 'always' && reason !== 'blank' && reason !== 'font-not-embedded')) {
        ocrPages.push({ number, script });
        return;
      }
      if (reason === 'font-not-embedded') unreadable++;
      if (hidden > 0) notes.add('HIDDEN_TEXT');
      if (reading.lines.length > 0) pages.push(reading);
    });
    // 4. A file that lost pages, and has nothing on those that are left, is a damaged one and no empty one.
    if (notes.has('PARTIAL_PAGES') && pages.length + ocrPages.length === 0) throw new DocumentError('DAMAGED_FILE');
    // 5. Text that neither its codes nor its picture give away waits for a person.
    if (unreadable > 0 && unreadable * 2 >= pages.length + ocrPages.length) throw new DocumentError('UNREADABLE_TEXT');
    if (unreadable > 0) notes.add('LOW_CONFIDENCE');
    return { kind: 'reading', reading: { pages, notes: [...notes], stamps }, ocrPages };
  } finally {
    pdf.close();
  }
}

/** Glyphs looked at, and the difference of light and dark that a painted one makes. */
const SAMPLE = 200;
const CONTRAST = 60;

/** Whether most glyphs of the page leave ink when it is rendered. */
function showsInk(pdf: PdfDocument, number: number, { glyphs }: GlyphPage): boolean {
  const visible = glyphs.filter(({ text, mode }) => text.trim() !== '' && mode !== 3);
  const every = Math.max(1, Math.floor(visible.length / SAMPLE));
  const { width, height, rgba } = pdf.render(number, 72);
  let [painted, looked] = [0, 0];
  for (let i = 0; i < visible.length; i += every) {
    const { left, top, right, bottom } = visible[i]!.box;
    let [darkest, lightest] = [255, 0];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++)
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, right); x++) {
        const green = rgba[(y * width + x) * 4 + 1]!;
        darkest = Math.min(darkest, green);
        lightest = Math.max(lightest, green);
      }
    looked++;
    if (lightest - darkest > CONTRAST) painted++;
  }
  return painted > looked / 2;
}

function glyphPages(pdf: PdfDocument, limits: Limits): { number: number; page: GlyphPage }[] {
  const pages: { number: number; page: GlyphPage }[] = [];
  let glyphs = 0;
  for (let number = 1; number <= pdf.pageCount; number++) {
    try {
      const page = pdf.glyphs(number);
      glyphs += page.glyphs.length;
      pages.push({ number, page });
    } catch (error) {
      // One damaged page does not take the others with it; a bomb does.
      if (!(error instanceof DocumentError && error.code === 'DAMAGED_FILE')) throw error;
    }
    if (glyphs > limits.glyphs) throw new DocumentError('TEXT_TOO_LONG');
  }
  if (pages.length === 0) throw new DocumentError('DAMAGED_FILE');
  return pages;
}

export async function renderPdfPage(bytes: Uint8Array, page: number, dpi: number, limits: Limits): Promise<PageImage> {
  const pdf = await open(bytes, limits);
  try {
    const { width, height, rgba } = pdf.render(page, dpi);
    return { width, height, channels: 4, data: rgba, dpi };
  } finally {
    pdf.close();
  }
}
