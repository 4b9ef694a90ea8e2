import { monthNumber } from './calendar.ts';
import type { Entry } from './entries.ts';
import { numberOf } from './numbers.ts';
import type { PartialDate, Work, WorkExtension } from './profile.ts';
import { type Ledger, SURE } from './values.ts';

/** Start and end of an entry; a range that runs backwards is kept as it stands, with little confidence. */
export function datesOf(
  entry: Entry,
  ledger: Ledger,
  at: string,
  single: 'start' | 'end' = 'start',
): { startDate?: PartialDate; endDate?: PartialDate } {
  if (!entry.date) return {};
  const { value, line } = entry.date;
  const span: [number, number] = [line.start + value.start, line.start + value.end];
  const backwards = value.from && value.to && monthNumber(value.from) > monthNumber(value.to);
  const confidence = backwards ? 0.3 : value.range ? SURE.date : SURE.pattern;
  const put = (key: string, date: string | undefined) =>
    date && ledger.put(`${at}/${key}`, { value: date, spans: [span], confidence });
  const asEnd =
    !value.range && (value.ending || (single === 'end' && !/级|入学/.test(line.shadow.slice(value.start, value.end))));
  const start = put('startDate', asEnd ? undefined : value.from);
  const end = put('endDate', asEnd ? value.from : value.to);
  return { ...(start && { startDate: start }), ...(end && { endDate: end }) };
}

const STATED =
  /(?<![\d.])(?:(\d{1,2}|[半一两二三四五六七八九十]) ?(?:年|years?|yrs?)(?![\d度级])(?: ?(?:零|and|,)? ?(\d{1,2}|[一两二三四五六七八九十]) ?(?:个月|months?|mos?\b))?|(\d{1,2}|[一两二三四五六七八九十]) ?(?:个月|months?|mos?\b))/;

/** A stated duration in months (半年, 1年3个月, 6 months), else the months that the dates span, both ends counted. */
export function durationOf(words: string, dates: { startDate?: string; endDate?: string }): number | undefined {
  const rest = words.slice(0, 200);
  const match = STATED.exec(rest);
  if (match) {
    const count = (word: string | undefined) => (word ? numberOf(word) : 0);
    return Math.round(count(match[1]) * 12 + count(match[2] ?? match[3]));
  }
  return spanned(dates);
}

function spanned(dates: { startDate?: string; endDate?: string }): number | undefined {
  if (dates.startDate?.[6] === undefined || dates.endDate?.[6] === undefined) return undefined;
  const months = monthNumber(dates.endDate) - monthNumber(dates.startDate) + 1;
  return months > 0 ? months : undefined;
}

/**
 * Months of work, overlaps once and internships left out; what goes on counts up to `asOf`, and without it not at all,
 * since the core knows no clock.
 */
export function monthsWorked(
  work: readonly Work[],
  extension: readonly WorkExtension[],
  asOf?: string,
): number | undefined {
  const intervals = work.flatMap(({ startDate, endDate }, i) => {
    const end = endDate ?? (extension[i]!.current ? asOf : undefined);
    if (!startDate || !end || extension[i]!.internship) return [];
    return [[monthNumber(startDate), monthNumber(end) + 1] as const];
  });
  if (intervals.length === 0) return undefined;
  let [months, reached] = [0, 0];
  for (const [start, end] of intervals.toSorted((a, b) => a[0] - b[0])) {
    if (end > reached) months += end - Math.max(start, reached);
    reached = Math.max(reached, end);
  }
  return Math.max(0, months);
}
