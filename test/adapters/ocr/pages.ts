import { createRequire } from 'node:module';
import type { Documents, PageImage } from '../../../shared/adapters/documents/index.ts';
import { byPdfkit } from '../../generators/pdf/by-pdfkit.ts';
import { compose, type Layout } from '../../generators/pdf/compose.ts';
import { type Language, makeResume } from '../../generators/pdf/content.ts';
import { measureOf } from '../../generators/pdf/fonts.ts';
import { Random } from '../../generators/random.ts';

const sharp = createRequire(import.meta.url)('sharp') as typeof import('sharp').default;

/** A picture of a page and the lines on it. */
export interface OcrCase {
  readonly group: string;
  readonly truth: readonly string[];
  readonly image: PageImage;
}

const LANGUAGES: readonly Language[] = ['zh', 'en', 'mixed'];
const HARD: readonly Layout[] = ['side-left', 'form', 'side-right', 'two-columns'];

/** First pages of invented résumés: in each language `count` clean ones, `count` of hard layouts, `count` photographed. */
export async function ocrCases(documents: Documents, seed: number, count: number, dpi = 150): Promise<OcrCase[]> {
  const cases: OcrCase[] = [];
  for (const language of LANGUAGES)
    for (let i = 0; i < count; i++) {
      const clean = await pageOf(documents, language, 'one-column', seed + i, dpi);
      cases.push({ group: `clean ${language}`, ...clean });
      const hard = await pageOf(documents, language, HARD[(i + seed) % HARD.length]!, seed + 100 + i, dpi);
      cases.push({ group: `hard ${language}, layout`, ...hard });
      const image = await photographed(clean.image, seed + i);
      cases.push({ group: `hard ${language}, photo`, truth: clean.truth, image });
    }
  return cases;
}

async function pageOf(documents: Documents, language: Language, layout: Layout, seed: number, dpi: number) {
  const random = new Random(seed);
  const sheets = compose(makeResume(random, language), layout, measureOf(language), random);
  const pdf = await byPdfkit(sheets.slice(0, 1), language);
  return { truth: sheets[0]!.truth, image: await documents.render(pdf, 1, dpi) };
}

/** As a phone would take it: on a table, askew by up to 1.5°, soft, noisy, darker towards one corner, compressed. */
export async function photographed(image: PageImage, seed: number): Promise<PageImage> {
  const { width, height } = image;
  const angle = [1.5, -1.2, 0.8, -0.5][seed % 4]!;
  const raw = { raw: { width, height, channels: image.channels } } as const;
  const turned = await sharp(image.data, raw)
    .removeAlpha()
    .extend({ top: 30, bottom: 30, left: 30, right: 30, background: '#8a7a66' })
    .rotate(angle, { background: '#8a7a66' })
    .blur(0.7)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { data, info } = turned;
  let state = seed + 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const x = (Math.floor(i / 3) % info.width) / info.width;
    const y = i / data.length;
    data[i] = Math.max(0, Math.min(255, data[i]! * (1 - 0.3 * x * y) + ((state >>> 24) - 128) / 12));
  }
  const jpeg = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality: 75 })
    .toBuffer();
  const decoded = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  return { ...decoded.info, channels: 3, data: decoded.data, dpi: image.dpi };
}
