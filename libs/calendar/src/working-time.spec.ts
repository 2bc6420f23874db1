import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  type CivilDate,
  chinaCalendar,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  isSettled,
  monthOf,
  ROLLS,
  type Roll,
  rolled,
  weekday,
  weekendsCalendar,
  yearOf,
} from './index.ts';

/** The State Council's notices for 2020 to 2026, written out by hand: days off from and to; for 2020 as extended in January. */
const DAYS_OFF: readonly (readonly [from: CivilDate, to: CivilDate])[] = [
  ['2020-01-01', '2020-01-01'],
  ['2020-01-24', '2020-02-02'],
  ['2020-04-04', '2020-04-06'],
  ['2020-05-01', '2020-05-05'],
  ['2020-06-25', '2020-06-27'],
  ['2020-10-01', '2020-10-08'],
  ['2021-01-01', '2021-01-03'],
  ['2021-02-11', '2021-02-17'],
  ['2021-04-03', '2021-04-05'],
  ['2021-05-01', '2021-05-05'],
  ['2021-06-12', '2021-06-14'],
  ['2021-09-19', '2021-09-21'],
  ['2021-10-01', '2021-10-07'],
  ['2022-01-01', '2022-01-03'],
  ['2022-01-31', '2022-02-06'],
  ['2022-04-03', '2022-04-05'],
  ['2022-04-30', '2022-05-04'],
  ['2022-06-03', '2022-06-05'],
  ['2022-09-10', '2022-09-12'],
  ['2022-10-01', '2022-10-07'],
  ['2022-12-31', '2023-01-02'],
  ['2023-01-21', '2023-01-27'],
  ['2023-04-05', '2023-04-05'],
  ['2023-04-29', '2023-05-03'],
  ['2023-06-22', '2023-06-24'],
  ['2023-09-29', '2023-10-06'],
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
/** And the make-up days that are worked instead, by year. */
const MAKE_UP_DAYS: Record<number, string> = {
  2020: '01-19 04-26 05-09 06-28 09-27 10-10',
  2021: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  2022: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  2023: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  2024: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  2025: '01-26 02-08 04-27 09-28 10-11',
  2026: '01-04 02-14 02-28 05-09 09-20 10-10',
};
const makeUpDays = new Set(
  Object.entries(MAKE_UP_DAYS).flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`)),
);
const isOff = (day: CivilDate) => DAYS_OFF.some(([from, to]) => from <= day && day <= to);
const isWorked = (day: CivilDate) => makeUpDays.has(day) || (weekday(day) <= 5 && !isOff(day));

/**
 * A term, and where it ends: from a day on (which is not counted: Civil Code, art. 201), so many days (`d`), working days
 * (`wd`) or months (`m`, the same day, or the last of a month that has none: art. 202), or to the end of its month, quarter
 * or year; then a day of rest gives way by the roll (`next`: art. 203). The ends were worked out by a program of its own.
 */
const TERMS = `
2020-01-17 3wd none 2020-01-21
2020-01-17 30wd none 2020-03-06
2020-01-22 7d next 2020-02-03
2020-01-31 1m next 2020-03-02
2020-02-28 2m next 2020-04-28
2020-04-24 5wd none 2020-04-30
2020-04-30 1wd none 2020-05-06
2020-05-08 2wd none 2020-05-11
2020-06-24 1wd none 2020-06-28
2020-06-20 7d next 2020-06-28
2020-09-25 3wd none 2020-09-29
2020-09-30 1wd none 2020-10-09
2020-09-08 30d next 2020-10-09
2020-10-09 -1wd none 2020-09-30
2020-12-04 20wd none 2021-01-04
2021-02-05 5wd none 2021-02-18
2021-02-10 3wd none 2021-02-20
2021-01-15 30d next 2021-02-18
2021-01-15 30d second-after 2021-02-19
2021-04-02 1wd none 2021-04-06
2021-04-30 1wd none 2021-05-06
2021-09-17 2wd none 2021-09-22
2021-09-30 1wd none 2021-10-08
2021-09-07 1m next 2021-10-08
2021-10-11 -2wd none 2021-10-08
2021-11-30 3m next 2022-02-28
2021-12-31 2wd none 2022-01-05
2022-01-28 3wd none 2022-02-07
2022-02-07 -3wd none 2022-01-28
2022-03-31 1m previous 2022-04-29
2022-04-29 2wd none 2022-05-06
2022-10-26 30wd none 2022-12-07
2022-10-26 60d none 2022-12-25
2022-10-26 60d next 2022-12-26
2022-10-26 60d previous 2022-12-23
2022-10-26 60d second-after 2022-12-27
2022-10-26 quarter none 2022-12-31
2022-10-26 quarter previous 2022-12-30
2022-10-26 quarter next 2023-01-03
2022-10-26 2m next 2022-12-26
2022-10-26 year second-after 2023-01-04
2022-12-30 1wd none 2023-01-03
2023-01-17 7d second-after 2023-01-29
2023-01-20 1wd none 2023-01-28
2023-01-31 1m none 2023-02-28
2023-04-28 3wd none 2023-05-06
2023-06-21 2wd none 2023-06-26
2023-09-28 5wd none 2023-10-11
2023-06-30 quarter next 2023-06-30
2023-09-05 quarter next 2023-10-07
2023-12-29 1wd none 2024-01-02
2024-01-31 1m next 2024-02-29
2024-02-09 2wd none 2024-02-19
2024-02-29 12m none 2025-02-28
2024-04-06 0d next 2024-04-07
2024-04-30 3wd none 2024-05-08
2024-09-13 2wd none 2024-09-18
2024-09-30 5wd none 2024-10-12
2024-10-14 -10wd none 2024-09-25
2024-12-02 20wd none 2024-12-30
2025-01-24 3wd none 2025-02-05
2025-01-27 1wd none 2025-02-05
2025-03-05 30d next 2025-04-07
2025-04-25 3wd none 2025-04-29
2025-05-30 1wd none 2025-06-03
2025-09-26 3wd none 2025-09-30
2025-09-30 2wd none 2025-10-10
2025-08-31 1m next 2025-09-30
2025-12-31 1wd none 2026-01-04
2025-12-31 2wd none 2026-01-05
2026-02-13 3wd none 2026-02-25
2026-01-15 1m next 2026-02-24
2026-01-15 1m previous 2026-02-14
2026-02-27 2wd none 2026-03-02
2026-05-08 2wd none 2026-05-11
2026-08-25 1m next 2026-09-28
2026-09-24 3wd none 2026-09-30
2026-09-30 2wd none 2026-10-09
2026-09-20 month none 2026-09-30
2026-06-20 0d second-after 2026-06-23
2026-11-02 30wd none 2026-12-14
`;
const terms = TERMS.trim()
  .split('\n')
  .map((line) => line.split(' ') as [CivilDate, string, Roll, CivilDate]);

function endOf(from: CivilDate, term: string, roll: Roll): CivilDate {
  const count = Number.parseInt(term, 10);
  const [year, month] = [yearOf(from), monthOf(from)];
  if (term.endsWith('wd')) return rolled(chinaCalendar, addWorkingDays(chinaCalendar, from, count), roll);
  if (term.endsWith('d')) return rolled(chinaCalendar, addDays(from, count), roll);
  if (term.endsWith('m')) return rolled(chinaCalendar, addMonths(from, count), roll);
  const ends: Record<string, CivilDate> = {
    month: endOfMonth(year, month),
    quarter: endOfQuarter(year, Math.ceil(month / 3)),
    year: endOfYear(year),
  };
  return rolled(chinaCalendar, ends[term] ?? '', roll);
}

describe('the calendar of China', () => {
  it('is what the notices of seven years say, day by day', () => {
    for (let day = '2020-01-01'; isSettled(chinaCalendar, day); day = addDays(day, 1)) {
      expect(chinaCalendar.isWorkingDay(day), day).toBe(isWorked(day));
    }
    expect(isSettled(chinaCalendar, '2026-12-28')).toBe(true);
  });
  it('does not take a year whose notice has not come for one without holidays: its tables are silent there, we are not', () => {
    const unknown = [2027, 2028, 2099].find((year) => !chinaCalendar.knows(year));
    if (unknown === undefined) throw new Error('The tables reach further than any notice');
    expect(chinaCalendar.isWorkingDay(`${unknown}-10-01`)).toBe(weekday(`${unknown}-10-01`) <= 5);
    expect(isSettled(chinaCalendar, `${unknown}-03-01`)).toBe(false);
    expect(isSettled(chinaCalendar, `${unknown - 1}-12-30`)).toBe(false);
    expect(isSettled(weekendsCalendar, `${unknown}-03-01`)).toBe(true);
  });
});

describe(`${terms.length} terms from 2020 to 2026`, () => {
  it('are more than sixty', () => expect(terms.length).toBeGreaterThanOrEqual(60));
  it.each(terms)('from %s, %s, rolling %s: %s', (from, term, roll, end) => expect(endOf(from, term, roll)).toBe(end));
});

describe('a day of rest that gives way', () => {
  const someDay = fc.integer({ min: 0, max: 365 * 7 }).map((days) => addDays('2020-01-01', days));
  const someRoll = fc.constantFrom(...ROLLS);

  it('comes to a working day, on its own side, and a working day stays', () => {
    fc.assert(
      fc.property(someDay, someRoll, (day, roll) => {
        const to = rolled(chinaCalendar, day, roll);
        if (chinaCalendar.isWorkingDay(day) || roll === 'none') expect(to).toBe(day);
        else expect([chinaCalendar.isWorkingDay(to), to < day]).toEqual([true, roll === 'previous']);
      }),
    );
  });
  it('keeps the order of days', () => {
    fc.assert(
      fc.property(someDay, fc.nat(60), fc.constantFrom('next', 'previous', 'none' as const), (day, more, roll) => {
        expect(rolled(chinaCalendar, addDays(day, more), roll) >= rolled(chinaCalendar, day, roll)).toBe(true);
      }),
    );
  });
  it('passes no working day on its way, and the second one after passes just one', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        if (chinaCalendar.isWorkingDay(day)) return;
        const next = rolled(chinaCalendar, day, 'next');
        for (let between = day; between < next; between = addDays(between, 1)) expect(isWorked(between)).toBe(false);
        expect(rolled(chinaCalendar, day, 'second-after')).toBe(addWorkingDays(chinaCalendar, next, 1));
      }),
    );
  });
});
