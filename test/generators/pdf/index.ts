import { Random } from '../random.ts';
import { byHand, type HandOptions } from './by-hand.ts';
import { byPdfkit } from './by-pdfkit.ts';
import { compose, LAYOUTS, type Layout } from './compose.ts';
import { type Language, makeResume } from './content.ts';
import type { Sheet } from './drawing.ts';
import { measureOf } from './fonts.ts';

/** A way to make a PDF, and whose widths text is to be set with. */
export interface Producer {
  readonly name: string;
  readonly languages: readonly Language[];
  metrics(language: Language): Language;
  paint(sheets: readonly Sheet[], language: Language): Promise<Buffer>;
}

const ALL: readonly Language[] = ['zh', 'en', 'mixed'];

const hand = (name: string, options: HandOptions, languages = ALL): Producer => ({
  name,
  languages,
  metrics: () => (options.font === 'standard' ? 'en' : 'zh'),
  paint: async sheets => byHand(sheets, options),
});

export const PRODUCERS: readonly Producer[] = [
  {
    name: 'pdfkit',
    languages: ALL,
    metrics: language => language,
    paint: (sheets, language) => byPdfkit(sheets, language),
  },
  {
    name: 'pdfkit, owner password',
    languages: ALL,
    metrics: language => language,
    paint: (sheets, language) => byPdfkit(sheets, language, { ownerPassword: 'owner' }),
  },
  hand('CID font, words', { font: 'embedded', show: 'words', compress: true }),
  hand('CID font, glyph by glyph, packed objects', { font: 'embedded', show: 'glyphs', packed: true, compress: true }),
  hand('CID font in a scaled form, kerned', { font: 'embedded', show: 'kerned', formScale: 4, compress: true }),
  hand('Type 3, page turned by 90°', { font: 'type3', show: 'whole', rotate: 90 }, ['en']),
  hand('Type 3, glyph by glyph', { font: 'type3', show: 'glyphs' }, ['en']),
  hand('standard font, words, packed', { font: 'standard', show: 'words', packed: true }, ['en']),
  hand('standard font, kerned, shifted page', { font: 'standard', show: 'kerned', origin: [-100, 250] }, ['en']),
  hand('CID font, page turned by 270°', { font: 'embedded', show: 'whole', rotate: 270, origin: [30, 40] }),
  hand('CID font, page turned by 180°', { font: 'embedded', show: 'words', rotate: 180 }),
];

export interface Sample {
  readonly name: string;
  readonly language: Language;
  readonly layout: Layout;
  readonly sheets: readonly Sheet[];
  readonly producer: Producer;
}

/** The `index`-th résumé of a seed: languages, layouts and producers in turn. Draw it with `producer.paint`. */
export function sample(seed: number, index: number): Sample {
  const random = new Random(seed * 10_007 + index);
  const producer = PRODUCERS[index % PRODUCERS.length]!;
  const language = producer.languages[Math.floor(index / 2) % producer.languages.length]!;
  const layout = LAYOUTS[(index + Math.floor(index / PRODUCERS.length)) % LAYOUTS.length]!;
  const resume = makeResume(random, language, random.int(3, 8));
  const sheets = compose(resume, layout, measureOf(producer.metrics(language)), random);
  return { name: `${index} ${language} ${layout}, ${producer.name}`, language, layout, sheets, producer };
}
