import type { EntityManager } from 'typeorm';
import type { Overview, TaskStatus, UnitFigures } from '#libs/contracts';
import type { Id, Light } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { tasksAt } from './list-tasks.ts';
import type { Moment } from './moments.ts';
import { namesOf } from './names.ts';
import { LIGHT } from './tasks.ts';

/** So many tasks of one unit are in one status and show one light. */
export interface Tally {
  readonly unit: Id;
  readonly status: TaskStatus;
  readonly light: Light;
  readonly count: number;
}

/** All that is counted of tasks, in one pass over those that the viewer may see. */
export async function taskTally(manager: EntityManager, viewer: Viewer, moment: Moment): Promise<Tally[]> {
  return tasksAt(manager, viewer, moment)
    .select('task.lead_unit', 'unit')
    .addSelect('task.status', 'status')
    .addSelect(LIGHT, 'light')
    .addSelect('count(*)::int', 'count')
    .groupBy('unit, status, light')
    .getRawMany();
}

export function isOpen({ status }: Tally): boolean {
  return status !== 'closed' && status !== 'ended';
}

/** By lead unit, the one with most overdue tasks first; what ended with its directive is not counted. */
export async function figuresByUnit(
  manager: EntityManager,
  tally: readonly Tally[],
  { organisation }: Moment,
): Promise<Overview['units']> {
  const figures = new Map<Id, Omit<UnitFigures, 'unit'>>();
  for (const entry of tally.filter(({ status }) => status !== 'ended')) {
    const { unit, status, light, count } = entry;
    const { total, open, overdue, done } = figures.get(unit) ?? { total: 0, open: 0, overdue: 0, done: 0 };
    figures.set(unit, {
      total: total + count,
      open: open + (isOpen(entry) ? count : 0),
      overdue: overdue + (light === 'overdue' ? count : 0),
      done: done + (status === 'closed' ? count : 0),
    });
  }
  const names = await namesOf(manager, { units: figures.keys() }, organisation);
  return [...figures]
    .sort(([a, { overdue: ofA }], [b, { overdue: ofB }]) => ofB - ofA || (a < b ? -1 : 1))
    .map(([unit, counted]) => ({ unit: names.unit(unit), ...counted }));
}
