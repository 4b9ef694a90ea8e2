/** Days of a month in the Gregorian calendar; month from 1. */
export const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** Whether `YYYY`, `YYYY-MM` or `YYYY-MM-DD` is in the calendar. */
export function isCalendarDate(date: string): boolean {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  return year >= 1000 && year < 3000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** Months since year 0 of a date; a bare year counts from its January. */
export const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 1) - 1;
