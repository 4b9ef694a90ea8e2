import { Random } from '../random.ts';
import { drawnTemplate } from './drawn.ts';
import { type Layout, layOut, type Shown, shownBy } from './render.ts';
import { TEMPLATES, type Template } from './templates.ts';
import { FRESH, type Language, SEEN, type Truth, truthOf } from './truth.ts';
import { EN_WILD_WORDS, MIXED_WILD_WORDS, ZH_WILD_WORDS } from './wild/words.ts';

export { Random } from '../random.ts';
export { toText } from './render.ts';
export { TEMPLATES } from './templates.ts';
export { WILD_LAYOUTS, type WildSample, wildSampleOf, wildSamples } from './wild/index.ts';

/** A résumé with its truth, the same for the same seed and template. */
export interface Sample {
  readonly truth: Truth;
  readonly template: Template;
  readonly shown: Shown;
  readonly layout: Layout;
}

export function sampleOf(seed: number, template: Template, redacted = true): Sample {
  const random = new Random(seed);
  const truth = truthOf(random, template.language, template.heldOut ? FRESH : SEEN);
  return { truth, template, shown: shownBy(template), layout: layOut(truth, template, random, redacted) };
}

/** A résumé in a layout of its own, drawn by the seed. */
export function drawnSampleOf(seed: number, language: Language): Sample {
  const random = new Random(seed);
  const template = drawnTemplate(random, language);
  const zh = language === 'mixed' ? MIXED_WILD_WORDS : ZH_WILD_WORDS;
  const truth = truthOf(random, language, { zh, en: EN_WILD_WORDS });
  return { truth, template, shown: shownBy(template), layout: layOut(truth, template, random, true) };
}

/** `count` résumés spread over the templates that pass. */
export function* samples(
  seed: number,
  count: number,
  pass: (template: Template) => boolean,
  redacted = true,
): Generator<Sample> {
  const templates = TEMPLATES.filter(pass);
  for (let i = 0; i < count; i++) yield sampleOf(seed + i * 7919, templates[i % templates.length]!, redacted);
}
