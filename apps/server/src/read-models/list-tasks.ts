import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { TaskPage, TaskQuery } from '#libs/contracts';
import { LIGHTS, type Light, type LightContext } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { Clock } from '../clock.ts';
import { caughtUp } from './caught-up.ts';
import { countsBy, sum } from './counting.ts';
import { LIGHT_CONTEXT } from './light-context.ts';
import { type Order, pageOf } from './paging.ts';
import { ListTasks } from './queries.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { DUE, LIGHT, OPEN, TaskVersion } from './tasks.ts';
import { visibleTo } from './visibility.ts';

const orders: Record<TaskQuery['sort'], Order<TaskVersion>> = {
  due: {
    name: 'tasks-by-due',
    by: [DUE, 'task.id'],
    direction: 'ASC',
    placeOf: ({ dueDate, id }) => [dueDate ?? 'infinity', id],
  },
  number: {
    name: 'tasks-by-number',
    by: ['task.number', 'task.id'],
    direction: 'ASC',
    placeOf: ({ number, id }) => [number, id],
  },
  changed: {
    name: 'tasks-by-change',
    by: ['task.valid_from'],
    direction: 'DESC',
    placeOf: ({ validFrom }) => [validFrom],
  },
};

@QueryHandler(ListTasks)
export class ListTasksHandler implements IQueryHandler<ListTasks> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(LIGHT_CONTEXT) private readonly context: LightContext,
  ) {}

  async execute({ viewer, query }: ListTasks): Promise<TaskPage> {
    await caughtUp(this.log, ['tasks'], query.after);
    const now = this.clock.now();
    const rows = tasksNow(this.database.manager, viewer, now);
    narrow(rows, query);
    const counted = query.counts === 'true' ? rows.clone() : null;
    if (query.light) rows.andWhere(`${LIGHT} = :light`, { light: query.light });
    const page = await pageOf(rows, orders[query.sort], query);
    const items = await taskRows(this.database.manager, page.items.map(shownTask), now, this.context);
    return { items, nextCursor: page.nextCursor, ...(counted && { counts: await counts(counted, query.light) }) };
  }
}

/** The tasks as they stand and as far as the viewer may see; `:now` is set for `LIGHT`. */
export function tasksNow(database: EntityManager, viewer: Viewer, now: Instant): SelectQueryBuilder<TaskVersion> {
  return database
    .createQueryBuilder(TaskVersion, 'task')
    .where('task.valid_to IS NULL')
    .andWhere(...visibleTo(viewer, 'task'))
    .setParameter('now', now);
}

/** All filters but the light. */
function narrow(rows: SelectQueryBuilder<TaskVersion>, query: TaskQuery): void {
  const { status, open, unit, directive, parent, dueFrom, dueTo, q } = query;
  if (status) rows.andWhere('task.status = :status', { status });
  if (open) rows.andWhere(open === 'true' ? OPEN : `NOT (${OPEN})`);
  if (unit) rows.andWhere('(task.lead_unit = :unit OR task.co_units @> ARRAY[:unit]::uuid[])', { unit });
  if (directive) rows.andWhere('task.directive_id = :directive', { directive });
  if (parent) rows.andWhere('task.parent_task_id = :parent', { parent });
  if (dueFrom) rows.andWhere('task.due_date >= :dueFrom', { dueFrom });
  if (dueTo) rows.andWhere('task.due_date <= :dueTo', { dueTo });
  if (q)
    rows.andWhere(`(task.number || ' ' || task.title) ILIKE :pattern`, {
      pattern: `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    });
}

async function counts(
  rows: SelectQueryBuilder<TaskVersion>,
  light: Light | undefined,
): Promise<NonNullable<TaskPage['counts']>> {
  const found: { light: Light; count: number }[] = await rows
    .select(LIGHT, 'light')
    .addSelect('count(*)::int', 'count')
    .groupBy('light')
    .getRawMany();
  const asked = light ? found.filter((entry) => entry.light === light) : found;
  return { total: sum(asked), lights: countsBy('light', LIGHTS, found) };
}
