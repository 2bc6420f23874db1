import type { readings as zh, asks as zhAsks, assumes as zhAssumes } from '../zh/readings.ts';

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
  months: {
    after: 'months, ending on the day of the same number, or on the last of the month (Civil Code, art. 202)',
    from: 'months, the day of the meeting counted in, ending the day before that of the same number',
    'thirty-days': 'months of 30 days each, the day after the meeting is day 1',
    rolled: 'months, ending on the day of the same number, moved from a day off to the next working day',
  },
  day: {
    named: 'the day that is named, counted in',
    before: 'the day before the one that is named',
    'last-working-day': 'the day that is named is a day off: the last working day before it',
    'next-working-day': 'the day that is named is a day off: the next working day',
  },
  week: {
    end: 'the Sunday of the week',
    before: 'the day before the week starts',
    'last-working-day': 'last working day of the week',
  },
  'ten-days': {
    end: 'last day of that third of the month',
    before: 'the day before that third of the month starts',
    'last-working-day': 'last working day of that third of the month',
  },
  month: {
    end: 'last day of the month',
    before: 'the day before the month starts',
    middle: 'the 15th of the month',
    'last-working-day': 'last working day of the month',
  },
  quarter: {
    end: 'last day of the quarter',
    before: 'the day before the quarter starts',
    'last-working-day': 'last working day of the quarter',
  },
  'half-year': {
    end: 'last day of the half-year',
    before: 'the day before the half-year starts',
    'last-working-day': 'last working day of the half-year',
  },
  year: {
    end: 'last day of the year',
    before: 'the day before the year starts',
    early: 'early in the year, taken as the end of January',
    'early-quarter': 'early in the year, taken as the end of the first quarter',
    'last-working-day': 'last working day of the year',
  },
  'five-year-plan': {
    end: 'last day of the five-year plan',
    before: 'the day before the five-year plan starts',
    'last-working-day': 'last working day of the five-year plan',
  },
  'fiscal-year': {
    unknown: 'which day the fiscal year ends on has to be confirmed',
    december: 'a fiscal year that is the calendar year, ending on 31 December',
    september: 'a fiscal year ending on 30 September (US federal government)',
    march: 'a fiscal year ending on 31 March of the next year (United Kingdom, Japan and others)',
    june: 'a fiscal year ending on 30 June (most US states, Australia and others)',
  },
  season: {
    unknown: 'a season has no fixed last day; it has to be confirmed',
    months: 'the season by its months, the end of the last of them',
    solstice: 'the season by the sun, the day before the solstice or equinox that ends it',
  },
  festival: {
    before: 'the day before the festival',
    'before-days-off': 'the last working day before the days off of the festival',
    day: 'the day of the festival',
  },
  recurring: { none: 'comes again and again, without a single date', first: 'the first time after the meeting' },
  event: {
    unknown: 'hangs on something whose date the text does not give',
    'at-meeting': 'as if that were on the day of the meeting',
  },
  start: { unknown: 'the text does not say when it starts', 'at-meeting': 'starting on the day of the meeting' },
  open: { none: 'urges, without a date', 'at-once': 'the day of the meeting' },
  'set-by-hand': 'date set by hand',
  inherited: 'the date of the directive, or of the task above',
  'after-suspension': 'moved on by the days of the suspension',
};

export const asks: typeof zhAsks = {
  year: 'The text gives no year. Which year is it?',
  event: 'On which day is the event that is meant?',
  start: 'From which day is it counted?',
  'fiscal-year': 'On which day does the fiscal year end?',
  season: 'Which day is the limit?',
};

export const assumes: typeof zhAssumes = {
  'year-of-meeting': 'the text gives no year; that of the meeting is taken',
  'year-after-meeting': 'the text gives no year; the one after the meeting is taken',
  'year-named-before': 'no year is given here; the one named earlier in the sentence is taken',
  'month-of-meeting': 'the text gives no month; that of the meeting is taken',
  'month-after-meeting': 'the text gives no month; the one after the meeting is taken',
  'coming-weekday': 'the text does not say which week; the first such day after the meeting is taken',
  'dated-as-meeting': 'the date of the meeting is taken as the date of the document',
  'event-at-meeting': 'as if the event were on the day of the meeting',
  'event-in-text': 'the day of the event is given elsewhere in the text',
  'next-holiday': 'the text does not say which holiday; the first public one after the meeting is taken',
};
