import type { CivilDate } from '../civil-date.ts';
import { addDays, daysBetween, endOfYear, yearOf } from '../civil-date.ts';
import { addWorkingDays, nextWorkingDay, previousWorkingDay } from '../working-days.ts';
import type { Reading, ReadingContext, ReadingRule } from './reading.ts';

/**
 * A number of days. By the Civil Code, art. 201, the day it starts on is not counted: the day after the meeting is day 1.
 * @param limit the words set a limit ("within"), so that a push to the end of the year is not meant
 */
export function naturalDays(n: number, limit: boolean, context: ReadingContext): readonly Reading[] {
  if (!isLength(n)) return [];
  const { meetingDate, calendar } = context;
  const after = addDays(meetingDate, n);
  const readings = [
    reading('natural-days.after', after, context),
    reading('natural-days.from', addDays(after, -1), context),
  ];
  if (!calendar.isWorkingDay(after))
    readings.push(reading('natural-days.rolled', nextWorkingDay(calendar, after), context));
  const yearEnd = endOfYear(yearOf(meetingDate));
  if (!limit && isMostOf(n, daysBetween(meetingDate, yearEnd)))
    readings.push(reading('natural-days.year-end', yearEnd, context));
  readings.push(reading('working-days.after', addWorkingDays(calendar, meetingDate, n), context));
  return readings;
}

/** Nobody sets a limit of years in days, and a made-up one should not cost a walk through decades. */
function isLength(n: number): boolean {
  return n >= 1 && n <= 1000;
}

/** A push of N days is meant as the last N of the year only when these fit into what remains and nearly fill it. */
function isMostOf(n: number, remaining: number): boolean {
  return n <= remaining && 4 * n >= 3 * remaining;
}

/** A number of working days, the first of them after the meeting. */
export function workingDays(n: number, context: ReadingContext): readonly Reading[] {
  if (!isLength(n)) return [];
  const { meetingDate, calendar } = context;
  const after = addWorkingDays(calendar, meetingDate, n);
  const readings = [reading('working-days.after', after, context)];
  if (calendar.isWorkingDay(meetingDate)) {
    readings.push(reading('working-days.from', addWorkingDays(calendar, meetingDate, n - 1), context));
  }
  return readings;
}

/** The end of a month, quarter or year: its last calendar day, or the last working day in it. Never rolled out of it. */
export function endOf(span: 'month' | 'quarter' | 'year', end: CivilDate, context: ReadingContext): readonly Reading[] {
  const readings = [reading(`${span}.end`, end, context)];
  if (!context.calendar.isWorkingDay(end)) {
    readings.push(reading(`${span}.last-working-day`, previousWorkingDay(context.calendar, end), context));
  }
  return readings;
}

const NEEDS_CALENDAR = /^working-days|rolled$|last-working-day$/;

function reading(rule: ReadingRule, date: CivilDate, { calendar }: ReadingContext): Reading {
  return {
    date,
    rule,
    asks: null,
    assumes: null,
    provisional: false,
    calendarVersion: NEEDS_CALENDAR.test(rule) ? calendar.version : null,
    workingDay: calendar.isWorkingDay(date),
  };
}
