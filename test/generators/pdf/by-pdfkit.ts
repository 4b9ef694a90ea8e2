import PDFDocument from 'pdfkit';
import type { Language } from './content.ts';
import type { Sheet, TextDraw } from './drawing.ts';
import { FEATURES, fontOf } from './fonts.ts';

/** Paints sheets with pdfkit: one text object a draw, fonts subset and embedded. */
export async function byPdfkit(
  sheets: readonly Sheet[],
  language: Language,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  const doc = new PDFDocument({ ...options, autoFirstPage: false, margin: 0, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise(resolve => doc.on('end', resolve));
  doc.registerFont('regular', fontOf(language, false)).registerFont('bold', fontOf(language, true));
  for (const sheet of sheets) {
    doc.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    for (const { x, y, width, height, color } of sheet.fills) doc.rect(x, y, width, height).fill(hex(color));
    for (const draw of sheet.draws) paint(doc, draw);
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

const hex = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;

function paint(doc: PDFKit.PDFDocument, draw: TextDraw): void {
  doc.save();
  if (draw.angle) doc.rotate(-draw.angle, { origin: [draw.x, draw.y] });
  doc
    .font(draw.foreign ? 'Courier' : draw.bold ? 'bold' : 'regular', draw.size)
    .fillColor(hex(draw.color ?? 0), draw.alpha ?? 1);
  doc.text(draw.text, draw.x, draw.y, {
    lineBreak: false,
    baseline: 'alphabetic',
    features: FEATURES,
    characterSpacing: draw.spacing ?? 0,
  });
  doc.restore();
}
