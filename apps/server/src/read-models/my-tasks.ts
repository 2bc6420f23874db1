import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { type MyTaskPage, Need } from '#libs/contracts';
import { type Light, lightOf } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { tasksAt } from './list-tasks.ts';
import { Moments } from './moments.ts';
import { type Order, pageOf } from './paging.ts';
import { ListMyTasks } from './queries.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { DUE, LIGHT, type TaskVersion } from './tasks.ts';

const needs = Need.options;

/** `needOf` in SQL: its place among the needs. */
const NEED = `CASE
  WHEN ${LIGHT} = 'overdue' THEN ${needs.indexOf('overdue')}
  WHEN task.returned THEN ${needs.indexOf('returned')}
  WHEN task.status = 'assigned' THEN ${needs.indexOf('sign-for')}
  WHEN ${LIGHT} = 'due-soon' THEN ${needs.indexOf('due-soon')}
  WHEN ${LIGHT} = 'behind' THEN ${needs.indexOf('behind')}
  ELSE ${needs.indexOf('under-way')} END`;

function needOf(task: TaskVersion, now: Instant): Need {
  const light: Light = lightOf(task, now);
  if (light === 'overdue') return 'overdue';
  if (task.returned) return 'returned';
  if (task.status === 'assigned') return 'sign-for';
  return light === 'due-soon' || light === 'behind' ? light : 'under-way';
}

const mostUrgentFirst = (now: Instant): Order<TaskVersion> => ({
  name: 'my-tasks',
  by: [NEED, DUE, 'task.id'],
  direction: 'ASC',
  placeOf: (task) => [needs.indexOf(needOf(task, now)), task.dueDate ?? 'infinity', task.id],
});

/** What is disputed, suspended or in review waits for the office, not for the unit: it is not here. */
@QueryHandler(ListMyTasks)
export class ListMyTasksHandler implements IQueryHandler<ListMyTasks> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: ListMyTasks): Promise<MyTaskPage> {
    const moment = await this.moments.of(query, ['tasks']);
    const { now } = moment;
    const rows = tasksAt(this.database.manager, viewer, moment)
      .andWhere('task.lead_unit = ANY (:unitIds::uuid[])', { unitIds: viewer.unitIds })
      .andWhere(`task.status IN ('assigned', 'signed-for', 'active')`);
    const { items, nextCursor } = await pageOf(rows, mostUrgentFirst(now), query);
    const shown = await taskRows(this.database.manager, items.map(shownTask), moment);
    const needed = new Map(items.map((task) => [task.id, needOf(task, now)]));
    return { items: shown.map((task) => ({ ...task, need: needed.get(task.id) ?? 'under-way' })), nextCursor };
  }
}
