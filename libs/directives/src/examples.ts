import type { CivilDate } from '#libs/calendar';
import type { Deadline } from './terms.ts';

// The specs tell one story: a meeting on Wednesday 2022-10-26, a directive registered the day after, and a task due on
// Friday 12-16 below it. `<decider>/examples.ts` has its events. Ids are short names, so that a failure can be read.

/** A moment of the day, in the zone of the facts. */
export function on(date: CivilDate, time = '10:00'): { readonly at: string; readonly by: string } {
  const hour = String(Number(time.slice(0, 2)) - 8).padStart(2, '0');
  return { at: `${date}T${hour}${time.slice(2)}:00.000Z`, by: 'wang' };
}

export function due(date: CivilDate, rule = 'set-by-hand'): Deadline {
  return { date, rule, expression: null, calendarVersion: null };
}
