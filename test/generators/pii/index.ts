import { PII_TYPES, type PiiType } from '../../../shared/core/pii/index.ts';
import { Random } from '../random.ts';
import { NEGATIVES } from './negatives.ts';
import { damaged, spread } from './noise.ts';
import { chinesePerson, englishPerson, type Person } from './people.ts';
import { resumeText } from './resume.ts';
import { EN, MIXED, ZH } from './templates.ts';
import { valueFor } from './values.ts';

export type Language = 'zh' | 'en' | 'mixed';
export interface Truth {
  readonly type: PiiType;
  readonly start: number;
  readonly end: number;
}
/** A text with known personal data: a line, a résumé, or text without any. */
export interface Labelled {
  readonly text: string;
  readonly truths: readonly Truth[];
  readonly language: Language;
  readonly noisy: boolean;
  readonly form: 'line' | 'resume' | 'negative';
  /** What it is drawn from: a type for a line, a kind for a negative. */
  readonly kind: string;
  /** Where hard negatives stand. */
  readonly innocent: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}

const SLOT = /\{(-|@[^}]+|[A-Z_]+(?:=[A-Z_]+)?(?::[a-z]+)?)\}/g;

/** Fills a template: values of its language, damaged where the line is noisy, labels spread. */
export function fill(
  template: string,
  language: Language,
  noisy: boolean,
  random: Random,
  person = personOf(language, random),
): Omit<Labelled, 'form' | 'kind'> {
  let text = '';
  let from = 0;
  let damages = noisy;
  const truths: Truth[] = [];
  const innocent: { start: number; end: number; kind: string }[] = [];
  for (const slot of template.matchAll(SLOT)) {
    text += template.slice(from, slot.index);
    from = slot.index + slot[0].length;
    const content = slot[1]!;
    if (content === '-') {
      const { kind, make } = random.pick(NEGATIVES);
      const value = make(random);
      innocent.push({ start: text.length, end: text.length + value.length, kind });
      text += value;
      continue;
    }
    if (content.startsWith('@')) {
      text += noisy ? spread(content.slice(1), random) : content.slice(1);
      continue;
    }
    const [, source, target, variant] = /^([A-Z_]+)(?:=([A-Z_]+))?(?::([a-z]+))?$/.exec(content)!;
    const type = source as PiiType;
    let value =
      special(variant, random, person) ??
      valueFor(type, variant === 'en' || language === 'en' ? 'en' : 'zh', random, person);
    // One damage a line at least, and more now and then: real noise is uneven.
    if (noisy && (damages || random.chance(0.4))) value = damaged(type, value, random);
    damages = false;
    truths.push({ type: (target ?? source) as PiiType, start: text.length, end: text.length + value.length });
    text += value;
  }
  return { text: text + template.slice(from), truths, language, noisy, innocent };
}

function special(variant: string | undefined, random: Random, person: Person): string | undefined {
  if (variant === 'mobile') return `1${random.pick(['3', '5', '8'])}${random.digits(9)}`;
  if (variant === 'us') return `(${random.int(201, 989)}) 555-01${random.digits(2)}`;
  if (variant === 'qq') return `${random.int(1, 9)}${random.digits(random.int(6, 9))}`;
  if (variant === 'own')
    return `https://${random.pick(['example.com', 'example.org'])}/${person.family}${person.given}`;
  return undefined;
}

export const personOf = (language: Language, random: Random): Person =>
  language === 'en' ? englishPerson(random) : chinesePerson(random);

/** The corpus: `lines` lines and `resumes` résumés; two in five of the lines are hard negatives or text around them. */
export function corpusOf(seed: number, lines: number, resumes: number): Labelled[] {
  const random = new Random(seed);
  const corpus: Labelled[] = [];
  const languages: readonly Language[] = ['zh', 'en', 'mixed'];
  for (let i = 0; i < lines; i++) {
    if (i % 5 < 2) {
      const { kind, make } = NEGATIVES[Math.floor(i / 5) % NEGATIVES.length]!;
      const text = make(random);
      corpus.push({
        text,
        truths: [],
        language: /[\u4e00-\u9fff]/.test(text) ? 'zh' : 'en',
        noisy: false,
        form: 'negative',
        kind,
        innocent: [{ start: 0, end: text.length, kind }],
      });
      continue;
    }
    const type = PII_TYPES[i % PII_TYPES.length]!;
    const language = languages[Math.floor(i / PII_TYPES.length) % 3]!;
    const noisy = Math.floor(i / (3 * PII_TYPES.length)) % 2 === 1;
    const templates = { zh: ZH, en: EN, mixed: MIXED }[language][type]!;
    corpus.push({ ...fill(random.pick(templates), language, noisy, random), form: 'line', kind: type });
  }
  for (let i = 0; i < resumes; i++) {
    const language = languages[i % 3]!;
    const noisy = i % 2 === 1;
    corpus.push({ ...resumeText(language, noisy, random), form: 'resume', kind: 'resume' });
  }
  return corpus;
}
