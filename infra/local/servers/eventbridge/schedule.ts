import { validationError } from '../http/service-error.ts';

export interface Schedule {
  /** The first time after `time` (both ms since 1970) at which the rule fires, or null if there is none within two years. */
  next(time: number): number | null;
}

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE };

/** `rate(n unit)` or `cron(minute hour day month weekday year)`, in UTC, as EventBridge's rules take them. */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\(([1-9]\d{0,5}) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return { next: time => time + Number(rate[1]) * UNITS[rate[2]!]! };
  const cron = /^cron\(([^()]{1,100})\)$/.exec(expression);
  const fields = cron?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== 6) throw invalid();
  return cronSchedule(fields);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function cronSchedule(fields: readonly string[]): Schedule {
  const [minute, hour, day, month, weekday, year] = [
    parseField(fields[0]!, 0, 59),
    parseField(fields[1]!, 0, 23),
    parseField(fields[2]!, 1, 31),
    parseField(fields[3]!, 1, 12, MONTHS, 1),
    parseField(fields[4]!, 1, 7, DAYS, 1),
    parseField(fields[5]!, 1970, 2199),
  ] as const;
  const onDay = (date: Date) =>
    year(date.getUTCFullYear()) &&
    month(date.getUTCMonth() + 1) &&
    day(date.getUTCDate()) &&
    weekday(date.getUTCDay() + 1);
  return {
    next(time) {
      let at = (Math.floor(time / MINUTE) + 1) * MINUTE;
      const end = time + 731 * 1440 * MINUTE;
      while (at < end) {
        const date = new Date(at);
        if (!onDay(date)) at = (Math.floor(at / (1440 * MINUTE)) + 1) * 1440 * MINUTE;
        else if (!hour(date.getUTCHours())) at = (Math.floor(at / (60 * MINUTE)) + 1) * 60 * MINUTE;
        else if (!minute(date.getUTCMinutes())) at += MINUTE;
        else return at;
      }
      return null;
    },
  };
}

type Test = (value: number) => boolean;

/** `*`, `?`, or a list of values, ranges and steps (`a/b`, `a-b`). The forms L, W and # are not known here. */
function parseField(field: string, lowest: number, highest: number, names: readonly string[] = [], offset = 0): Test {
  if (field === '*' || field === '?') return () => true;
  const value = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    const number = named >= 0 ? named + offset : Number(text);
    if (!Number.isInteger(number) || number < lowest || number > highest) throw invalid();
    return number;
  };
  const tests = field.split(',').map((part): Test => {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range.split('-');
    const start = from === '*' ? lowest : value(from);
    const end = to !== undefined ? value(to) : step !== undefined || from === '*' ? highest : start;
    const every = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(every) || every < 1) throw invalid();
    return number => number >= start && number <= end && (number - start) % every === 0;
  });
  return number => tests.some(test => test(number));
}

const invalid = () => validationError('Parameter ScheduleExpression is not valid.');
