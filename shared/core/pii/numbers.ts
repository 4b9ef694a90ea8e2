import type { Span } from '../text/span.ts';

/** One unbroken run of ASCII digits. */
export interface DigitGroup extends Span {
  /** What stands between the group before and this one; empty for the first. */
  readonly gap: string;
}

/** Groups of digits that could be one number: `+86 138-0013-8000`, `2020-09 ~ 2024-06`, `192.168.0.1`. */
export type NumberChain = readonly DigitGroup[];

/** Longest gap inside one number: a break over table cells, ` | `, or a line break with its indent. */
const LONGEST_GAP = 4;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** May stand between the digits of one number; anything else ends the chain. */
const JOINS = /^[ \t\n.\-/()|·_,*~[\]【】]*$/;

/** All chains of a text, in order. One pass; a chain never spans more than a few characters without a digit. */
export function numbersOf(text: string): NumberChain[] {
  const chains: NumberChain[] = [];
  let chain: DigitGroup[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const start = at;
    while (isDigit(text.charCodeAt(at + 1))) at++;
    const last = chain.at(-1);
    const gap = last && start - last.end <= LONGEST_GAP ? text.slice(last.end, start) : undefined;
    if (gap !== undefined && JOINS.test(gap)) chain.push({ start, end: at + 1, gap });
    else {
      if (chain.length > 0) chains.push(chain);
      chain = [{ start, end: at + 1, gap: '' }];
    }
  }
  if (chain.length > 0) chains.push(chain);
  return chains;
}

export const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');
