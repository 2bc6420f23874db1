import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { TaskFilters, TaskPage, TaskQuery } from '#libs/contracts';
import { LIGHTS, type Light } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { inCampaign } from './campaigns.ts';
import { countsBy, sum } from './counting.ts';
import { type Moment, Moments, stoodAt, visibleAt } from './moments.ts';
import { type Order, pageOf } from './paging.ts';
import { ListTasks } from './queries.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { DUE, LIGHT, OPEN, TaskVersion } from './tasks.ts';
import type { Condition } from './visibility.ts';

export const orders: Record<TaskQuery['sort'], Order<TaskVersion>> = {
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
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: ListTasks): Promise<TaskPage> {
    const moment = await this.moments.of(query, query.campaign || query.readout ? ['tasks', 'directives'] : ['tasks']);
    const rows = tasksAt(this.database.manager, viewer, moment);
    narrow(rows, query, moment);
    const counted = query.counts === 'true' ? rows.clone() : null;
    if (query.light) rows.andWhere(`${LIGHT} = :light`, { light: query.light });
    const page = await pageOf(rows, orders[query.sort], query);
    const items = await taskRows(this.database.manager, page.items.map(shownTask), moment);
    return { items, nextCursor: page.nextCursor, ...(counted && { counts: await counts(counted, query.light) }) };
  }
}

/** The tasks as they stood at the moment and as far as the viewer may see; `:now` and `:asOf` are set for `LIGHT`. */
export function tasksAt(database: EntityManager, viewer: Viewer, moment: Moment): SelectQueryBuilder<TaskVersion> {
  return database
    .createQueryBuilder(TaskVersion, 'task')
    .where(...stoodAt(moment, 'task'))
    .andWhere(...visibleAt(moment, viewer, 'task'))
    .setParameters({ now: moment.now, asOf: moment.position });
}

/** All filters but the light. */
export function narrow(rows: SelectQueryBuilder<TaskVersion>, query: TaskFilters, moment: Moment): void {
  const { status, open, unit, leadUnit, directive, readout, leader, campaign, parent, dueFrom, dueTo, q } = query;
  if (status) rows.andWhere('task.status = :status', { status });
  if (open) rows.andWhere(open === 'true' ? OPEN : `NOT (${OPEN})`);
  if (unit) rows.andWhere('(task.lead_unit = :unit OR task.co_units @> ARRAY[:unit]::uuid[])', { unit });
  if (leadUnit) rows.andWhere('task.lead_unit = :leadUnit', { leadUnit });
  if (directive) rows.andWhere('task.directive_id = :directive', { directive });
  if (readout) rows.andWhere(...ofReadout(readout, moment));
  if (leader) rows.andWhere('task.leader_in_charge = :leader', { leader });
  if (campaign) rows.andWhere(...inCampaign('task.directive_id', campaign, moment));
  if (parent) rows.andWhere('task.parent_task_id = :parent', { parent });
  if (dueFrom) rows.andWhere('task.due_date >= :dueFrom', { dueFrom });
  if (dueTo) rows.andWhere('task.due_date <= :dueTo', { dueTo });
  if (q)
    rows.andWhere(`(task.number || ' ' || task.title) ILIKE :pattern`, {
      pattern: `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    });
}

/** Of a directive from this readout. */
function ofReadout(readout: string, moment: Moment): Condition {
  const [stood, parameters] = stoodAt(moment, 'source');
  return [
    `task.directive_id IN (SELECT source.id FROM directive_row source WHERE source.readout_id = :readout AND ${stood})`,
    { ...parameters, readout },
  ];
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
