import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import PDFDocument from 'pdfkit';
import { Random } from '../../../generators/random.ts';
import { resume } from './content.ts';
import { type Glyph, isWide } from './metrics.ts';
import { ANGLES, drawStamp, LAYOUTS, type Stamp, stampPage } from './tiling.ts';
import { drawToken, FAMILIES } from './token.ts';
import { drawSetting, type Page, typeset } from './typeset.ts';

const require = createRequire(import.meta.url);
const noto = new URL('../fonts/NotoSansHans-Regular.otf', pathToFileURL(require.resolve('@embedpdf/fonts-sc')))
  .pathname;

export interface StampedPdf {
  stamped: Buffer;
  /** The same pages without the stamp: what an extractor makes of them is the truth. */
  plain: Buffer;
  token: string;
  facts: string;
}

/** A run of body glyphs that can be shown with one operator: same line, same script, no gap between them. */
function runs(glyphs: readonly Glyph[]): Glyph[][] {
  const out: Glyph[][] = [];
  for (const glyph of glyphs) {
    const last = out.at(-1)?.at(-1);
    const joined =
      last &&
      last.baseline === glyph.baseline &&
      Math.abs(last.x1 - glyph.x0) < 0.05 &&
      isWide(last.char) === isWide(glyph.char);
    if (joined) out.at(-1)!.push(glyph);
    else out.push([glyph]);
  }
  return out;
}

const ascii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

function show(doc: PDFKit.PDFDocument, run: readonly Glyph[], font: string, spacing = 0): void {
  const { x, baseline, size, angle } = run[0]!;
  const text = run.map(g => g.char).join('');
  doc.save();
  if (angle !== 0) doc.rotate(-angle, { origin: [x, baseline] });
  doc.font(ascii(text) ? font : noto, size);
  doc.text(text, x, baseline, {
    lineBreak: false,
    baseline: 'alphabetic',
    characterSpacing: spacing,
    features: { kern: false, liga: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[],
  });
  doc.restore();
}

interface Drawing {
  pages: readonly Page[];
  copies: readonly (readonly Glyph[][])[];
  stamp: Stamp;
  over: boolean;
  byGlyph: boolean;
  bodyFont: string;
}

async function paint({ pages, copies, stamp, over, byGlyph, bodyFont }: Drawing, withStamp: boolean): Promise<Buffer> {
  const doc = new PDFDocument({ autoFirstPage: false, margin: 0, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise(resolve => doc.on('end', resolve));
  pages.forEach((page, number) => {
    doc.addPage({ size: [page.width, page.height], margin: 0 });
    const drawStamps = () => {
      doc.fillColor('#999999', 0.3);
      for (const copy of withStamp ? copies[number]! : []) {
        const font = stamp.face === 'mono' ? 'Courier' : 'Helvetica';
        if (byGlyph) for (const glyph of copy) show(doc, [glyph], font);
        else show(doc, copy, font, stamp.spacing);
      }
      doc.fillColor('#000000', 1);
    };
    if (!over) drawStamps();
    for (const run of runs(page.body)) show(doc, run, bodyFont);
    if (over) drawStamps();
  });
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

/** A real PDF with the red team's content and stamp, and the same without the stamp. */
export async function stampedPdf(seed: number, index: number): Promise<StampedPdf> {
  const random = new Random(Math.imul(seed + 991, 0x9e3779b1) ^ Math.imul(index + 1, 0x165667b1));
  const language = random.pick(['zh', 'en', 'mixed'] as const);
  const angle = random.chance(0.5) ? '90' : random.pick(ANGLES);
  const layout = random.chance(0.35) ? 'staggered' : random.pick(LAYOUTS);
  const family = random.chance(0.35) ? 'hex16+base64url' : random.pick(FAMILIES);
  const set = { ...drawSetting(random), face: 'helvetica' as const, latinDrop: 0, ink: false };
  const stamp = { ...drawStamp(random, layout, angle), cut: random.chance(0.2) };
  const token = drawToken(random, family);
  if (stamp.face === 'half') stamp.face = ascii(token) ? 'helvetica' : 'half';
  const pages = typeset(resume(random, language, 2), set, random.int(1, 3));
  const copies = pages.map(page => {
    const glyphs = stampPage(random, stamp, page, token, 0);
    return [...new Set(glyphs.map(g => g.copy))].map(copy => glyphs.filter(g => g.copy === copy));
  });
  const byGlyph = random.chance(0.4);
  const drawing = {
    pages,
    copies,
    stamp,
    over: random.chance(0.5),
    byGlyph,
    bodyFont: language === 'en' ? 'Helvetica' : noto,
  };
  const facts = `${layout} ${angle} ${family} ${token.length} ${language} ${copies.flat().length} copies, ${byGlyph ? 'by glyph' : 'as runs'}`;
  return { stamped: await paint(drawing, true), plain: await paint(drawing, false), token, facts };
}
