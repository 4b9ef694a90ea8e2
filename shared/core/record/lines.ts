import type { LineFacts } from '../document/reading.ts';
import { type DateSpan, mayHoldDate } from './dates.ts';
import type { Evidence } from './evidence.ts';
import { shadowOf } from './fold.ts';
import type { Head, PartKind } from './heads.ts';
import { unbroken } from './ranges.ts';
import type { View } from './views.ts';

/** A longer line is running text: the rules that look for heads in a line do not read it, which bounds what each can cost. */
export const LONG = 400;

/** What one pass over a line's characters sees; the rules ask these bits before they run anything dearer. */
export const HAS = {
  digit: 1,
  han: 2,
  latin: 4,
  colon: 8,
  wide: 16,
  tab: 32,
  comma: 64,
  bracket: 128,
  stop: 256,
  dated: 512,
} as const;

/** What was found out about a line, so that no rule reads it twice; filled by those who find out. */
export interface Findings {
  dates?: readonly DateSpan[];
  readonly views: Partial<Record<PartKind, View>>;
  readonly heads: Partial<Record<PartKind, Head>>;
}

/** Evidence of words by the words: a résumé repeats them. Lives as long as its document's lines. */
export type Looked = Map<string, Evidence>;

/** A line of the text without its outer white space, and what can be seen of it before anything is understood. */
export interface Line {
  /** Place among the lines that are not blank. */
  readonly index: number;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** The words as they stand. */
  readonly text: string;
  /** The same length as `text`, with one form for each dash, tilde, space, colon and full-width letter. */
  readonly shadow: string;
  /** Bits of `HAS`. */
  readonly has: number;
  /** Width in half-width cells: what a reader sees as long. */
  readonly width: number;
  /** How many units a list mark and the space behind it take; 0 where there is none. */
  readonly mark: number;
  /** A list mark that is a number: `1.`, `①`, `（一）`. */
  readonly numbered: boolean;
  /** Blank lines directly before. */
  readonly gap: number;
  readonly facts: LineFacts | undefined;
  readonly looked: Looked;
  readonly found: Findings;
}

/* Symbol fonts leave private characters or none behind. */
const BULLET =
  /^(?:[·•●○■□◆◇▪▫▸▹►▶➢➤➔»※✓✔√★☆◎‣⁃∙・▷◦❖➔\ufffd\ue000-\uf8ff]+|[*+](?=[ \t])|->|[→⇒]|-(?=[ \t\p{Script=Han}])|-(?=[A-Z][a-z]))[ \t]*/u;
const NUMBER =
  /^(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)|[a-z]\)|第[一二三四五六七八九十]{1,2}[,、:])[ \t]*/;

/** Whether a line can hold a date at all: most cannot, and are not searched. */
export const isDatable = ({ has }: Line): boolean => (has & HAS.dated) !== 0;

/** The lines of a text that hold something, in order. Linear; takes any string. */
export function linesOf(text: string, facts: readonly LineFacts[] = []): Line[] {
  const shadow = shadowOf(text);
  const lines: Line[] = [];
  const looked: Looked = new Map();
  let fact = 0;
  let gap = 0;
  for (let from = 0; from <= text.length; ) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    let [start, end] = [from, to];
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (start === end) gap++;
    else {
      while (fact < facts.length && facts[fact]!.span.end <= start) fact++;
      const own = facts[fact] && facts[fact]!.span.start < end ? facts[fact] : undefined;
      // The blank line between two pages is the reader's, not the author's.
      const last = lines.at(-1)?.facts;
      const turned = own && last && last.page !== own.page;
      lines.push(
        lineOf(text.slice(start, end), shadow.slice(start, end), start, lines.length, turned ? 0 : gap, own, looked),
      );
      gap = 0;
    }
    from = to + 1;
  }
  return unbroken(text, shadow, lines);
}

/** A line of these words at `start` of its document. */
export function lineOf(
  text: string,
  shadow: string,
  start: number,
  index: number,
  gap: number,
  facts: LineFacts | undefined,
  looked: Looked,
): Line {
  let [has, width, before] = [0, shadow.length, 0];
  for (let i = 0; i < shadow.length; i++) {
    const code = shadow.charCodeAt(i);
    if (code < 0x80) {
      has |= ASCII[code]!;
      if (code === 0x20 && before === 0x20) has |= HAS.wide;
    } else {
      if (code > 0x2e7f) width++;
      has |= isHan(code)
        ? HAS.han
        : code === 0x3001
          ? HAS.comma
          : code === 0x3002
            ? HAS.stop
            : code > 0xbf && code < 0x250
              ? HAS.latin
              : 0;
    }
    before = code;
  }
  if (has & (HAS.digit | HAS.han) && mayHoldDate(shadow)) has |= HAS.dated;
  let [mark, numbered] = [0, false];
  if (mayBeMarked(shadow)) {
    const first = shadow.charCodeAt(0);
    const counted = (first >= 0x30 && first <= 0x39) || first === 0x28 || first >= 0x2460;
    const number = counted || first >= 0x61 ? NUMBER.exec(shadow) : null;
    numbered = number !== null;
    if (number) mark = number[0].length;
    else if (!(first >= 0x30 && first <= 0x39) && first !== 0x28) mark = BULLET.exec(shadow)?.[0].length ?? 0;
  }
  return {
    index,
    start,
    end: start + shadow.length,
    text,
    shadow,
    has,
    width,
    mark: mark < shadow.length ? mark : 0,
    numbered,
    gap,
    facts,
    looked,
    found: { views: {}, heads: {} },
  };
}

const ASCII: Readonly<Uint16Array> = asciiBits();

function asciiBits(): Uint16Array {
  const bits = new Uint16Array(0x80);
  for (let code = 0; code < 0x80; code++) {
    const char = String.fromCharCode(code);
    if (/\d/.test(char)) bits[code] = HAS.digit;
    else if (/[A-Za-z]/.test(char)) bits[code] = HAS.latin;
    else if (char === ':') bits[code] = HAS.colon;
    else if (char === '\t') bits[code] = HAS.tab;
    else if (char === ',') bits[code] = HAS.comma;
    else if (char === '(') bits[code] = HAS.bracket;
    else if (char === '!' || char === '?') bits[code] = HAS.stop;
  }
  return bits;
}

/** Most lines begin with a letter, and have no list mark by that. */
function mayBeMarked(shadow: string): boolean {
  const code = shadow.charCodeAt(0);
  if (code >= 0x41 && code <= 0x5a) return false;
  if (code >= 0x61 && code <= 0x7a) return shadow.charCodeAt(1) === 0x29;
  return code < 0x4e00 || code > 0x9fff || NUMERAL.includes(shadow[0]!);
}
const NUMERAL = '一二三四五六七八九十第';

const isBlank = (code: number): boolean =>
  code === 0x20 ||
  (code >= 0x09 && code <= 0x0d) ||
  (code >= 0xa0 &&
    (code === 0xa0 ||
      code === 0x3000 ||
      (code >= 0x2000 && code <= 0x200b) ||
      code === 0x202f ||
      code === 0xfeff ||
      code === 0x2028 ||
      code === 0x2029));

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;

/** The width of words in half-width cells. */
export function widthOf(text: string): number {
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x2e7f) width++;
  return width;
}
