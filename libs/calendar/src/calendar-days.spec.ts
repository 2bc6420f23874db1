import { describe, expect, it } from 'vitest';
import { calendarOfDays, daysAround, isNewerEdition, nameOfEdition } from './calendar-days.ts';
import { addDays } from './civil-date.ts';
import { calendarNamed, chinaCalendar, weekendsCalendar } from './working-calendar.ts';

describe('what is kept of an edition', () => {
  it('says of every day what the edition says, and which years it knows', () => {
    for (const calendar of [chinaCalendar, calendarNamed('cn-2023'), weekendsCalendar]) {
      const kept = calendarOfDays(calendar.version, daysAround(calendar, 2023), calendar);
      for (let day = '2020-01-01'; day < '2034-01-01'; day = addDays(day, 1))
        if (kept.isWorkingDay(day) !== calendar.isWorkingDay(day)) expect.fail(`${calendar.version} on ${day}`);
      for (let year = 2020; year <= 2033; year += 1)
        expect(kept.knows(year), `${calendar.version} ${year}`).toBe(calendar.knows(year));
    }
  });
  it('is what was known then, whatever the present edition says', () => {
    const days = daysAround(calendarNamed('cn-2023'), 2023);
    const kept = calendarOfDays('then', days, chinaCalendar);
    expect(kept.knows(2024)).toBe(false);
    expect(kept.isWorkingDay('2024-10-01')).toBe(true);
    expect(chinaCalendar.isWorkingDay('2024-10-01')).toBe(false);
  });
  it('is not much', () => {
    expect(JSON.stringify(daysAround(chinaCalendar, 2025)).length).toBeLessThan(2_000);
  });
});

describe('an edition', () => {
  it('is newer by its number, or when it is of another calendar', () => {
    expect(nameOfEdition('cn/chinese-days-1.5.7')).toBe('cn');
    expect(nameOfEdition('weekends')).toBe('weekends');
    expect(isNewerEdition('cn/chinese-days-1.5.10', 'cn/chinese-days-1.5.7')).toBe(true);
    expect(isNewerEdition('cn/chinese-days-1.5.7', 'cn/chinese-days-1.5.10')).toBe(false);
    expect(isNewerEdition('cn/chinese-days-1.6', 'cn/chinese-days-1.5.10')).toBe(true);
    expect(isNewerEdition('cn/chinese-days-1.5.7', 'cn/chinese-days-1.5.7')).toBe(false);
    expect(isNewerEdition('US/date-holidays-3.2.1', 'cn/chinese-days-1.5.7')).toBe(true);
    expect(isNewerEdition('weekends', 'weekends')).toBe(false);
  });
});
