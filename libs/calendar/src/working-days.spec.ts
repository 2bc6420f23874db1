import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addWorkingDays,
  calendarNamed,
  chinaCalendar,
  isCalendarName,
  nextWorkingDay,
  previousWorkingDay,
  weekday,
  weekendsCalendar,
  workingDaysBetween,
} from './index.ts';

const someDay = fc.integer({ min: 0, max: 365 * 24 }).map((days) => addDays('2004-01-01', days));
const someCalendar = fc.constantFrom(chinaCalendar, weekendsCalendar);
const someCount = fc.integer({ min: -60, max: 60 });

/** The arrangement for 2022 as the State Council's notice has it: days off from and to, then the make-up working days. */
const daysOff2022 = [
  ['2022-01-01', '2022-01-03'],
  ['2022-01-31', '2022-02-06'],
  ['2022-04-03', '2022-04-05'],
  ['2022-04-30', '2022-05-04'],
  ['2022-06-03', '2022-06-05'],
  ['2022-09-10', '2022-09-12'],
  ['2022-10-01', '2022-10-07'],
] as const;
const makeUpDays2022 = [
  '2022-01-29',
  '2022-01-30',
  '2022-04-02',
  '2022-04-24',
  '2022-05-07',
  '2022-10-08',
  '2022-10-09',
];

describe('the calendar of China', () => {
  it('works every day of 2022 that the notice and the week say, and no other', () => {
    for (let day = '2022-01-01'; day <= '2022-12-30'; day = addDays(day, 1)) {
      const isOff = daysOff2022.some(([from, to]) => from <= day && day <= to);
      expect(chinaCalendar.isWorkingDay(day), day).toBe(makeUpDays2022.includes(day) || (weekday(day) <= 5 && !isOff));
    }
  });

  it("has 2022-12-31 off as the first day of the next year's holiday", () => {
    expect(chinaCalendar.isWorkingDay('2022-12-31')).toBe(false);
    expect(chinaCalendar.isWorkingDay('2023-01-02')).toBe(false);
  });

  it('knows the years whose notice is published, and takes the others as weekends only', () => {
    expect(chinaCalendar.knows(2004)).toBe(true);
    expect(chinaCalendar.knows(2026)).toBe(true);
    expect(chinaCalendar.knows(2003)).toBe(false);
    expect(chinaCalendar.knows(2099)).toBe(false);
    expect(chinaCalendar.isWorkingDay('2099-10-01')).toBe(true);
    expect(chinaCalendar.isWorkingDay('2099-10-03')).toBe(false);
  });

  it('can be had as it was before a notice was published', () => {
    const earlier = calendarNamed('cn-2025');
    expect([earlier.knows(2025), earlier.knows(2026), earlier.knows(2003)]).toEqual([true, false, false]);
    expect([earlier.isWorkingDay('2025-10-11'), earlier.isWorkingDay('2025-10-01')]).toEqual([true, false]);
    // Free on 2026-01-02 and worked on Sunday 2026-01-04, but nobody knew.
    expect(['2026-01-02', '2026-01-04'].map((day) => earlier.isWorkingDay(day))).toEqual([true, false]);
    expect(['2026-01-02', '2026-01-04'].map((day) => chinaCalendar.isWorkingDay(day))).toEqual([false, true]);
    // The notice for 2023 spoke of the last day of 2022.
    expect(calendarNamed('cn-2022').isWorkingDay('2022-12-30')).toBe(true);
    expect(chinaCalendar.version).not.toBe(earlier.version);
    expect(calendarNamed('cn-2025')).toBe(earlier);
    expect(['cn', 'cn-2025', 'weekends', 'cn-25', 'us'].filter(isCalendarName)).toEqual(['cn', 'cn-2025', 'weekends']);
  });

  it('names itself and the edition of its tables', () => {
    expect(chinaCalendar.version).toMatch(/^cn\/chinese-days-\d+\.\d+\.\d+$/);
    expect(calendarNamed('cn')).toBe(chinaCalendar);
    expect(calendarNamed('weekends')).toBe(weekendsCalendar);
  });
});

describe('counting working days', () => {
  it.each([
    ['2022-10-26', 30, '2022-12-07'],
    ['2022-10-26', 60, '2023-01-19'],
    ['2022-09-30', 1, '2022-10-08'],
    ['2022-10-08', 1, '2022-10-09'],
    ['2022-12-30', 1, '2023-01-03'],
    ['2022-12-25', -3, '2022-12-21'],
    ['2022-12-31', -1, '2022-12-30'],
    ['2022-10-10', -2, '2022-10-08'],
    ['2022-12-25', 0, '2022-12-25'],
  ])('from %s by %i comes to %s', (from, n, to) => expect(addWorkingDays(chinaCalendar, from, n)).toBe(to));

  it('goes to the neighbours, never staying', () => {
    expect(nextWorkingDay(chinaCalendar, '2022-12-26')).toBe('2022-12-27');
    expect(nextWorkingDay(chinaCalendar, '2022-12-31')).toBe('2023-01-03');
    expect(previousWorkingDay(chinaCalendar, '2022-12-26')).toBe('2022-12-23');
  });

  it('ends on a working day, and is undone by counting what lies between', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someCount, (calendar, day, n) => {
        const end = addWorkingDays(calendar, day, n);
        if (n !== 0) expect(calendar.isWorkingDay(end)).toBe(true);
        expect(workingDaysBetween(calendar, day, end)).toBe(n);
      }),
    );
  });

  it('keeps the order of days and of counts', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someCount, fc.nat(40), (calendar, day, n, more) => {
        const end = addWorkingDays(calendar, day, n);
        expect(addWorkingDays(calendar, day, n + more) >= end).toBe(true);
        if (n !== 0) expect(addWorkingDays(calendar, addDays(day, more), n) >= end).toBe(true);
      }),
    );
  });

  it('comes back to a working day it set out from', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someCount, (calendar, day, n) => {
        const start = nextWorkingDay(calendar, day);
        expect(addWorkingDays(calendar, addWorkingDays(calendar, start, n), -n)).toBe(start);
      }),
    );
  });
});
