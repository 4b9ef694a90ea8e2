import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Language } from './content.ts';
import type { Measure } from './drawing.ts';

const require = createRequire(import.meta.url);
const folder = new URL('../fonts/', pathToFileURL(require.resolve('@embedpdf/fonts-sc'))).pathname;

/** Noto Sans for everything but plain English, which has Helvetica. */
export const fontOf = (language: Language, bold: boolean): string =>
  language === 'en'
    ? bold
      ? 'Helvetica-Bold'
      : 'Helvetica'
    : `${folder}NotoSansHans-${bold ? 'Bold' : 'Regular'}.otf`;

/** Kerning and ligatures change what the text layer holds, so truth is exact only without them. */
export const FEATURES = { kern: false, liga: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

const meters = new Map<Language, PDFKit.PDFDocument>();

export function measureOf(language: Language): Measure {
  let doc = meters.get(language);
  if (!doc) {
    doc = new PDFDocument();
    doc.registerFont('regular', fontOf(language, false)).registerFont('bold', fontOf(language, true));
    meters.set(language, doc);
  }
  const meter = doc;
  return (text, size, bold) => meter.font(bold ? 'bold' : 'regular', size).widthOfString(text, { features: FEATURES });
}
