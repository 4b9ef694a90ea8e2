import { lower } from './case.ts';
import { isHan } from './lines.ts';
import { type End, endsIn, two } from './notations.ts';
import type { PartialDate } from './profile.ts';

/** A date or a range of dates as it stands in a line. */
export interface DateSpan {
  /** Offsets in the line, half open, with the words that belong to it (from, 至今, brackets). */
  readonly start: number;
  readonly end: number;
  readonly from: PartialDate | undefined;
  readonly to: PartialDate | undefined;
  /** Goes on: 至今, Present, since. */
  readonly current: boolean;
  /** Two ends, or one end that goes on; otherwise a single date, which stands in `from`. */
  readonly range: boolean;
  /** A date was written that is not in the calendar; it is left out. */
  readonly impossible: boolean;
  /** The single date is an end: 毕业, graduated, expected, 2020届. */
  readonly ending: boolean;
}

const NOW =
  /^(?:\(? ?(?:至今|现在|目前|迄今|今|在读|在职|仍在职)(?:\(在[读职]\))?\)?|present(?: day)?|now|current(?:ly)?|today|ongoing|(?:to|till) (?:date|now|present)|until now)(?![a-z])/;
const JOIN =
  /^ ?(?:-{1,3}>?|~{1,2}|→|至|到|一(?=至|今|\d)|(?:to|till|until) (?!date|now|present)|until|till|through|thru|\/)? ?/;
const SHORT_MONTH = /^(?:(\d{1,2}) ?月|(0[1-9]|1[0-2])(?![\d./-]))/;
const BEFORE = /(?:from|since|自|自从|于|during|expected|graduat(?:ed|ing|ion)(?: date| in)?|毕业(?:于|时间)?)[ :]*$/;
const AFTER = /^ ?(?:起|以来|始|毕业|入学|\((?:expected|anticipated|预计|毕业|在读)\)|expected)/;

/** Whether a line can hold a date at all: most cannot, and are not searched. */
const MAY_HOLD = /(?:19|20)\d\d|\d\/\d\d|['’]\d\d|[一二][〇零九]/;
export const mayHoldDate = (shadow: string): boolean => MAY_HOLD.test(shadow);

/** All dates of a line (its shadow), in order, none inside another. */
export function datesIn(shadow: string): DateSpan[] {
  if (!MAY_HOLD.test(shadow)) return [];
  const line = lower(shadow);
  const ends = endsIn(line);
  const spans: DateSpan[] = [];
  for (let i = 0; i < ends.length; i++) {
    const span = spanFrom(line, ends, i);
    if (!span) continue;
    if (span.taken) i++;
    spans.push(withWords(line, span.value));
  }
  return spans;
}

/** The span that begins with one end, and whether the next end is its other one. */
function spanFrom(line: string, ends: readonly End[], i: number): { value: DateSpan; taken: boolean } | undefined {
  const first = ends[i]!;
  const { start, impossible } = first;
  const second = ends[i + 1];
  const join = JOIN.exec(line.slice(first.end, first.end + 12))![0].length;
  const at = first.end + join;
  const joined = join > 0 && line.slice(first.end, at).trim() !== '';
  if (second && joined && at === second.start) {
    const from =
      first.month && !first.date && second.date ? `${second.date.slice(0, 4)}-${two(first.month)}` : first.date;
    return { taken: true, value: range(start, second.end, from, second.date, impossible || second.impossible) };
  }
  const rest = line.slice(at, at + 16);
  const now = NOW.exec(rest);
  if (now && (join > 0 || isHan(rest.charCodeAt(0)) || rest[0] === '('))
    return {
      taken: false,
      value: { ...range(start, at + now[0].length, first.date, undefined, impossible), current: true },
    };
  if (!first.date && !impossible) return undefined;
  const month = joined && first.date?.length === 7 ? SHORT_MONTH.exec(rest) : null;
  if (month && first.date) {
    const number = Number(month[1] ?? month[2]);
    const possible = number >= 1 && number <= 12;
    const to = possible ? `${first.date.slice(0, 4)}-${two(number)}` : undefined;
    return { taken: false, value: range(start, at + month[0].length, first.date, to, !possible) };
  }
  // 2019-20 is an academic year.
  const academic = impossible ? /^(\d{4})-(\d\d)$/.exec(line.slice(start, first.end)) : null;
  if (academic && Number(academic[2]) === (Number(academic[1]) + 1) % 100)
    return { taken: false, value: range(start, first.end, academic[1], String(Number(academic[1]) + 1), false) };
  return {
    taken: false,
    value: {
      start,
      end: first.end,
      from: first.date,
      to: undefined,
      current: false,
      range: false,
      impossible,
      ending: first.kind === '届',
    },
  };
}

const range = (
  start: number,
  end: number,
  from: PartialDate | undefined,
  to: PartialDate | undefined,
  impossible: boolean,
): DateSpan => ({ start, end, from, to, current: false, range: true, impossible, ending: false });

/** Whether the last letter before is one that BEFORE ends with. */
function mayPrecede(line: string, start: number): boolean {
  let i = start - 1;
  while (i > 0 && (line[i] === ' ' || line[i] === ':')) i--;
  return 'megdn自从于业间'.includes(line[i]!);
}

/** Takes in the words around that say what the date is, and a pair of brackets. */
function withWords(line: string, span: DateSpan): DateSpan {
  let { start, end, current, range, ending } = span;
  const before =
    start > 0 && mayPrecede(line, start) ? BEFORE.exec(line.slice(Math.max(0, start - 24), start))?.[0] : undefined;
  if (before && !/[a-z]/.test(line[start - before.length - 1] ?? '')) {
    start -= before.length;
    if (!range && /since|自/.test(before)) current = range = true;
    if (!range && /expect|graduat|毕业/.test(before)) ending = true;
  }
  const after = end < line.length ? AFTER.exec(line.slice(end, end + 16))?.[0] : undefined;
  if (after) {
    end += after.length;
    if (!range && /起|以来|始/.test(after)) current = range = true;
    if (!range && /毕业|expected|anticipated|预计/.test(after)) ending = true;
  }
  if (start > 0 && end < line.length && '(['.includes(line[start - 1]!) && ')]'.includes(line[end]!)) {
    start--;
    end++;
  }
  // `(2019.03-今)`: the word took the bracket's end with it.
  else if (start > 0 && line[start - 1] === '(' && line[end - 1] === ')' && !line.slice(start, end).includes('('))
    start--;
  return { start, end, from: span.from, to: span.to, current, range, impossible: span.impossible, ending };
}
