import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  chinaCalendar,
  isDated,
  READING_RULES,
  readPeriod,
  readRecurrence,
  weekendsCalendar,
} from '../index.ts';

const meeting = '2022-10-26';

/** The readings of an expression as `date rule`, a free day marked by `*`. */
function readings(expression: string, meetingDate = meeting): string[] {
  return readPeriod(expression, meetingDate, chinaCalendar).map(
    ({ date, rule, workingDay }) => `${date}${workingDay ? '' : '*'} ${rule}`,
  );
}

/** The default date of an expression. */
function date(expression: string, meetingDate = meeting): string | null | undefined {
  return readPeriod(expression, meetingDate, chinaCalendar)[0]?.date;
}

describe('sixty days said on 2022-10-26', () => {
  it('end on 12-25, or on four other defensible dates', () => {
    expect(readings('60 days')).toEqual([
      '2022-12-25* natural-days.after',
      '2022-12-24* natural-days.from',
      '2022-12-26 natural-days.rolled',
      '2022-12-31* natural-days.year-end',
      '2023-01-19 working-days.after',
    ]);
  });

  it('name the calendar only where it was needed', () => {
    const versions = readPeriod('60 days', meeting, chinaCalendar).map(({ calendarVersion }) => calendarVersion);
    expect(versions).toEqual([null, null, chinaCalendar.version, null, chinaCalendar.version]);
  });

  it.each(['60天', '60日', '６０天', '六十天', '60 days', '60-day', 'sixty-day', 'sixty days', 'Sixty Days', ' 60天 '])(
    'may be written %s',
    (expression) => expect(readings(expression)).toEqual(readings('60 days')),
  );
});

describe('a number of days', () => {
  it('is rolled to a working day only when its last day is free', () => {
    expect(readings('58 days')).not.toContainEqual(expect.stringContaining('rolled'));
    expect(readings('66 days')).toContain('2023-01-03 natural-days.rolled');
  });

  it('is counted back from the end of the year only when it nearly fills what is left, and sets no limit', () => {
    expect(readings('30 days')).not.toContainEqual(expect.stringContaining('year-end'));
    expect(readings('70 days')).not.toContainEqual(expect.stringContaining('year-end'));
    expect(readings('within 60 days')).not.toContainEqual(expect.stringContaining('year-end'));
  });

  it.each([
    ['within 90 days of the date of this order', '2025-03-25', '2025-06-23'],
    ['not later than 180 days', '2025-03-25', '2025-09-21'],
    ['三十日内', '2022-10-26', '2022-11-25'],
    ['一百二十天', '2022-10-26', '2023-02-23'],
    ['十五个自然日', '2022-10-26', '2022-11-10'],
    ['forty-five days', '2022-10-26', '2022-12-10'],
    ['30个工作日内', '2022-10-26', '2022-12-07'],
    ['30個工作日內', '2022-10-26', '2022-12-07'],
    ['30 working days', '2022-10-26', '2022-12-07'],
    ['within ten business days', '2022-10-26', '2022-11-09'],
  ])('%s from %s comes to %s', (expression, meetingDate, end) => expect(date(expression, meetingDate)).toBe(end));

  it('of working days may count the day of the meeting', () => {
    expect(readings('30个工作日')).toEqual(['2022-12-07 working-days.after', '2022-12-06 working-days.from']);
  });

  it.each(['0 days', '1001 days', '九九天天', '60', 'days', ''])('is not %s', (expression) =>
    expect(readings(expression)).toEqual([]),
  );
});

describe('a quarter', () => {
  it.each([
    '四季度',
    '第四季度',
    '第4季度',
    '今年四季度',
    '本季度',
    '四季度末前',
    'the fourth quarter',
    'Q4',
    'Q4 2022',
    'fourth-quarter',
  ])('written %s ends on its last day, or its last working day, and is never rolled out of it', (expression) =>
    expect(readings(expression)).toEqual(['2022-12-31* quarter.end', '2022-12-30 quarter.last-working-day']),
  );

  it('that ends on a working day has one reading', () => {
    expect(readings('第三季度', '2022-08-01')).toEqual(['2022-09-30 quarter.end']);
  });

  it('that is over is read with its year, or asks for it where the next is not nearer', () => {
    expect(readings('第一季度')).toEqual(['2023-03-31 quarter.end']);
    expect(readings('Q3')).toEqual([
      'null quarter.end',
      '2023-09-30* quarter.end',
      '2023-09-28 quarter.last-working-day',
    ]);
    expect(date('2023年第一季度')).toBe('2023-03-31');
    expect(date('明年一季度')).toBe('2023-03-31');
    expect(date('the first quarter of next year')).toBe('2023-03-31');
    expect(readings('2021年第四季度')).toEqual([]);
  });
});

describe('the end of a month or a year', () => {
  it.each([
    ['年底前', '2022-12-31'],
    ['年底以前', '2022-12-31'],
    ['今年年底', '2022-12-31'],
    ['2023年底前', '2023-12-31'],
    ['明年年底', '2023-12-31'],
    ['by year end', '2022-12-31'],
    ['before the end of 2023', '2023-12-31'],
    ['月底前', '2022-10-31'],
    ['本月底', '2022-10-31'],
    ['11月底前', '2022-11-30'],
    ['十二月底', '2022-12-31'],
    ['2023年2月底前', '2023-02-28'],
    ['by the end of the month', '2022-10-31'],
    ['by the end of November', '2022-11-30'],
    ['by the end of February 2023', '2023-02-28'],
  ])('written %s is %s', (expression, end) => expect(date(expression)).toBe(end));

  it.each(['13月底', '2021年底', '去年底', '2月30日前'])('written %s is none to come', (expression) =>
    expect(readings(expression)).toEqual([]),
  );
});

describe('every reading', () => {
  it('is a date not before the meeting, given once, by a rule that has a name, the default among them', () => {
    const someDay = fc.integer({ min: 0, max: 365 * 22 }).map((days) => addDays('2004-01-01', days));
    const words = fc.oneof(
      fc.integer({ min: 1, max: 400 }).map((n) => `${n}天`),
      fc.integer({ min: 1, max: 90 }).map((n) => `within ${n} working days`),
      fc.integer({ min: 1, max: 4 }).map((n) => `第${n}季度`),
      fc.integer({ min: 1, max: 12 }).map((n) => `${n}月底前`),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(words, someDay, fc.constantFrom(chinaCalendar, weekendsCalendar), (expression, day, calendar) => {
        const given = readPeriod(expression, day, calendar);
        expect(new Set(given.map((reading) => reading.date)).size).toBe(given.length);
        for (const reading of given.filter(isDated)) {
          expect(reading.date >= day).toBe(true);
          expect(reading.workingDay).toBe(calendar.isWorkingDay(reading.date));
          expect(READING_RULES).toContain(reading.rule);
          if (/last-working-day|rolled|^working/.test(reading.rule)) expect(reading.workingDay).toBe(true);
        }
      }),
    );
  });

  it('of a count comes no earlier for a later meeting, and later for more', () => {
    const someDay = fc.integer({ min: 0, max: 365 * 22 }).map((days) => addDays('2004-01-01', days));
    const unit = fc.constantFrom('日内', '个工作日内', '个月内', '周内');
    fc.assert(
      fc.property(someDay, fc.nat(60), fc.integer({ min: 1, max: 80 }), unit, (day, later, n, of) => {
        const first = (count: number, meeting: string) => date(`${count}${of}`, meeting) ?? '';
        expect(first(n, addDays(day, later)) >= first(n, day)).toBe(true);
        expect(first(n + 1, day) > first(n, day)).toBe(true);
      }),
    );
  });

  it('is given without throwing for any words', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'一十百12389年月日季度周前内每自至. by') }),
    );
    fc.assert(
      fc.property(
        words,
        (expression) => void [readPeriod(expression, meeting, chinaCalendar), readRecurrence(expression)],
      ),
    );
  });
});
