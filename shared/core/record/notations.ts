import { daysIn } from './calendar.ts';
import type { PartialDate } from './profile.ts';

/** One end of a range as it stands in a line. */
export interface End {
  readonly start: number;
  readonly end: number;
  readonly date: PartialDate | undefined;
  /** Written, but not in the calendar. */
  readonly impossible: boolean;
  /** A month without a year, which the other end of the range has. */
  readonly month: number | undefined;
  /** 级 or 届 behind a year. */
  readonly kind: string | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?:19[4-9]\\d|20[0-4]\\d)';
const NUMERAL = '[〇零一二三四五六七八九]';

/* One expression for each kind of beginning, tried only where a line has that beginning. All bounded, so that matching is linear. */
const sticky = (...ways: string[]): RegExp => new RegExp(ways.join('|'), 'y');
const YEAR_FIRST = sticky(
  // 1-3: 2019年7月1日, 2019 年 7 月, 2019年07
  `(${YEAR}) ?年 ?(?:(\\d{1,2})(?!\\d)(?: ?月(?: ?(\\d{1,2}) ?[日号])?)?)?(?:度|份)?`,
  // 4-7: 2019-07-01, 2019.7, 2019/07, 2019 . 07
  `(${YEAR}) ?([./-]) ?(\\d{1,2})(?!\\d)(?: ?\\5 ?(\\d{1,2})(?!\\d))?(?: ?月)?`,
  // 8-9: 2019 Sep
  `(${YEAR}),? (${MONTH})(?![a-z])\\.?`,
  // 10-11: 201907
  `(${YEAR})(0[1-9]|1[0-2])(?!\\d)`,
  // 12-13: 2019, 2019级
  `(${YEAR})(?![\\d%])(?: ?([级届]))?年?`,
);
const DAY_FIRST = sticky(
  // 1-4: 07/2019, 7.2019, 01/07/2019
  `(\\d{1,2}) ?([./-]) ?(?:(\\d{1,2}) ?\\2 ?)?(${YEAR})(?!\\d)`,
  // 5-8: 1 Sep 2019
  `(\\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?![a-z])\\.?,?(?: of)?[ /-]{0,2}(?:(${YEAR})(?!\\d)|['’](\\d\\d)(?!\\d))`,
  // 9-10: 09/19 - 06/20
  `(0?[1-9]|1[0-2])/(\\d\\d)(?=(?: ?(?:-|~|to|至) ?(?:\\d{1,2}/\\d\\d(?!\\d)|present|now|current|至今))|$)`,
);
const MONTH_FIRST = sticky(
  // 1-4: Sep 1, 2019, Sep. 2019, September of 2019, Sep '19
  `(${MONTH})(?![a-z])\\.?,?(?: (\\d{1,2})(?:st|nd|rd|th)?,)?(?: of)?[ /-]{0,2}(?:(${YEAR})(?!\\d)|['’](\\d\\d)(?!\\d))`,
  // 5: a bare month before the year of the other end: Jan - Mar 2020
  `(${MONTH})(?![a-z])\\.?(?= ?(?:-|~|to|至|until) ?${MONTH})`,
  // 6: summer 2019
  `(?:spring|summer|fall|autumn|winter|q[1-4]),? (${YEAR})(?![\\d%])`,
);
// 二〇一九年七月
const NUMERALS = sticky(`([一二]${NUMERAL}{3})年(?:(十?[一二三四五六七八九]|十)月)?`);

/** The dates of a line in lower case, in order, none inside another. */
export function endsIn(line: string): End[] {
  const ends: End[] = [];
  let before = 0;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    const open = !isWord(before);
    before = code;
    if (!open) continue;
    const end = isDigit(code)
      ? digitsAt(line, i)
      : code >= 0x61 && code <= 0x77 && BEGINS.includes(line[i]!)
        ? monthAt(line, i)
        : code === 0x4e00 || code === 0x4e8c
          ? numeralsAt(line, i)
          : undefined;
    if (!end) continue;
    ends.push(end);
    i = end.end - 1;
    before = line.charCodeAt(i);
  }
  return ends;
}

/* Months, seasons and quarters by their first two letters. */
const STARTS: ReadonlySet<string> = new Set('ja fe ma ap ju au se oc no de sp su fa wi q1 q2 q3 q4'.split(' '));
/* The first letters of months, seasons and quarters. */
const BEGINS = 'jfmasondwq';
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isWord = (code: number): boolean => isDigit(code) || (code >= 0x61 && code <= 0x7a);

function at(expression: RegExp, line: string, i: number): RegExpExecArray | null {
  expression.lastIndex = i;
  return expression.exec(line);
}

function digitsAt(line: string, i: number): End | undefined {
  if (isDigit(line.charCodeAt(i + 2)) && isDigit(line.charCodeAt(i + 3))) {
    const m = at(YEAR_FIRST, line, i);
    if (!m) return undefined;
    if (m[1]) return made(m, m[1], m[2], m[3]);
    if (m[4]) return made(m, m[4], m[6], m[7]);
    if (m[8]) return made(m, m[8], monthOf(m[9]!));
    if (m[10]) return made(m, m[10], m[11]);
    return made(m, m[12]!, undefined, undefined, m[13]);
  }
  const m = at(DAY_FIRST, line, i);
  if (!m) return undefined;
  if (m[4]) {
    if (!m[3]) return made(m, m[4], m[1]);
    return Number(m[1]) > 12 ? made(m, m[4], m[3], m[1]) : made(m, m[4], m[1], m[3]);
  }
  if (m[6]) return made(m, m[7] ?? century(m[8]!), monthOf(m[6]), m[5]);
  return made(m, century(m[10]!), m[9]);
}

function monthAt(line: string, i: number): End | undefined {
  if (!STARTS.has(line.slice(i, i + 2))) return undefined;
  const m = at(MONTH_FIRST, line, i);
  if (!m) return undefined;
  if (m[1]) return made(m, m[3] ?? century(m[4]!), monthOf(m[1]), m[2]);
  if (m[5])
    return {
      start: i,
      end: i + m[0].length,
      date: undefined,
      impossible: false,
      month: monthOf(m[5]),
      kind: undefined,
    };
  return made(m, m[6]!);
}

function numeralsAt(line: string, i: number): End | undefined {
  const m = at(NUMERALS, line, i);
  return m ? made(m, [...m[1]!].map(digitOf).join(''), m[2] && numeralOf(m[2])) : undefined;
}

type Count = string | number | undefined;

function made(match: RegExpExecArray, year: string | number, month?: Count, day?: Count, kind?: string): End {
  const [start, end] = [match.index, match.index + match[0].length];
  const date = dated(
    Number(year),
    month === undefined ? 0 : Number(month),
    day === undefined ? -1 : Number(day),
    month !== undefined,
  );
  return { start, end, date, impossible: date === undefined, month: undefined, kind };
}

/** None where the calendar has no such month or day: it is noted, never corrected. */
function dated(year: number, month: number, day: number, monthly: boolean): PartialDate | undefined {
  if (!monthly) return String(year);
  if (month < 1 || month > 12) return undefined;
  if (day < 0) return `${year}-${two(month)}`;
  return day < 1 || day > daysIn(year, month) ? undefined : `${year}-${two(month)}-${two(day)}`;
}

export const two = (number: number): string => (number < 10 ? `0${number}` : String(number));
const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;
/** '19 is 2019, '98 is 1998: a résumé looks back, seldom more than fifty years. */
const century = (two: string): number => (Number(two) < 50 ? 2000 : 1900) + Number(two);
const digitOf = (numeral: string): number => Math.max(0, '〇一二三四五六七八九'.indexOf(numeral.replace('零', '〇')));
const numeralOf = (numeral: string): number =>
  numeral === '十' ? 10 : numeral.startsWith('十') ? 10 + digitOf(numeral[1]!) : digitOf(numeral);
