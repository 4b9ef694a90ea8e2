import { Random } from '../random.ts';
import { type Layout, layOut, type Shown, shownBy } from './render.ts';
import { TEMPLATES, type Template } from './templates.ts';
import { FRESH, SEEN, type Truth, truthOf } from './truth.ts';

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
