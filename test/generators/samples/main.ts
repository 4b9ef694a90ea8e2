// Makes the shipped samples anew: node test/generators/samples/main.ts. Their people, companies and tokens are invented.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { openPdf } from '../../../shared/adapters/pdf/index.ts';
import { Random } from '../random.ts';
import { extractPage } from '../stamped-text/extract.ts';
import { setPages } from '../stamped-text/page.ts';
import { stampPage } from '../stamped-text/stamp.ts';
import { extractorOf, settingOf, styleOf, VARIANTS } from '../stamped-text/variants.ts';
import { CHINESE, DOCX_PERSON, ENGLISH, MIXED, type SampleResume, SCANNED, STAMPED } from './people.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'samples');
const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const LIMITS = {
  maxPages: 5,
  maxPagePoints: 2000,
  minPagePoints: 18,
  maxPixels: 64e6,
  maxInflatedBytes: 64e6,
  maxInflateRatio: 1000,
  maxGlyphs: 100_000,
};
const TOKEN = '7c1e09ab42d8f365Qm9Xz_K2vLw81sYpHn-4RtUe';

const save = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes);

save('01-stamped.zh.pdf', await pdfOf(CHINESE, { stamp: TOKEN }));
save('02-plain.en.pdf', await pdfOf(ENGLISH));
save('03-scan.zh.pdf', await scanOf(SCANNED));
save('04-word.zh.docx', await docxOf(DOCX_PERSON));
save('05-extracted.zh.txt', stampedExtraction(STAMPED));
save('06-mail.eml', mailOf(await pdfOf(MIXED)));

function pdfOf(resume: SampleResume, options: { stamp?: string } = {}): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 56, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>(resolve =>
    pdf.on('data', c => chunks.push(c)).on('end', () => resolve(Buffer.concat(chunks))),
  );
  pdf
    .registerFont('regular', join(fonts, 'NotoSansHans-Regular.otf'))
    .registerFont('bold', join(fonts, 'NotoSansHans-Bold.otf'));
  // Kerning and ligatures would merge glyphs that the truth counts apart.
  const features = { features: [] as never[] };
  pdf.font('bold').fontSize(18).text(resume.name, features).moveDown(0.3);
  pdf.font('regular').fontSize(10);
  for (const line of resume.header) pdf.text(line, features);
  for (const { heading, lines } of resume.sections) {
    pdf.moveDown(0.8).font('bold').fontSize(13).text(heading, features).moveDown(0.2).font('regular').fontSize(10);
    for (const line of lines) pdf.text(line, { ...features, lineGap: 4 });
  }
  if (options.stamp) drawStamp(pdf, options.stamp);
  pdf.end();
  return done;
}

/** Tiles as recruiting platforms draw them: a copy at either edge, then one in the middle, read bottom to top. */
function drawStamp(pdf: PDFKit.PDFDocument, token: string): void {
  const { width, height } = pdf.page;
  pdf.font('Helvetica').fontSize(9).fillColor('#888888').fillOpacity(0.25);
  for (let row = 0, bottom = height - 20; bottom > 120; row++, bottom -= 260) {
    for (const x of row % 2 ? [width / 2] : [64, width - 70]) {
      pdf.save().rotate(-90, { origin: [x, bottom] });
      pdf.text(token, x, bottom, { lineBreak: false });
      pdf.restore();
    }
  }
}

/** What a common extractor makes of a stamped export: the token's characters stand in every line. */
function stampedExtraction(resume: SampleResume): string {
  const r = new Random(20260501);
  const variant = VARIANTS[0]!;
  const setting = settingOf(r, variant);
  const style = styleOf(r, variant);
  const paragraphs = [
    { text: resume.name, heading: true },
    ...resume.header.map(text => ({ text })),
    ...resume.sections.flatMap(({ heading, lines }) => [
      { text: heading, heading: true },
      ...lines.map(text => ({ text })),
    ]),
  ];
  return setPages(r, paragraphs, setting)
    .map(body => extractPage(r, body, stampPage(r, TOKEN, style, body, setting).glyphs, extractorOf(r, variant)).text)
    .join('');
}

/** A page as a scanner gives it: a picture, a little askew, grey and noisy. */
async function scanOf(resume: SampleResume): Promise<Buffer> {
  const source = await openPdf(await pdfOf(resume), LIMITS);
  const { rgba, width, height } = source.render(1, 150);
  source.close();
  const jpeg = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#ffffff' })
    .rotate(0.6, { background: '#f6f6f2' })
    .greyscale()
    .blur(0.5)
    .jpeg({ quality: 70 })
    .toBuffer();
  const pdf = new PDFDocument({ size: 'A4', margin: 0, info: { CreationDate: new Date(0) } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>(resolve =>
    pdf.on('data', c => chunks.push(c)).on('end', () => resolve(Buffer.concat(chunks))),
  );
  pdf.image(jpeg, 0, 0, { width: pdf.page.width, height: pdf.page.height });
  pdf.end();
  return done;
}

function docxOf(resume: SampleResume): Promise<Buffer> {
  const paragraph = (text: string, bold = false): Paragraph =>
    new Paragraph({ children: [new TextRun({ text, bold, font: 'SimSun' })] });
  const children = [
    paragraph(resume.name, true),
    ...resume.header.map(line => paragraph(line)),
    ...resume.sections.flatMap(({ heading, lines }) => [
      paragraph(heading, true),
      ...lines.map(line => paragraph(line)),
    ]),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

function mailOf(attachment: Buffer): string {
  const base64 = attachment.toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    'From: Xingye Gu <xingye.gu@example.com>',
    'To: jobs@example.org',
    `Subject: =?UTF-8?B?${Buffer.from('应聘产品经理').toString('base64')}?=`,
    'Date: Mon, 02 Mar 2026 09:30:00 +0800',
    'Message-ID: <sample-1@example.com>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="sample"',
    '',
    '--sample',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('您好，附件是我的简历，请查收。\n').toString('base64'),
    '--sample',
    'Content-Type: application/pdf',
    'Content-Transfer-Encoding: base64',
    "Content-Disposition: attachment; filename*=UTF-8''%E7%AE%80%E5%8E%86.pdf",
    '',
    base64,
    '--sample--',
    '',
  ].join('\r\n');
}
