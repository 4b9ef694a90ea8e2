import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Layout, Paragraph, Style } from './render.ts';

const require = createRequire(import.meta.url);
const folder = new URL('../fonts/', pathToFileURL(require.resolve('@embedpdf/fonts-sc'))).pathname;
/** Kerning and ligatures change what the text layer holds. */
const FEATURES = { kern: false, liga: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** Points; A4. */
const PAGE = { width: 595, height: 842, margin: 48 };
const SIDEBAR = 160;
const SIZE: Readonly<Record<Style, number>> = { name: 20, contact: 10, heading: 13, head: 10.5, body: 10 };

/** The layout as a PDF with a text layer: one column, or a narrow and a wide one, each wrapped by its own width. */
export async function toPdf({ language, sidebar, main }: Layout): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: PAGE.margin,
    info: { CreationDate: new Date(0) },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise(resolve => doc.on('end', resolve));
  const latin =
    language === 'en' &&
    !/[^\u0000-\u00ff\u2013\u2014\u2018-\u201d\u2022]/.test([...sidebar, ...main].map(p => p.text).join(''));
  doc.registerFont('regular', latin ? 'Helvetica' : `${folder}NotoSansHans-Regular.otf`);
  doc.registerFont('bold', latin ? 'Helvetica-Bold' : `${folder}NotoSansHans-Bold.otf`);
  const left = sidebar.length ? PAGE.margin + SIDEBAR + 20 : PAGE.margin;
  write(doc, sidebar, PAGE.margin, SIDEBAR);
  if (sidebar.length) doc.y = PAGE.margin;
  write(doc, main, left, PAGE.width - PAGE.margin - left);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function write(doc: PDFKit.PDFDocument, paragraphs: readonly Paragraph[], left: number, width: number): void {
  doc.y = PAGE.margin;
  for (const { text, style, gap } of paragraphs) {
    const size = SIZE[style];
    doc.font(style === 'body' || style === 'contact' ? 'regular' : 'bold', size);
    doc.y += gap * 7;
    if (doc.y + 2 * size > PAGE.height - PAGE.margin) doc.addPage();
    if (text.includes('\t')) spread(doc, text.split('\t'), left, width);
    else doc.text(text, left, doc.y, { width, lineGap: 2, features: FEATURES });
  }
}

/** The last part ends at the right edge, those between stand in even columns. */
function spread(doc: PDFKit.PDFDocument, parts: readonly string[], left: number, width: number): void {
  let top = doc.y;
  let used = left;
  parts.forEach((part, i) => {
    const own = doc.widthOfString(part, { features: FEATURES });
    const even = i > 0 && i === parts.length - 1 ? left + width - own : left + (i * width) / parts.length;
    // A wide cell moves the next ones on, as a word processor's tabs do.
    let x = i === 0 ? left : Math.max(even, used + 12);
    if (x + own > left + width + 1) {
      x = left;
      top += doc.currentLineHeight(true) + 2;
    }
    used = x + own;
    doc.text(part, x, top, { lineBreak: false, features: FEATURES });
  });
  doc.y = top + doc.currentLineHeight(true) + 2;
}
