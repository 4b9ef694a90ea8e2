import { daysIn } from './calendar.ts';
import { HAS, type Line } from './lines.ts';
import type { PartialDate } from './profile.ts';

/** A date or a range of dates as it stands in a line. */
export interface DateSpan {
  /** Offsets in the line, half open, with the words that belong to it (from, 至今, brackets). */
  readonly start: number;
  readonly end: number;
  readonly from?: PartialDate;
  readonly to?: PartialDate;
  /** Goes on: 至今, Present, since. */
  readonly current: boolean;
  /** Two ends, or one end that goes on; otherwise a single date, which stands in `from`. */
  readonly range: boolean;
  /** A date was written that is not in the calendar; it is left out. */
  readonly impossible: boolean;
  /** The single date is an end: 毕业, graduated, expected, 2020届. */
  readonly ending: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(?:19[4-9]\\d|20[0-4]\\d)';
const NUMERAL = '[〇零一二三四五六七八九]';

/* One end of a range. Alternatives from the most to the least specific; each is bounded, so that matching is linear. */
const END = new RegExp(
  [
    // 2019年7月1日, 2019 年 7 月, 2019年07
    `(?<y1>${YEAR}) ?年 ?(?:(?<m1>\\d{1,2})(?!\\d)(?: ?月(?: ?(?<d1>\\d{1,2}) ?[日号])?)?)?(?:度|份)?`,
    // 2019-07-01, 2019.7, 2019/07, 2019 . 07
    `(?<y2>${YEAR}) ?(?<s2>[./-]) ?(?<m2>\\d{1,2})(?!\\d)(?: ?\\k<s2> ?(?<d2>\\d{1,2})(?!\\d))?(?: ?月)?`,
    // 07/2019, 7.2019, 01/07/2019
    `(?<a3>\\d{1,2}) ?(?<s3>[./-]) ?(?:(?<b3>\\d{1,2}) ?\\k<s3> ?)?(?<y3>${YEAR})(?!\\d)`,
    // 1 Sep 2019, Sep 1, 2019, Sep. 2019, September of 2019, Sep '19
    `(?:(?<d4>\\d{1,2})(?:st|nd|rd|th)? )?(?<m4>${MONTH})(?![a-z])\\.?,?(?: (?<e4>\\d{1,2})(?:st|nd|rd|th)?,)?(?: of)?[ /-]{0,2}(?:(?<y4>${YEAR})(?!\\d)|['’](?<z4>\\d\\d)(?!\\d))`,
    // 2019 Sep
    `(?<y5>${YEAR}),? (?<m5>${MONTH})(?![a-z])\\.?`,
    // 二〇一九年七月
    `(?<c6>[一二]${NUMERAL}{3})年(?:(?<n6>十?[一二三四五六七八九]|十)月)?`,
    // 201907
    `(?<y7>${YEAR})(?<m7>0[1-9]|1[0-2])(?!\\d)`,
    // summer 2019, 2019
    `(?:(?:spring|summer|fall|autumn|winter|q[1-4]),? )?(?<y8>${YEAR})(?![\\d%])(?: ?(?<k8>[级届]))?(?:年)?`,
    // a bare month before the year of the other end: Jan - Mar 2020
    `(?<m9>${MONTH})(?![a-z])\\.?(?= ?(?:-|~|to|至|until) ?${MONTH})`,
    // 09/19 - 06/20
    `(?<m0>0?[1-9]|1[0-2])/(?<y0>\\d\\d)(?=(?: ?(?:-|~|to|至) ?(?:\\d{1,2}/\\d\\d(?!\\d)|present|now|current|至今))|$)`,
  ]
    .map(end => `(?<![0-9a-z])${end}`)
    .join('|'),
  'g',
);
const NOW =
  /^(?:\(? ?(?:至今|现在|目前|迄今|今|在读|在职|仍在职)(?:\(在[读职]\))?\)?|present(?: day)?|now|current(?:ly)?|today|ongoing|(?:to|till) (?:date|now|present)|until now)(?![a-z])/;
const JOIN = /^ ?(?:-{1,3}>?|~{1,2}|→|至|到|(?:to|till|until) (?!date|now|present)|until|till|through|thru|\/)? ?/;
const SHORT_MONTH = /^(?:(\d{1,2}) ?月|(0[1-9]|1[0-2])(?![\d./-]))/;
const BEFORE = /(?:from|since|自|自从|于|during|expected|graduat(?:ed|ing|ion)(?: date| in)?|毕业(?:于|时间)?)[ :]*$/;
const AFTER = /^ ?(?:起|以来|始|毕业|入学|\((?:expected|anticipated|预计|毕业|在读)\)|expected)/;

interface End {
  readonly start: number;
  readonly end: number;
  readonly date?: PartialDate;
  readonly impossible: boolean;
  readonly month?: number;
  readonly kind: string | undefined;
}

/** Whether a line can hold a date at all: most cannot, and are not searched. */
const MAY_HOLD = /(?:19|20)\d\d|\d\/\d\d|['’]\d\d|[一二][〇零九]/;
export const mayHoldDate = ({ has, shadow }: Line): boolean =>
  (has & (HAS.digit | HAS.han)) !== 0 && MAY_HOLD.test(shadow);

/** All dates of a line (its shadow), in order, none inside another. */
export function datesIn(shadow: string): DateSpan[] {
  if (!MAY_HOLD.test(shadow)) return [];
  const line = lower(shadow);
  const ends: End[] = [];
  for (const match of line.matchAll(END)) ends.push(endOf(match));
  const spans: DateSpan[] = [];
  for (let i = 0; i < ends.length; i++) {
    const span = spanFrom(line, ends, i);
    if (!span) continue;
    if (span.taken) i++;
    spans.push(withWords(line, span.value));
  }
  return spans;
}

/** Same length as the text, for one-to-one offsets (`İ` grows when lower-cased). */
export function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replace(/[A-Z]/g, letter => letter.toLowerCase());
}

function spanFrom(line: string, ends: readonly End[], i: number): { value: DateSpan; taken: boolean } | undefined {
  const first = ends[i]!;
  const second = ends[i + 1];
  const join = JOIN.exec(line.slice(first.end, first.end + 12))![0].length;
  const at = first.end + join;
  const base = { start: first.start, current: false, range: true, ending: false };
  if (second && join > 0 && at === second.start && line.slice(first.end, at).trim()) {
    const from =
      first.month && !first.date && second.date ? `${second.date.slice(0, 4)}-${two(first.month)}` : first.date;
    return {
      taken: true,
      value: {
        ...base,
        end: second.end,
        impossible: first.impossible || second.impossible,
        ...ends2(from, second.date),
      },
    };
  }
  const rest = line.slice(at, at + 16);
  const now = NOW.exec(rest);
  if (now && (join > 0 || /^[\p{Script=Han}(]/u.test(rest)))
    return {
      taken: false,
      value: { ...base, end: at + now[0].length, current: true, impossible: first.impossible, ...ends2(first.date) },
    };
  if (!first.date && !first.impossible) return undefined;
  const month =
    join > 0 && line.slice(first.end, at).trim() && first.date?.length === 7 ? SHORT_MONTH.exec(rest) : null;
  if (month && first.date) {
    const number = Number(month[1] ?? month[2]);
    const possible = number >= 1 && number <= 12;
    const to = possible ? `${first.date.slice(0, 4)}-${two(number)}` : undefined;
    return {
      taken: false,
      value: { ...base, end: at + month[0].length, impossible: !possible, ...ends2(first.date, to) },
    };
  }
  const academic = first.impossible ? /^(\d{4})-(\d\d)$/.exec(line.slice(first.start, first.end)) : null;
  if (academic && Number(academic[2]) === (Number(academic[1]) + 1) % 100)
    return {
      taken: false,
      value: { ...base, end: first.end, impossible: false, ...ends2(academic[1], String(Number(academic[1]) + 1)) },
    };
  return {
    taken: false,
    value: {
      ...base,
      end: first.end,
      range: false,
      impossible: first.impossible,
      ending: first.kind === '届',
      ...ends2(first.date),
    },
  };
}

const ends2 = (from?: PartialDate, to?: PartialDate): { from?: PartialDate; to?: PartialDate } => ({
  ...(from && { from }),
  ...(to && { to }),
});

/** Takes in the words around that say what the date is, and a pair of brackets. */
function withWords(line: string, span: DateSpan): DateSpan {
  let { start, end, current, range, ending } = span;
  const before = BEFORE.exec(line.slice(Math.max(0, start - 24), start))?.[0];
  if (before && !/[a-z]/.test(line[start - before.length - 1] ?? '')) {
    start -= before.length;
    if (!range && /since|自/.test(before)) current = range = true;
    if (!range && /expect|graduat|毕业/.test(before)) ending = true;
  }
  const after = AFTER.exec(line.slice(end, end + 16))?.[0];
  if (after) {
    end += after.length;
    if (!range && /起|以来|始/.test(after)) current = range = true;
    if (!range && /毕业|expected|anticipated|预计/.test(after)) ending = true;
  }
  if (/[([]/.test(line[start - 1] ?? '') && /[)\]]/.test(line[end] ?? '')) {
    start--;
    end++;
  }
  return { ...span, start, end, current, range, ending };
}

const two = (number: number): string => String(number).padStart(2, '0');

function endOf(match: RegExpExecArray): End {
  const g = match.groups!;
  const [start, end] = [match.index, match.index + match[0].length];
  const made = (year: string | number, month?: string | number, day?: string | number, kind?: string): End => ({
    start,
    end,
    kind,
    ...dated(
      Number(year),
      month === undefined ? undefined : Number(month),
      day === undefined ? undefined : Number(day),
    ),
  });
  if (g.y1) return made(g.y1, g.m1, g.d1);
  if (g.y2) return made(g.y2, g.m2, g.d2);
  if (g.y3) {
    if (!g.b3) return made(g.y3, g.a3);
    return Number(g.a3) > 12 ? made(g.y3, g.b3, g.a3) : made(g.y3, g.a3, g.b3);
  }
  if (g.m4) return made(g.y4 ?? century(g.z4!), monthOf(g.m4), g.d4 ?? g.e4);
  if (g.y5) return made(g.y5, monthOf(g.m5!));
  if (g.c6) return made([...g.c6].map(digitOf).join(''), g.n6 && numeralOf(g.n6));
  if (g.y7) return made(g.y7, g.m7);
  if (g.y8) return made(g.y8, undefined, undefined, g.k8);
  if (g.m9) return { start, end, impossible: false, month: monthOf(g.m9), kind: undefined };
  return made(century(g.y0!), g.m0);
}

/** The parts that the calendar has: an impossible day leaves the month, an impossible month nothing but a note. */
function dated(year: number, month?: number, day?: number): { date?: PartialDate; impossible: boolean } {
  if (month === undefined) return { date: String(year), impossible: false };
  if (month < 1 || month > 12) return { impossible: true };
  if (day === undefined) return { date: `${year}-${two(month)}`, impossible: false };
  if (day < 1 || day > daysIn(year, month)) return { impossible: true };
  return { date: `${year}-${two(month)}-${two(day)}`, impossible: false };
}

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;
/** '19 is 2019, '98 is 1998: a résumé looks back, seldom more than fifty years. */
const century = (two: string): number => (Number(two) < 50 ? 2000 : 1900) + Number(two);
const digitOf = (numeral: string): number => Math.max(0, '〇一二三四五六七八九'.indexOf(numeral.replace('零', '〇')));
const numeralOf = (numeral: string): number =>
  numeral === '十' ? 10 : numeral.startsWith('十') ? 10 + digitOf(numeral[1]!) : digitOf(numeral);
