import type { PageReading } from '../document/reading.ts';
import type { Script } from './capability.ts';

/** `wrong`: the engine did not know the script, and another one must read the page. */
export type ScriptVerdict = 'fits' | 'wrong';

/** Latin letters needed for a verdict on how their words look. */
const WITNESSES = 40;

/** Share of the letters that stand in what looks like words. English full of product names has 0.8 and more, nonsense 0.4. */
const LEAST_WORDLIKE = 0.6;

/** A Chinese page shows ideographs in at least this share of its letters, however many product names it holds. */
const LEAST_HAN = 0.05;

/**
 * Compares what came back with what the page should be written in. An engine that does not know Chinese answers a
 * Chinese page with nonsense in Latin letters, a success by its own word and with middling confidence: only the text
 * gives it away.
 *
 * @param expected from the page's own text layer, its fonts or its neighbours.
 */
export function checkScript(page: PageReading, expected: Script = 'unknown'): ScriptVerdict {
  const text = page.lines.map(line => line.text).join('\n');
  const han = count(text, /\p{Script=Han}/gu);
  const latin = count(text, /\p{Script=Latin}/gu);
  if (expected === 'han' && han + latin >= 20 && han < LEAST_HAN * (han + latin)) return 'wrong';
  if (han > latin) return 'fits';
  let [good, all] = [0, 0];
  for (const word of latinWords(text)) {
    const letters = count(word, /\p{Script=Latin}/gu);
    all += letters;
    if (looksLikeWord(word)) good += letters;
  }
  return all >= WITNESSES && good < LEAST_WORDLIKE * all ? 'wrong' : 'fits';
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** What stands between white space and dividing marks, without addresses and without short codes such as "P99". */
function latinWords(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .filter(token => !/@|:\/\//.test(token))
    .flatMap(token => token.split(/[^\p{L}\p{M}\d#'’]+/u))
    .filter(word => word.length >= 2 && /\p{Script=Latin}/u.test(word) && !(/\d/.test(word) && word.length <= 8));
}

/** Common words of two letters; other pairs say nothing for a word. */
const SHORT =
  /^(?:a[mnst]|b[ey]|d[aeou]|el|en|e[tus]|go|he|h[io]|i[fnst]|l[ao]|le|m[ey]|no|o[fnru]|s[eo]|t[oue]|un|u[pms]|we|zu|js|qa|ui|ux|hr|it|ai|ml|ci|cd|io|os|ph|bs|ms|ba|ma)$/i;

/** Vowels, no long run of consonants, and capitals only at the start, throughout, or where product names have them. */
function looksLikeWord(word: string): boolean {
  if (/^[CF]#$/.test(word)) return true;
  if (/[#\d]/.test(word)) return false;
  if (word.length === 2) return SHORT.test(word);
  const plain = word.normalize('NFD').replace(/\p{M}|['’]/gu, '');
  if (/^[A-Z]{3,5}$/.test(plain)) return !/(.)\1/.test(plain); // an abbreviation
  if (!/[aeiouy]/i.test(plain) || /[^aeiouy]{6,}/i.test(plain)) return false;
  if (/^[A-Z]?[a-z]+$/.test(plain)) return true;
  if (/^[A-Z]+$/.test(plain)) return plain.length <= 16 && !/[^AEIOUY]{5,}/.test(plain);
  return /^(?:[A-Z]?[a-z]{2,}){1,3}[A-Z]{0,3}$|^[A-Z][a-z]+(?:[A-Z][a-z]+)*$|^[A-Z]{2,4}[a-z]{2,}$/.test(plain);
}
