import { addDays, type CivilDate, weekday } from '#libs/calendar';
import type { HeatMap } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { type Counted, countedTasks } from './counted-tasks.ts';
import type { Moment } from './moments.ts';
import { namesOf } from './names.ts';
import { OPEN } from './tasks.ts';

/** Weeks before and after the present one. */
const BACK = 4;
const AHEAD = 11;

/** Open tasks by lead unit and week; the unit with most of them first. */
export async function heatMap(counted: Counted, moment: Moment): Promise<HeatMap> {
  const cells: { unit: Id; week: CivilDate; count: number }[] = await countedTasks(counted, moment)
    .andWhere(OPEN)
    .andWhere('task.due_date IS NOT NULL')
    .select('task.lead_unit', 'unit')
    .addSelect(`date_trunc('week', task.due_date)::date::text`, 'week')
    .addSelect('count(*)::int', 'count')
    .groupBy('unit, week')
    .getRawMany();
  const present = addDays(moment.today, 1 - weekday(moment.today));
  const weeks = Array.from({ length: BACK + 1 + AHEAD }, (_, i) => addDays(present, (i - BACK) * 7));
  const [first = present, last = present] = [weeks[0], weeks.at(-1)];

  const units = [...new Set(cells.map(({ unit }) => unit))];
  const names = await namesOf(counted.manager, { units }, moment.organisation);
  const rows = units.map((id) => {
    const own = cells.filter(({ unit }) => unit === id);
    const total = (wanted: (week: CivilDate) => boolean) =>
      own.reduce((all, { week, count }) => all + (wanted(week) ? count : 0), 0);
    return {
      total: total(() => true),
      row: {
        unit: names.unit(id),
        before: total((week) => week < first),
        counts: weeks.map((monday) => total((week) => week === monday)),
        after: total((week) => week > last),
      },
    };
  });
  rows.sort((a, b) => b.total - a.total || (a.row.unit.id < b.row.unit.id ? -1 : 1));
  return { weeks, rows: rows.map(({ row }) => row) };
}
