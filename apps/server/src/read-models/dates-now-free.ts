import type { EntityManager } from 'typeorm';
import { type CivilDate, isSettled, nextWorkingDay, type WorkingCalendar } from '#libs/calendar';
import type { MovedDates } from '#libs/contracts';
import type { AdoptedCalendar, Deadline, Id, Label } from '#libs/directives';
import { calendarAt, calendarInForce, daysNowFree } from '../adopted-calendar.ts';

interface Row {
  kind: 'directive' | 'task';
  id: Id;
  version: number;
  number: string;
  title: string;
  label: Label;
  deadline: Deadline;
  set_at: Date;
}

/** When the date that stands was set: with the first of the rows that have it one after the other. */
const setAt = (table: string, alias: string) => `(SELECT min(own.changed_at) FROM ${table} own
  WHERE own.id = ${alias}.id AND own.due_date = ${alias}.due_date AND own.valid_from > coalesce((
    SELECT max(other.valid_from) FROM ${table} other
    WHERE other.id = ${alias}.id AND other.due_date IS DISTINCT FROM ${alias}.due_date), 0))`;

/**
 * The dates that somebody chose, or that were inherited, on what was a working day then and is free by the calendar in force, unless the office has
 * said of it what holds. A task with its directive's date goes with that one.
 */
export async function datesNowFree(
  database: Pick<EntityManager, 'query'>,
  calendars: readonly AdoptedCalendar[],
  own: WorkingCalendar,
  labels: readonly Label[],
): Promise<MovedDates['items']> {
  const free: CivilDate[] = daysNowFree(calendars, own);
  if (free.length === 0) return [];
  const calendar = calendarInForce(calendars.at(-1) ?? null, own);
  const nobodyCounted = (alias: string) =>
    `${alias}.state #>> '{deadline,calendarVersion}' IS NULL AND ${alias}.state #>> '{deadline,confirmedBy}' IS NULL`;
  const rows: Row[] = await database.query(
    `SELECT 'directive' AS kind, d.id, d.version, d.number, d.title, d.label, d.state -> 'deadline' AS deadline,
       ${setAt('directive_row', 'd')} AS set_at
     FROM directive_row d
     WHERE d.valid_to IS NULL AND d.status IN ('registered', 'issued') AND d.due_date = ANY ($1::date[])
       AND d.label = ANY ($2) AND ${nobodyCounted('d')}
     UNION ALL
     SELECT 'task', t.id, t.version, t.number, t.title, t.label, t.state -> 'deadline', ${setAt('task_row', 't')}
     FROM task_row t JOIN directive_row d ON d.id = t.directive_id AND d.valid_to IS NULL
     WHERE t.valid_to IS NULL AND t.status NOT IN ('closed', 'ended') AND t.due_date = ANY ($1::date[])
       AND t.due_date IS DISTINCT FROM d.due_date AND t.label = ANY ($2) AND ${nobodyCounted('t')}
     ORDER BY number`,
    [free, labels],
  );
  return rows
    .filter(({ deadline, set_at }) => calendarAt(calendars, set_at.toISOString(), own).isWorkingDay(deadline.date))
    .map(({ set_at: _, ...row }) => {
      const to = nextWorkingDay(calendar, row.deadline.date);
      return { ...row, why: 'day-of-rest' as const, to, provisional: !isSettled(calendar, to) };
    });
}
