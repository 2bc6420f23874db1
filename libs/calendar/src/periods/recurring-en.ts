import { addDays, addMonths, endOfMonth, monthOf, yearOf } from '../civil-date.ts';
import { addWorkingDays } from '../working-days.ts';
import { dayIn, EN_DATE } from './days-en.ts';
import { recurringFrom } from './first-time.ts';
import { EN_NUMBER, wholeNumber } from './numbers.ts';
import type { Draft, Groups, PeriodRule } from './period-rule.ts';
import { english } from './period-rule.ts';
import type { ReadingContext, Recurrence } from './reading.ts';

const LIMIT = '(?:by|on|before|on or before|(?:no|not) later than)';
const YEARLY = '(?:annually|yearly|(?:each|every) (?:calendar )?year)';

/** A day of every year, and so many days after the end of what comes again. */
export const RECURRING_EN: readonly PeriodRule[] = [
  {
    // annually, by March 1
    pattern: english(`${YEARLY},? ${LIMIT} ${EN_DATE}`),
    classify: () => 'recurring',
    read: recurringFrom(yearly),
    recurrence: yearly,
  },
  {
    // by March 1 of each year, no later than June 30 annually
    pattern: english(`${LIMIT} ${EN_DATE},? (?:of )?${YEARLY}`),
    classify: () => 'recurring',
    read: recurringFrom(yearly),
    recurrence: yearly,
  },
  {
    // within 15 days after the end of each quarter, ten business days from the close of every month
    pattern: english(
      `(?:(?:within|(?:no|not) (?:later|more) than) )?(?<n>${EN_NUMBER}) (?:(?:calendar )?|(?<working>(?:business|working) ))days? (?:of|after|following|from) the (?:end|close|conclusion) of (?:each|every) (?<unit>(?:calendar )?(?:month|quarter|year))`,
    ),
    classify: () => 'recurring',
    read: afterEach,
    recurrence: ({ unit }) => ({ every: 1, unit: unitCalled(unit), month: null, day: null }),
  },
];

function yearly(groups: Groups): Recurrence | null {
  const { month, day } = dayIn(groups);
  return month === null ? null : { every: 1, unit: 'year', month, day };
}

function unitCalled(unit = ''): 'month' | 'quarter' | 'year' {
  return unit.endsWith('month') ? 'month' : unit.endsWith('quarter') ? 'quarter' : 'year';
}

/** So many days after the end of the first month, quarter or year for which that is not before the meeting. */
function afterEach({ n = '', working, unit }: Groups, { meetingDate, calendar }: ReadingContext): readonly Draft[] {
  const days = wholeNumber(n) ?? 0;
  const months = { month: 1, quarter: 3, year: 12 }[unitCalled(unit)];
  if (days < 1 || days > 400) return [];
  const before = Math.floor((monthOf(meetingDate) - 1) / months) * months;
  for (const units of [-2, -1, 0, 1, 2]) {
    const last = addMonths(`${yearOf(meetingDate)}-01-01`, before + (units + 1) * months - 1);
    const end = endOfMonth(yearOf(last), monthOf(last));
    const date = working === undefined ? addDays(end, days) : addWorkingDays(calendar, end, days);
    if (date >= meetingDate) return [{ rule: 'recurring.first', date }];
  }
  return [];
}
