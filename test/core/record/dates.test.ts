import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCalendarDate } from '../../../shared/core/record/calendar.ts';
import { datesIn } from '../../../shared/core/record/dates.ts';
import { shadowOf } from '../../../shared/core/record/fold.ts';

/** `from..to`, with `+` for what goes on, `?` for a single date and `!` for an impossible one. */
const read = (line: string): string =>
  datesIn(shadowOf(line))
    .map(d => `${d.from ?? ''}..${d.to ?? ''}${d.current ? '+' : ''}${d.range ? '' : '?'}${d.impossible ? '!' : ''}`)
    .join(' ');

describe('dates', () => {
  it.each([
    ['2025-02 ~ 2025-06', '2025-02..2025-06'],
    ['2023.03-至今', '2023-03..+'],
    ['2019年7月至2020年6月', '2019-07..2020-06'],
    ['2019 年 7 月 — 2020 年 6 月', '2019-07..2020-06'],
    ['Sep 2019 – Present', '2019-09..+'],
    ['Sept. 2019 to date', '2019-09..+'],
    ['SEP 2019 — JAN 2020', '2019-09..2020-01'],
    ['09/2019 - 10/2020', '2019-09..2020-10'],
    ['09/19 - 06/20', '2019-09..2020-06'],
    ['Sep ’19 – Jun ’20', '2019-09..2020-06'],
    ['Jan - Mar 2020', '2020-01..2020-03'],
    ['2019.07-09', '2019-07..2019-09'],
    ['2019年7月-9月', '2019-07..2019-09'],
    ['201909-202006', '2019-09..2020-06'],
    ['2O2O.O9 - 2023.06', '2020-09..2023-06'],
    ['２０１９．０７－２０２０．０６', '2019-07..2020-06'],
    ['二〇一九年七月至今', '2019-07..+'],
    ['1 Sep 2019 – 30 Jun 2020', '2019-09-01..2020-06-30'],
    ['September 1, 2019 to June 2020', '2019-09-01..2020-06'],
    ['2016-2020', '2016..2020'],
    ['2019-20', '2019..2020'],
    ['Since 2019', '2019..+'],
    ['2019年7月起', '2019-07..+'],
    ['2016级', '2016..?'],
    ['Summer 2020', '2020..?'],
    ['2020年2月29日', '2020-02-29..?'],
  ])('reads %s', (line, wanted) => expect(read(line)).toBe(wanted));

  it.each([
    ['2019-13 - 2020-02', '..2020-02!'],
    ['2021-02-30', '..?!'],
    ['2019年0月', '..?!'],
    ['31/04/2019 - 05/2019', '..2019-05!'],
  ])('notes the impossible in %s and invents nothing', (line, wanted) => expect(read(line)).toBe(wanted));

  it.each([
    'GPA 3.82/4.00',
    '168/170',
    'CET-6 568',
    '3.10.12',
    '13500000000 token',
    '15-25K·14薪',
    'ES2020x',
    'P50、P95',
    '1/2',
    '',
    '2400万',
    'v1.2.3.4',
  ])('sees no date in %j', line => expect(read(line)).toBe(''));

  it('stays in the line and in the calendar on any string', () => {
    const digits = fc.array(
      fc.constantFrom('2', '0', '1', '9', '.', '-', '/', '年', '月', ' ', '至今', 'Sep', '~', '3', '(', ')'),
      { maxLength: 24 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          digits.map(parts => parts.join('')),
        ),
        line => {
          let last = 0;
          for (const date of datesIn(shadowOf(line))) {
            expect(date.start).toBeGreaterThanOrEqual(last);
            expect(date.end).toBeGreaterThan(date.start);
            expect(date.end).toBeLessThanOrEqual(line.length);
            for (const end of [date.from, date.to]) if (end !== undefined) expect(isCalendarDate(end)).toBe(true);
            last = date.end;
          }
        },
      ),
      { numRuns: 5000 },
    );
  });
});
