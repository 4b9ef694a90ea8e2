import { HAS, type Line, LONG, lineOf } from './lines.ts';

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
/* How the two lines of a broken range begin and end. */
const ENDS = /(?:[-~至到年\d]| to|[a-z]\.?,?) ?$/i;

/** A name that a narrow column broke: `Technical University of` above `Nordland`. */
const NAME_ENDS = /^(?:[A-Z][\w.’'-]* )+(?:of|&)$/;

/** Joins the two lines of a broken range or name into one, which holds the line break as a space. */
export function unbroken(text: string, shadow: string, lines: readonly Line[]): Line[] {
  const out: Line[] = [];
  let moved = false;
  for (const line of lines) {
    const last = out.at(-1);
    if (last && line.gap === 0 && last.shadow.length < LONG && mayBegin(line) && mayEnd(last) && isBroken(last, line)) {
      const words = shadow.slice(last.start, line.end).replace(/\s/g, ' ');
      out[out.length - 1] = lineOf(
        text.slice(last.start, line.end),
        words,
        last.start,
        last.index,
        last.gap,
        last.facts,
        last.looked,
      );
      moved = true;
    } else out.push(moved ? { ...line, index: out.length } : line);
  }
  return out;
}

/** Most lines begin with a character that no end of a range and no rest of a name does. */
const mayBegin = ({ shadow, mark }: Line): boolean => mark === 0 && FIRST.includes(shadow[0]!);
const FIRST = '0123456789至今现年abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** A line that is broken ends with a digit, a dash, a month or a small word. */
const mayEnd = ({ shadow }: Line): boolean => LAST.includes(shadow[shadow.length - 1]!);
const LAST = '0123456789-~至到年月)&.,abcdefghijklmnopqrstuvwxyz';

function isBroken(last: Line, line: Line): boolean {
  const named = last.shadow.endsWith(' of') || last.shadow.endsWith('&');
  if (named && last.width <= 44 && /^[A-Z]/.test(line.shadow) && NAME_ENDS.test(last.shadow)) return true;
  // Without a year in one of the two there is no range to join.
  if (!((line.has | last.has) & HAS.digit)) return false;
  const tail = last.shadow.slice(-32);
  return ENDS.test(tail) && BROKEN.some(([end, start]) => start.test(line.shadow) && end.test(tail));
}
