import { lower } from './case.ts';
import { shadowOf } from './fold.ts';
import { isHan } from './lines.ts';
import { type Value, valueAt } from './values.ts';

/* Terms that a slash belongs to. */
const SLASHED =
  /^(?:ci\/cd|tcp\/ip|pl\/sql|a\/b(?:测试| ?test(?:ing)?)?|i\/o|ui\/ux|ux\/ui|b\/s|c\/s|os\/2|z\/os|r\/w|http\/[23]|client\/server|gnu\/linux|oltp\/olap|s\/4hana|t-?sql\/.*)$/;
const LEVEL =
  /^(?:精通|熟练|熟悉|了解|掌握|擅长|良好|一般|入门|基础|中级|高级|初级|熟练使用|熟练掌握|expert|advanced|intermediate|beginner|proficient|familiar|basic|fluent|working knowledge|experienced|master|novice|\d{1,2}\+? ?(?:年|years?|yrs?))(?:经验)?$/;

/** The terms of a list: separators are the source's own; C, C++, .NET and Node.js stay whole. `[start, end)` in the text. */
export function termsIn(text: string, start: number, end: number, confidence = 0.9): Value[] {
  const shadow = shadowOf(text.slice(start, end));
  const values: Value[] = [];
  for (const [from, to] of cut(shadow)) {
    if (to - from > MOST) continue;
    const [a, b] = stripped(shadow, from, to);
    const words = shadow.slice(a, b);
    if (b - a > 60 || !(isWordUnit(words.charCodeAt(0)) || /[\p{L}\p{N}]/u.test(words))) continue;
    const value = valueAt(text, start + a, start + b, confidence);
    if (value) values.push(value);
  }
  return values;
}

/** A Chinese character, a Latin letter or a digit. */
const isWordUnit = (code: number): boolean =>
  isHan(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** A longer stretch between separators is a sentence; units. */
const MOST = 120;
const SEPARATOR =
  /[,、;|，；•]|(?<=\s)[·/&+](?=\s)|(?<=[A-Za-z0-9\p{Script=Han}]|\+\+)\+(?=[A-Z\p{Script=Han}])|(?<=\s)\+(?=\S)|(?<!\+)\+(?=\s)|(?<=\+\+)\+|\s{2,}|\t|·|\/|。|(?<=\S) (?:and|&) (?=\S)/gu;

/** Cuts at separators outside brackets. */
function* cut(shadow: string): Generator<[number, number]> {
  let at = 0;
  let depth = 0;
  let scanned = 0;
  for (const match of shadow.matchAll(SEPARATOR)) {
    for (; scanned < match.index; scanned++) {
      if (shadow[scanned] === '(') depth++;
      else if (shadow[scanned] === ')') depth = Math.max(0, depth - 1);
    }
    if (depth > 0) continue;
    if (match[0] === '/') {
      const left = shadow.slice(at, match.index).match(/[A-Za-z0-9-]+$/)?.[0] ?? '';
      const right = shadow.slice(match.index + 1, match.index + 24).match(/^[A-Za-z0-9-]+/)?.[0] ?? '';
      if (SLASHED.test(lower(`${left}/${right}`).trim())) continue;
    }
    yield [at, match.index];
    at = match.index + match[0].length;
  }
  yield [at, shadow.length];
}

const LEADS = ' \t\n-*•·:a以及和与';
const TAILS = ' \t\n。;:.等-–/)';

/** Without white space, list marks, a closing stop, `等`, and a level in brackets or behind a dash. */
function stripped(shadow: string, from: number, to: number): [number, number] {
  let [a, b] = [from, to];
  if (LEADS.includes(shadow[a]!)) a += /^[\s\-*•·:]*(?:and |以及|及|和|与)?\s*/.exec(shadow.slice(a, b))![0].length;
  for (let again = true; again; ) {
    again = false;
    if (b <= a || !TAILS.includes(shadow[b - 1]!)) break;
    const words = shadow.slice(a, b);
    const tail = /(?:\s+|[。;:]|(?<![A-Za-z.])\.|(?<=[A-Za-z])\.$|等等?|\s*[-–/]\s*)$/.exec(words);
    if (tail && tail.index > 0) {
      b = a + tail.index;
      again = true;
      continue;
    }
    const bracket = /\s*\(([^()]{1,24})\)$/.exec(words);
    if (bracket && bracket.index > 0 && LEVEL.test(lower(bracket[1]!).trim())) {
      b = a + bracket.index;
      again = true;
    }
  }
  const words = shadow.slice(a, b);
  const dash = words.includes(' - ') ? / - ([A-Za-z ]{4,16}|\p{Script=Han}{2,4})$/u.exec(words) : null;
  if (dash && LEVEL.test(lower(dash[1]!).trim())) b = a + dash.index;
  return [a, b];
}
