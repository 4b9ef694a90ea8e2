import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { DigitGroup, NumberChain } from '../numbers.ts';
import { isWordCode, type Page } from '../page.ts';
import type { Evidence } from '../types.ts';

/** Which groups of a chain, from `first` on, make a number of a known plan. */
export interface Planned {
  readonly last: number;
  readonly evidence: Evidence;
}

/** A number is no part of a longer word or decimal: `ZL2021…`, `v1.38`, `ID13800138000`, `…000.7`. */
function standsFree(page: Page, chain: NumberChain, first: number): boolean {
  const { start, gap } = chain[first]!;
  const before = page.text.charCodeAt(start - 1);
  if (first > 0) return gap !== '.' && gap !== '*';
  // 简历_138… and [X_138… are written by people, order_138… by machines.
  if (before === 95) return !/[a-z0-9]/.test(page.text[start - 2] ?? '');
  return !(isWordCode(before) || before === 46 || before === 36 || before === 165);
}

const SINGLE_GAP = /^(?:[ .\-·)~\t,]|】【|\]\[|\) ?| ?- ?|[ \t]*\n[ \t]*|[ \t]{2,3}| ?\| ?|\/)$/;

/**
 * The shapes that are told apart by the lengths of their groups: `3-4-4` and its like. A separator changes nothing;
 * a break over a line or a table cell neither.
 */
export function planOf(page: Page, chain: NumberChain, first: number): Planned | undefined {
  const found = planAt(page, chain, first);
  if (!found) return undefined;
  // A postal code at the end of one line is no part of the number that the next line is.
  for (let index = first + 1; index <= found.last; index++)
    if (chain[index]!.gap.includes('\n')) return planAt(page, chain, index) ? undefined : found;
  return found;
}

function planAt(page: Page, chain: NumberChain, first: number): Planned | undefined {
  if (!standsFree(page, chain, first) || isDotted(page.text, chain, first)) return undefined;
  const text = page.text;
  const plus = text[chain[first]!.start - 1] === '+';
  const group = (index: number): string => {
    const it = chain[index];
    return it ? text.slice(it.start, it.end) : '';
  };
  if (plus || /^00(?:[1-9]|$)/.test(group(first))) {
    const abroad = international(text, chain, first, plus);
    if (abroad !== undefined) return { last: abroad, evidence: 'plan' };
  }
  const country = group(first) === '86' && chain[first + 1] ? 1 : 0;
  const mobile = chinaMobile(group, chain, first + country) ?? (country ? chinaMobile(group, chain, first) : undefined);
  if (mobile !== undefined && endsFree(page, chain[mobile]!.end)) return { last: mobile, evidence: 'plan' };
  const other = domestic(group, chain, first, text);
  return other !== undefined && endsFree(page, chain[other]!.end) ? { last: other, evidence: 'plan' } : undefined;
}

/** No letter, decimal or further digit run glued behind; a Han sign or a label glued behind is usual. */
function endsFree(page: Page, end: number): boolean {
  const after = page.text.charCodeAt(end);
  if (after >= 97 && after <= 122) return /^(?:ext|x ?\d|wx|e-?mail|mail|qq|tel)/.test(page.text.slice(end, end + 6));
  return after !== 37 && after !== 95 && !(after === 46 && /[0-9]/.test(page.text[end + 1] ?? ''));
}

/** Eleven digits from 13… to 19…, in any grouping; over a line break too. */
function chinaMobile(group: (index: number) => string, chain: NumberChain, first: number): number | undefined {
  const head = group(first);
  if (!/^(?:86|0)?1[3-9]/.test(head) && !(head === '1' && /^[3-9]/.test(group(first + 1)))) return undefined;
  if (head.length === 11) return head[0] === '1' ? first : undefined;
  if (/^861[3-9]\d{9}$/.test(head) || /^01[3-9]\d{9}$/.test(head)) return first;
  let digits = head.length;
  let last = first;
  while (digits < 11 && last + 1 < chain.length && last - first < 11) {
    const next = chain[last + 1]!;
    if (!SINGLE_GAP.test(next.gap)) return undefined;
    digits += next.end - next.start;
    last++;
  }
  return digits === 11 && usual(chain.slice(first, last + 1), chain[last + 1]) ? last : undefined;
}

/** Groupings people and scanners make: two pieces, 3-4-4, 4-3-4, 3-3-5, 3-2-2-2-2, single digits; not 192.168.166.56. */
function usual(groups: NumberChain, next: DigitGroup | undefined): boolean {
  const lengths = groups.map(({ start, end }) => end - start);
  if (groups.some(({ gap }) => /^[/~,】\]]/.test(gap)))
    return lengths.join('') === '344' && groups[1]!.gap === groups[2]!.gap;
  // Broken over a line the number ends there: what goes on behind it is a number of its own.
  if (next && /^[ -]$/.test(next.gap) && groups.some(({ gap }, i) => i > 0 && gap.includes('\n'))) return false;
  if (lengths.length <= 2 || lengths.every(length => length === 1)) return true;
  // Blanks anywhere, as scanners leave them: 139443519 6 5. A row of measures has no group so long.
  if (
    !next &&
    lengths.length <= 4 &&
    (Math.max(...lengths) >= 6 || lengths[0]! >= 5) &&
    groups.every(({ gap }) => gap === '' || gap === ' ')
  )
    return true;
  return (
    /^(?:344|434|335|353|32222|3233|3332|34211|[0-9]{6,11})$/.test(lengths.join('')) &&
    !(groups[1]!.gap === '.' && lengths.length === 4)
  );
}

/** Four numbers up to 255 with dots are an address of a host or a version. */
const isDotted = (text: string, chain: NumberChain, first: number): boolean =>
  chain.length >= first + 4 &&
  chain.slice(first + 1, first + 4).every(({ gap }) => gap === '.') &&
  chain.slice(first, first + 4).every(({ start, end }) => end - start <= 3 && Number(text.slice(start, end)) <= 255);

function international(text: string, chain: NumberChain, first: number, plus: boolean): number | undefined {
  let digits = 0;
  for (let last = first; last < chain.length && last - first < 9; last++) {
    const { start, end, gap } = chain[last]!;
    if (last > first && !/^(?:[ .\-·)/]|\(| \(|\) ?|-\(| ?- ?|[ \t]*\n[ \t]*)$/.test(gap)) return undefined;
    digits += end - start;
    if (digits > 15) return undefined;
    const next = chain[last + 1];
    if (digits < 8 || (next && /^[ .\-)]$/.test(next.gap) && digits + next.end - next.start <= (plus ? 13 : 15)))
      continue;
    const written = text
      .slice(chain[first]!.start, end)
      .replace(/\(0\)/, '')
      .replace(/[^0-9]/g, '');
    const number = parsePhoneNumberFromString(`+${plus ? written : written.replace(/^00/, '')}`);
    // Invented numbers (555-01xx) are possible, not valid; without the plus sign that is too little.
    if (plus ? number?.isPossible() : number?.isValid()) return last;
  }
  return undefined;
}

/** Numbers written without country code whose grouping names the country. Digits: X any, other signs themselves. */
function domestic(
  group: (index: number) => string,
  chain: NumberChain,
  first: number,
  text: string,
): number | undefined {
  // A year, or too few digits: no number of any plan.
  if (/^[12]\d{3}$/.test(group(first)) || digitsFrom(chain, first) < 8) return undefined;
  const parts: string[] = [];
  for (let index = first; index < chain.length && parts.length < 6; index++) {
    const { gap } = chain[index]!;
    if (index > first && !/^(?:[ .-]|\) ?| - |\)-|[ ]?\n)$/.test(gap)) break;
    parts.push(
      index === first ? group(index) : `${/^[ )\n]/.test(gap) ? ' ' : gap[0] === ' ' ? '-' : gap[0]}${group(index)}`,
    );
  }
  const opened = text[chain[first]!.start - 1] === '(';
  for (let count = parts.length; count > 0; count--) {
    const joined = parts.slice(0, count).join('');
    const digits = joined.length - joined.replace(/[0-9]/g, '').length;
    if (digits < 8 || digits > 17) continue;
    for (const [pattern, needs] of DOMESTIC)
      if (
        (needs !== 'parenthesis' || opened) &&
        (needs !== 'alone' || (first === 0 && count === chain.length)) &&
        pattern.test(joined)
      )
        return first + count - 1;
  }
  return undefined;
}

const digitsFrom = (chain: NumberChain, first: number): number =>
  chain.slice(first, first + 6).reduce((sum, { start, end }) => sum + end - start, 0);

const DOMESTIC: readonly (readonly [RegExp, '' | 'parenthesis' | 'alone'])[] = [
  // China: area code and seven or eight digits; an extension.
  [/^0(?:10|2\d|[3-9]\d{2})[- ]?[2-8]\d{3}[- ]?\d{3,4}(?:-\d{1,5})?$/, ''],
  [/^400[- ]\d{3}[- ]?\d{4}$|^400[- ]\d{4}[- ]\d{3}$|^[48]00\d{7}$|^800[- ]\d{3}[- ]\d{4}$/, ''],
  // North America: (503) 555-0142, 503-555-0142, 503.555.0142, 1-503-555-0142.
  [/^(?:1[-. ])?[2-9]\d{2}[-. ]\d{3}[-. ]\d{4}$/, ''],
  [/^[2-9]\d{2} ?\d{3}[-. ]\d{4}$/, 'parenthesis'],
  // United Kingdom: 020 7946 0958, 07700 900123, 0161 496 0000.
  [/^0(?:20|23|24|28|29) ?\d{4} ?\d{4}$|^07\d{3} ?\d{3} ?\d{3}$|^01\d{2,3} \d{3} ?\d{3,4}$|^01\d{3} \d{5,6}$/, ''],
  // Germany: 0151 23456789, 030 1234567, 030-1234567.
  [/^01[567]\d[ -]?\d{7,8}$|^0[2-9]\d{1,3}[ -]\d{6,8}$/, ''],
  // France: 06 12 34 56 78, and with dots.
  [/^0[1-9](?:[ .-]\d{2}){4}$/, ''],
  // India: 98765 43210, 98765-43210.
  [/^0?[6-9]\d{4}[ -]\d{5}$/, ''],
  // Japan: 090-1234-5678, 03-1234-5678, 045-123-4567.
  [/^0[5789]0[- ]\d{4}[- ]\d{4}$|^0\d[- ]\d{4}[- ]\d{4}$|^0\d{2}[- ]\d{3}[- ]\d{4}$/, ''],
  // Korea: 010-1234-5678.
  [/^01[016-9][- ]\d{3,4}[- ]\d{4}$/, ''],
  // Taiwan: 0912-345-678, 02-2345-6789.
  [/^09\d{2}[- ]?\d{3}[- ]?\d{3}$|^0[2-8] \d{3,4}[- ]\d{4}$/, ''],
  // Hong Kong and Singapore: 9123 4567 (eight digits; only with its usual blank).
  [/^[3689]\d{3} \d{4}$/, 'alone'],
];
