import { isHan, type Line } from './lines.ts';

/** A separator that always parts: a bar, a spaced dash or slash, a tab, a wide gap, `@`, ` at `. */
export interface Hard {
  /** Offsets in the line, with the white space around. */
  readonly start: number;
  readonly end: number;
  /** The word `at`, which names of schools hold as well. */
  readonly at: boolean;
}

/** The next one at or behind `i` in `[from, to)`. */
export function nextHard({ shadow, text }: Line, i: number, from: number, to: number): Hard | undefined {
  for (let at = i; at < to; at++) {
    const units = hardAt(shadow, text, at, from, to);
    if (units === 0) continue;
    let [start, end] = [at, at + units];
    while (start > i && isSpace(shadow.charCodeAt(start - 1))) start--;
    while (end < to && isSpace(shadow.charCodeAt(end))) end++;
    return { start, end, at: shadow.charCodeAt(at) === 0x61 };
  }
  return undefined;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;
/** 一 */
const ONE = 0x4e00;
const isName = (code: number): boolean => isHan(code) || isUpper(code);
const isUpper = (code: number): boolean => code >= 0x41 && code <= 0x5a;
const isLatin = (code: number): boolean =>
  isUpper(code) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code < 0x250);

/** Units of the separator at `i`, 0 for none. */
function hardAt(shadow: string, text: string, i: number, from: number, to: number): number {
  const code = shadow.charCodeAt(i);
  // Letters of both languages first: they are most of the text, and few of them begin a separator.
  if (
    (code > 0x2e7f && code !== ONE) ||
    (code > 0x40 && code < 0x7b && code !== 0x61 && code !== 0x49 && code !== 0x6c)
  )
    return 0;
  const before = i > from ? shadow.charCodeAt(i - 1) : 0;
  const after = i + 1 < to ? shadow.charCodeAt(i + 1) : 0;
  switch (code) {
    case 0x7c: // |
    case 0x3b: // ;
    case 0x09:
      return 1;
    case 0x20:
      // A wide Chinese space parts as a tab does.
      return after === 0x20 ? 2 : text[i] === '\u3000' ? 1 : 0;
    case 0x2f: // /
    case 0xb7: // ·
    case 0x2022: // •
      return before === 0x20 && after === 0x20 ? 1 : 0;
    case 0x40: // @
      return (before === 0x20 || isHan(before)) && (after === 0x20 || isHan(after) || isUpper(after)) ? 1 : 0;
    case 0x61: // at
      return before === 0x20 && after === 0x74 && shadow[i + 2] === ' ' && /[A-Z\d]/.test(shadow[i + 3] ?? '') ? 2 : 0;
    // What OCR makes of a bar and of a long dash: `I`, `l`, 一 alone.
    case 0x49:
    case 0x6c:
      return before === 0x20 && after === 0x20 && isName(shadow.charCodeAt(i + 2)) ? 1 : 0;
    case ONE:
      return before === 0x20 && after === 0x20 ? 1 : 0;
    case 0x2d:
      return dashAt(shadow, text, i, before, after);
    default:
      return 0;
  }
}

/** A dash parts where it is doubled, spaced, beside Chinese, or a long one between words; else it is a hyphen. */
function dashAt(shadow: string, text: string, i: number, before: number, after: number): number {
  if (after === 0x2d) return 2;
  const open = before === 0 || before === 0x20;
  if (open && (after === 0 || after === 0x20)) return 1;
  // A dash that lost the space on one side.
  if (before === 0x20 && isName(after)) return 1;
  if (after === 0x20 && (isHan(before) || isLatin(before)) && isName(shadow.charCodeAt(i + 2))) return 1;
  const [hanBefore, hanAfter] = [isHan(before), isHan(after)];
  if ((hanBefore || before === 0x29) && (hanAfter || isUpper(after))) return 1;
  if ((isLatin(before) || before === 0x29) && hanAfter) return 1;
  const word = (hanBefore || isLatin(before) || before === 0x29) && (hanAfter || isLatin(after) || after === 0x28);
  return word && text[i] !== '-' && LONG_DASH.includes(text[i]!) ? 1 : 0;
}
const LONG_DASH = '—–―';
