import { describe, expect, it } from 'vitest';
import { addWorkingDays, chinaCalendar } from '#libs/calendar';
import { readConfig } from '../../apps/server/src/config.ts';
import { settledCalendar } from '../../apps/server/src/working-calendar.ts';

describe('the working calendar of a deployment', () => {
  it('is China’s unless it names weekends or a country, with its part where holidays are the part’s own', () => {
    expect(settledCalendar(readConfig({}).workingCalendar)).toBe(chinaCalendar);
    for (const name of ['weekends', 'US', 'DE', 'DE-BY'])
      expect(readConfig({ WORKING_CALENDAR: name }).workingCalendar).toBe(name);
    for (const name of ['XX', 'us', 'DE-XX', 'US-CA-LA-X', 'toString'])
      expect(() => readConfig({ WORKING_CALENDAR: name }), name).toThrow('WORKING_CALENDAR: cn, weekends, or the code');
  });

  it('of a country is free on its public holidays, moved ones among them', () => {
    const american = settledCalendar('US');
    // Sunday 2022-06-19 is kept on Monday; Thursday 2022-11-24 is Thanksgiving.
    expect(american.isWorkingDay('2022-06-20')).toBe(false);
    expect(american.isWorkingDay('2022-06-21')).toBe(true);
    expect(american.isWorkingDay('2022-11-24')).toBe(false);
    expect(addWorkingDays(settledCalendar('US'), '2022-11-23', 1)).toBe('2022-11-25');
    // Epiphany is kept in Bavaria and not in Berlin.
    expect(settledCalendar('DE-BY').isWorkingDay('2022-01-06')).toBe(false);
    expect(settledCalendar('DE-BE').isWorkingDay('2022-01-06')).toBe(true);
  });

  it('names its edition, knows every year, and is made once', () => {
    expect(settledCalendar('FR').version).toMatch(/^FR\/date-holidays-\d+\.\d+\.\d+$/);
    expect(settledCalendar('FR').knows(2040)).toBe(true);
    expect(settledCalendar('FR')).toBe(settledCalendar('FR'));
  });
});
