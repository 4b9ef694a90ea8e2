import type { LineFacts } from '../document/reading.ts';

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
  /** How many units a list mark and the space behind it take; 0 where there is none. */
  readonly mark: number;
  /** A list mark that is a number: `1.`, `①`, `（一）`. */
  readonly numbered: boolean;
  /** White space before the first word, in units. */
  readonly indent: number;
  /** Blank lines directly before. */
  readonly gap: number;
  readonly facts?: LineFacts;
  /** What has been found out about words and lines of this document: many rules ask the same again. */
  readonly memo: Memo;
}

/** A longer line is running text: the rules that look for heads in a line do not read it, which bounds what each can cost. */
export const LONG = 400;

/** Lives as long as its document's lines, so that nothing of one document is there for the next. */
export class Memo {
  private readonly found = new Map<string, unknown>();

  /** The value under the key, made once. */
  once<T>(key: string, make: () => T): T {
    const known = this.found.get(key);
    if (known !== undefined) return known as T;
    const value = make();
    this.found.set(key, value);
    return value;
  }
}

/* One-to-one foldings, so that offsets in the shadow are offsets in the text. */
const FOLDED =
  /[\u00a0\u2000-\u200a\u202f\u3000\t\uff01-\uff5e\u2010-\u2015\u2212\u2500\u2501\u301c\u223c\u2016\u4e28\u3010\u3011\ufe0f]/g;

function fold(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0x2500 || code === 0x2501) return '-';
  if (code === 0x301c || code === 0x223c) return '~';
  if (code === 0x2016 || code === 0x4e28) return '|';
  if (code === 0x3010) return '[';
  if (code === 0x3011) return ']';
  return code === 0x09 ? '\t' : ' ';
}

/**
 * `O` for `0` and `l` for `1`, where OCR made them of a year's or a month's digits. Both sides must look like a date:
 * a word such as `Oo` alone is none.
 */
const MISREAD = /(?<![0-9A-Za-z])[12][0-9OolI]{3}(?=[ ./年-])(?: ?[./年-] ?[0-9OolI]{1,2}(?![0-9A-Za-z]))?/g;
const repair = (date: string): string => date.replace(/[Oo]/g, '0').replace(/[lI]/g, '1');

export const shadowOf = (text: string): string =>
  text.replace(FOLDED, fold).replace(MISREAD, date => (/[OolI]/.test(date) ? repair(date) : date));

const BULLET =
  /^(?:[·•●○■□◆◇▪▫▸▹►▶➢➤➔»※✓✔√★☆◎‣⁃∙]+|[*+](?=[ \t])|->|[→⇒]|-(?=[ \t\p{Script=Han}])|-(?=[A-Z][a-z]))[ \t]*/u;
const NUMBER =
  /^(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\)|[a-z]\)|第[一二三四五六七八九十]{1,2}[,、:])[ \t]*/;

/** The lines of a text that hold something, in order. Linear; takes any string. */
export function linesOf(text: string, facts: readonly LineFacts[] = []): Line[] {
  const shadow = shadowOf(text);
  const lines: Line[] = [];
  const memo = new Memo();
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
      const words = shadow.slice(start, end);
      const numbered = NUMBER.exec(words);
      const mark = (numbered ?? BULLET.exec(words))?.[0].length ?? 0;
      lines.push({
        index: lines.length,
        start,
        end,
        text: text.slice(start, end),
        shadow: words,
        mark: mark < words.length ? mark : 0,
        numbered: numbered !== null,
        indent: start - from,
        // The blank line between two pages is the reader's, not the author's.
        gap: own && lines.at(-1)?.facts && lines.at(-1)!.facts!.page !== own.page ? 0 : gap,
        memo,
        ...(own && { facts: own }),
      });
      gap = 0;
    }
    from = to + 1;
  }
  return unbroken(text, shadow, lines);
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?,?';
/* A range that the margin broke: behind its dash, between a year and its month, between a month and its year. */
const BROKEN: readonly (readonly [RegExp, RegExp])[] = [
  [
    /[\d月)](?: ?[-~至到]+| to) ?$/i,
    new RegExp(`^(?:(?:19|20)\\d\\d(?!\\d)|\\d{1,2} ?[./月]|至?今|现在|present|now|current|${MONTH} ?\\d)`, 'i'),
  ],
  [/[\d月] ?[-~至到]+ ?(?:19|20)\d\d ?年 ?$/, /^\d{1,2} ?月/],
  [new RegExp(`\\d(?: ?[-~]+| to) ?${MONTH}$`, 'i'), /^(?:19|20)\d\d(?!\d)/],
  [/[-~至到] ?(?:19|20)\d\d$|^[^。;]*(?<!\d)(?:19|20)\d\d$/, /^年 ?\d{1,2} ?月/],
  [new RegExp(`(?<![a-z])${MONTH}$`, 'i'), /^(?:19|20)\d\d(?: ?[-~]| to ).{3,20}$/i],
];

/** Joins the two lines of a broken range into one, which holds the line break as a space. */
function unbroken(text: string, shadow: string, lines: readonly Line[]): Line[] {
  const out: Line[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    const broken =
      last &&
      line.gap === 0 &&
      last.shadow.length < LONG &&
      BROKEN.some(([end, start]) => start.test(line.shadow) && end.test(last.shadow.slice(-32)));
    if (broken)
      out[out.length - 1] = {
        ...last,
        end: line.end,
        text: text.slice(last.start, line.end),
        shadow: shadow.slice(last.start, line.end).replace(/\s/g, ' '),
      };
    else out.push({ ...line, index: out.length });
  }
  return out;
}

const isBlank = (code: number): boolean =>
  code === 0x20 ||
  (code >= 0x09 && code <= 0x0d) ||
  code === 0xa0 ||
  code === 0x3000 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x202f ||
  code === 0xfeff ||
  code === 0x2028 ||
  code === 0x2029;

export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;

/** The width in half-width cells: what a reader sees as long. */
export function widthOf(text: string): number {
  let width = text.length;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x2e7f) width++;
  return width;
}
