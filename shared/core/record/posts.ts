import { evidenceOf } from './evidence.ts';
import type { Part } from './heads.ts';
import { LATIN, SAYS } from './vocabulary.ts';

/* Words that stand before the noun of an English position, and seldom end an employer's name. */
const BEFORE: ReadonlySet<string> = new Set(
  'senior sr junior jr lead chief principal staff deputy vice executive general regional national global software hardware data product project program sales marketing research teaching administrative customer service support success technical network cloud platform infrastructure mobile web full stack frontend backend machine learning business financial tax legal human resources talent account operations supply chain warehouse quality assurance devops site reliability embedded electrical mechanical civil graphic art creative content brand digital growth social public medical dental registered physical clinical police security fire line pastry store office event field application information database interior investment banking credit risk policy student summer co-op editorial inside elementary postdoctoral visiting adjunct nurse sde of ios android'.split(
    ' ',
  ),
);

const says = (word: string): number => LATIN.get(word.toLowerCase().replace(/[.,]/g, '')) ?? 0;

/**
 * An English employer and position beside each other with one space between, as a PDF gives two cells that stand
 * close. Asked only where a section's heads all lack one of the two.
 */
export function parted(part: Part): readonly [Part, Part] | undefined {
  const { shadow } = part;
  if (part.slot || part.evidence.title === 0 || /[^\u0020-\u024f’]/.test(shadow)) return undefined;
  const words = shadow.split(' ');
  const titles = words.map(word => (says(word) & SAYS.title) !== 0);
  const last = titles.lastIndexOf(true);
  if (words.length < 2 || last < 0) return undefined;
  let cut = last + 1;
  if (cut === words.length) {
    while (cut > 0 && (titles[cut - 1] || BEFORE.has(words[cut - 1]!.toLowerCase().replace(/[.,]/g, '')))) cut--;
  }
  if (cut === 0 || cut === words.length) return undefined;
  const at = words.slice(0, cut).join(' ').length;
  return [sub(part, 0, at), sub(part, at + 1, shadow.length)];
}

function sub(part: Part, from: number, to: number): Part {
  const shadow = part.shadow.slice(from, to);
  return { ...part, start: part.start + from, end: part.start + to, shadow, evidence: evidenceOf(shadow) };
}
