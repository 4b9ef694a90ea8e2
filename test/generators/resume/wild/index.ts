import { Random } from '../../random.ts';
import type { Layout, Shown } from '../render.ts';
import { type Truth, truthOf } from '../truth.ts';
import { EN_WILD } from './en.ts';
import { MIXED_WILD } from './mixed.ts';
import type { WildLayout } from './paper.ts';
import { SEALED } from './sealed.ts';
import { EN_WILD_WORDS, HANT_WORDS, MIXED_WILD_WORDS, ZH_WILD_WORDS } from './words.ts';
import { ZH_WILD } from './zh.ts';

export type { WildLayout } from './paper.ts';

export const WILD_LAYOUTS: readonly WildLayout[] = [...ZH_WILD, ...EN_WILD, ...MIXED_WILD, ...SEALED];

export interface WildSample {
  readonly id: string;
  readonly truth: Truth;
  readonly shown: Shown;
  readonly layout: Layout;
}

/** A résumé in a wild layout, the same for the same seed. */
export function wildSampleOf(seed: number, wild: WildLayout): WildSample {
  const random = new Random(seed);
  const zh = wild.hant ? HANT_WORDS : wild.language === 'mixed' ? MIXED_WILD_WORDS : ZH_WILD_WORDS;
  const drawn = truthOf(random, wild.language, { zh, en: EN_WILD_WORDS });
  const truth = wild.promotions && random.chance(0.7) ? promoted(drawn) : drawn;
  const { main, sidebar = [], width = 96 } = wild.lay(truth, random);
  return { id: wild.id, truth, shown: wild.shown, layout: { language: wild.language, width, main, sidebar } };
}

/** The two latest posts in one employer and city. */
function promoted(truth: Truth): Truth {
  const [latest, before, ...rest] = truth.jobs;
  if (!latest || !before || before.title === latest.title) return truth;
  return { ...truth, jobs: [latest, { ...before, org: latest.org, city: latest.city }, ...rest] };
}

/** `count` résumés spread over the layouts that pass. */
export function* wildSamples(seed: number, count: number, pass: (wild: WildLayout) => boolean): Generator<WildSample> {
  const layouts = WILD_LAYOUTS.filter(pass);
  for (let i = 0; i < count; i++) yield wildSampleOf(seed + i * 7919, layouts[i % layouts.length]!);
}
