import type { readings as zh } from '../zh/readings.ts';

export const readings: typeof zh = {
  'natural-days': {
    after: 'calendar days, the day after the meeting is day 1 (Civil Code, art. 201)',
    from: 'calendar days, the day of the meeting is day 1',
    rolled: 'calendar days, the day after the meeting is day 1, moved from a day off to the next working day',
    'year-end': 'counted back from the end of the year, its last day being the last of the period',
  },
  'working-days': {
    after: 'working days, the first one after the meeting is day 1',
    from: 'working days, the day of the meeting is day 1',
  },
  quarter: { end: 'last day of the quarter', 'last-working-day': 'last working day of the quarter' },
  month: { end: 'last day of the month', 'last-working-day': 'last working day of the month' },
  year: { end: 'last day of the year', 'last-working-day': 'last working day of the year' },
  'set-by-hand': 'date set by hand',
  inherited: 'the date of the directive, or of the task above',
  'after-suspension': 'moved on by the days of the suspension',
};
