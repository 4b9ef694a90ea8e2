import { isHan } from './lines.ts';

/** What the redaction puts in the place of a value: `[PHONE_1]`, `[PHONE:****8000]`, and the author's own, escaped. Bounded. */
const PLACEHOLDER = /\[\\*[A-Z][A-Z_]{1,24}(?:_\d{1,6}|:[^\s[\]]{1,40})\]/g;

export const hasPlaceholder = (text: string): boolean => text.includes('[') && text.search(PLACEHOLDER) >= 0;

const isSpace = (text: string, i: number): boolean => {
  const code = text.charCodeAt(i);
  return code <= 0x20 || (code >= 0xa0 && !isHan(code) && /\s/.test(text[i]!));
};

/** The stretches of `text` between `start` and `end` that no placeholder takes, without white space at their ends. */
export function outsidePlaceholders(text: string, start: number, end: number): [number, number][] {
  const parts: [number, number][] = [];
  const stretch = text.slice(start, end);
  let from = 0;
  const add = (to: number) => {
    let [a, b] = [from, to];
    while (a < b && isSpace(stretch, a)) a++;
    while (b > a && isSpace(stretch, b - 1)) b--;
    if (a < b) parts.push([start + a, start + b]);
  };
  if (stretch.includes('['))
    for (const match of stretch.matchAll(PLACEHOLDER)) {
      add(match.index);
      from = match.index + match[0].length;
    }
  add(stretch.length);
  return parts;
}
