import type { Random } from '../../random.ts';
import type { Paragraph, Shown } from '../render.ts';
import type { Language, Month, Period, Truth } from '../truth.ts';

/**
 * A layout written as a program rather than as patterns: real résumés break the rules that patterns keep (several
 * roles under one employer, projects inside jobs, tables, no headings at all).
 */
export interface WildLayout {
  readonly id: string;
  readonly language: Language;
  /** Traditional characters. */
  readonly hant?: boolean;
  /** Nobody looks at a failure of these until the rules are done. */
  readonly sealed?: boolean;
  readonly shown: Shown;
  /** Jobs that follow each other belong to one employer. */
  readonly promotions?: boolean;
  lay(truth: Truth, random: Random): { main: Paragraph[]; sidebar?: Paragraph[]; width?: number };
}

export const heading = (text: string, gap = 1): Paragraph => ({ text, style: 'heading', gap });
export const head = (text: string, gap = 0): Paragraph => ({ text, style: 'head', gap });
export const body = (text: string, gap = 0): Paragraph => ({ text, style: 'body', gap });
export const bodies = (texts: readonly string[], mark = ''): Paragraph[] =>
  texts.map((text, i) => body(`${mark.replace('1', String(i + 1))}${text}`));
export const top = (...lines: readonly string[]): Paragraph[] => [
  { text: '[PERSON_1]', style: 'name', gap: 0 },
  ...lines.map((text): Paragraph => ({ text, style: 'contact', gap: 0 })),
];

const two = (n: number): string => String(n).padStart(2, '0');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A period in the notation of `one`, joined by `join`. */
export const period =
  (one: (month: Month) => string, join: string, present: string) =>
  ({ start, end }: Period): string =>
    `${one(start)}${join}${end ? one(end) : present}`;
export const dot = ([y, m]: Month): string => `${y}.${two(m)}`;
export const dotShort = ([y, m]: Month): string => `${y}.${m}`;
export const slash = ([y, m]: Month): string => `${y}/${two(m)}`;
export const slashShort = ([y, m]: Month): string => `${y}/${m}`;
export const dash = ([y, m]: Month): string => `${y}-${two(m)}`;
export const han = ([y, m]: Month): string => `${y}年${m}月`;
export const long = ([y, m]: Month): string => `${MONTHS[m - 1]} ${y}`;
export const short = ([y, m]: Month): string => `${MONTHS[m - 1]!.slice(0, 3)} ${y}`;
export const shortDot = ([y, m]: Month): string => `${MONTHS[m - 1]!.slice(0, 3)}. ${y}`;
export const numeric = ([y, m]: Month): string => `${two(m)}/${y}`;
export const numericDot = ([y, m]: Month): string => `${two(m)}.${y}`;

/** Whole years and months of a period, as exports from job sites print them; an open one runs to the end of 2025. */
export function span({ start, end = [2025, 12] }: Period): readonly [number, number] {
  const months = end[0] * 12 + end[1] - start[0] * 12 - start[1] + 1;
  return [Math.floor(months / 12), months % 12];
}
export const spanZh = (of: Period): string => {
  const [years, months] = span(of);
  return `${years ? `${years}年` : ''}${months ? `${months}个月` : ''}`;
};
export const spanEn = (of: Period): string => {
  const [years, months] = span(of);
  const part = (n: number, word: string) => (n ? [`${n} ${word}${n > 1 ? 's' : ''}`] : []);
  return [...part(years, 'year'), ...part(months, 'month')].join(' ');
};

/** The keywords of all groups in order. */
export const allSkills = (truth: Truth): string[] => truth.skills.flatMap(({ keywords }) => keywords);
export const skillRows = (truth: Truth, colon: string, comma: string, mark = ''): Paragraph[] =>
  truth.skills.map(({ name, keywords }) => body(`${mark}${name}${colon}${keywords.join(comma)}`));

/** Consecutive jobs of one employer as one group. */
export function byEmployer(truth: Truth): Truth['jobs'][number][][] {
  const groups: Truth['jobs'][number][][] = [];
  for (const job of truth.jobs) {
    const last = groups.at(-1);
    if (last && last[0]!.org === job.org) last.push(job);
    else groups.push([job]);
  }
  return groups;
}

export const whole = (jobs: readonly Period[]): Period => ({
  start: jobs.at(-1)!.start,
  ...(jobs[0]!.end && { end: jobs[0]!.end }),
});

export const SHOWN = {
  all: { role: true, tech: false, sections: new Set(['projects'] as const) },
  tech: { role: true, tech: true, sections: new Set(['projects'] as const) },
  roleless: { role: false, tech: false, sections: new Set(['projects'] as const) },
  techOnly: { role: false, tech: true, sections: new Set(['projects'] as const) },
  none: { role: false, tech: false, sections: new Set([] as const) },
} satisfies Record<string, Shown>;
