import type { Random } from '../random.ts';
import type { Language } from './content.ts';
import type { Extractor } from './extract.ts';
import type { LatinFont, Setting } from './page.ts';
import type { StampStyle } from './stamp.ts';
import type { TokenFamily } from './tokens.ts';

/** One kind of stamped document. `whole` says whether a whole copy stands on a line somewhere. */
export interface Variant {
  readonly name: string;
  readonly whole: boolean;
  /** Kept aside while the cleaner is tuned. */
  readonly heldOut?: boolean;
  readonly language?: Language;
  readonly tokens?: readonly TokenFamily[];
  readonly style?: Partial<StampStyle>;
  readonly setting?: Partial<Setting>;
  readonly extractor?: Partial<Extractor>;
  readonly tokenPerPage?: boolean;
  readonly twoTokens?: boolean;
  readonly paragraphs?: readonly [number, number];
}

const EDGES_AND_MIDDLE = [[0.05, 0.93], [0.5]] as const;

export const VARIANTS: readonly Variant[] = [
  { name: 'platform zh', whole: true, language: 'zh', tokens: ['platform'] },
  { name: 'platform en', whole: true, language: 'en', tokens: ['platform'] },
  { name: 'platform mixed', whole: true, language: 'mixed', tokens: ['platform'], heldOut: true },
  { name: 'platform reversed copy', whole: true, tokens: ['platform'], style: { level: 'reversed' } },
  { name: 'hex token', whole: true, tokens: ['hex'] },
  { name: 'letters token', whole: true, tokens: ['letters'], heldOut: true },
  { name: 'digits token', whole: true, tokens: ['digits'] },
  { name: 'company token', whole: true, tokens: ['company'] },
  { name: 'chinese token', whole: true, tokens: ['chinese'] },
  { name: '270 degrees', whole: true, style: { angle: 270 } },
  { name: '270 degrees, none whole', whole: false, style: { angle: 270, level: 'none' }, heldOut: true },
  { name: '180 and 90', whole: true, style: { level: 'both' }, heldOut: true },
  {
    name: 'diagonal 45',
    whole: true,
    style: {
      angle: 45,
      rows: [
        [0.05, 0.4, 0.75],
        [0.2, 0.55],
      ],
      gap: 40,
    },
  },
  { name: 'slightly tilted', whole: true, style: { angle: 97 } },
  { name: 'diagonal 30', whole: true, style: { angle: 30, rows: [[0.02, 0.55]], gap: 60 }, heldOut: true },
  { name: 'diagonal -45', whole: true, style: { angle: -45, rows: [[0.1, 0.5]], gap: 50 } },
  { name: 'diagonal, none whole', whole: false, style: { angle: 45, rows: [[0.05, 0.5]], gap: 60, level: 'none' } },
  { name: 'one token per page', whole: true, tokenPerPage: true, paragraphs: [60, 90] },
  {
    name: 'one token per page, none whole',
    whole: false,
    tokenPerPage: true,
    style: { level: 'none' },
    paragraphs: [60, 90],
    heldOut: true,
  },
  { name: 'two tokens', whole: true, twoTokens: true, heldOut: true },
  { name: 'cut at edges', whole: true, style: { top: -120, gap: 30 } },
  { name: 'cut, none whole', whole: false, style: { top: -100, gap: 20, level: 'none' }, heldOut: true },
  { name: 'none whole zh', whole: false, language: 'zh', tokens: ['platform'], style: { level: 'none' } },
  { name: 'none whole en', whole: false, language: 'en', tokens: ['platform'], style: { level: 'none' } },
  { name: 'none whole hex', whole: false, tokens: ['hex'], style: { level: 'none' }, heldOut: true },
  { name: 'none whole company', whole: false, tokens: ['company', 'chinese', 'digits'], style: { level: 'none' } },
  { name: 'three columns', whole: true, style: { rows: [[0.04, 0.48, 0.92]] } },
  {
    name: 'staggered 3-2',
    whole: true,
    style: {
      rows: [
        [0.04, 0.5, 0.93],
        [0.27, 0.7],
      ],
      gap: 10,
    },
    heldOut: true,
  },
  { name: 'overlapping rows', whole: true, style: { gap: -25 } },
  { name: 'ragged copies', whole: true, style: { ragged: true, gap: 120 } },
  { name: 'single column', whole: true, style: { rows: [[0.6]], gap: 30 } },
  { name: 'two-column page', whole: true, setting: { columns: 2 }, heldOut: true },
  { name: 'justified', whole: true, setting: { justified: true } },
  { name: 'hanging indents', whole: true, setting: { hanging: 14 } },
  { name: 'torn lines', whole: true, extractor: { torn: 0.5 } },
  { name: 'anchored clusters', whole: true, extractor: { cluster: 'anchor', tolerance: 2.5 }, heldOut: true },
  { name: 'tight lines', whole: true, setting: { pitch: 12.5, size: 9 } },
];

const FONTS: readonly LatinFont[] = ['sans', 'sans', 'serif', 'half', 'mono'];

export function settingOf(r: Random, variant: Variant): Setting {
  const size = r.pick([9, 9.5, 10, 10.5, 11]);
  return {
    width: 595,
    height: 842,
    margin: r.pick([36, 42, 50, 57]),
    size,
    pitch: size * r.between(1.45, 1.9),
    latin: r.pick(FONTS),
    hanging: r.chance(0.3) ? r.between(6, 14) : 0,
    justified: false,
    columns: 1,
    torn: 0,
    ...variant.setting,
  };
}

export function styleOf(r: Random, variant: Variant): StampStyle {
  const size = r.pick([8, 9, 10, 11, 12]);
  const jitter = r.between(-0.02, 0.02);
  const rows = (variant.style?.rows ?? EDGES_AND_MIDDLE).map(row =>
    row.map(share => Math.min(0.955, Math.max(0.01, share + jitter))),
  );
  return {
    angle: 90,
    size,
    font: r.pick(['sans', 'sans', 'serif', 'half']),
    gap: r.between(5, 90),
    top: r.between(8, 40),
    level: 'forward',
    ...variant.style,
    rows,
  };
}

export function extractorOf(r: Random, variant: Variant): Extractor {
  return {
    tolerance: r.pick([2, 3, 3, 3.5]),
    space: r.pick([2.5, 3, 3, 4]),
    cluster: r.chance(0.8) ? 'chain' : 'anchor',
    stampFirst: r.chance(0.3),
    torn: r.chance(0.5) ? 0.03 : 0,
    ...variant.extractor,
  };
}
