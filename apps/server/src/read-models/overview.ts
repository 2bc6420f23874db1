import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { DirectiveStatus, type Overview, TaskStatus } from '#libs/contracts';
import { LIGHTS } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { newestChanges } from './changes.ts';
import { countsBy, sum } from './counting.ts';
import { DirectiveVersion } from './directives.ts';
import { GetOverview } from './figure-queries.ts';
import { tasksAt } from './list-tasks.ts';
import { type Moment, Moments, stoodAt, visibleAt } from './moments.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { figuresByUnit, isOpen, taskTally } from './task-tally.ts';
import { DUE, LIGHT, OPEN } from './tasks.ts';

const NEXT_DUE = 5;

@QueryHandler(GetOverview)
export class GetOverviewHandler implements IQueryHandler<GetOverview> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: GetOverview): Promise<Overview> {
    const moment = await this.moments.of(query, ['directives', 'tasks']);
    const { now, today } = moment;
    // One snapshot, so that the figures are of one position and agree with each other.
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const tally = await taskTally(manager, viewer, moment);
      return {
        ...{ now, today },
        position: moment.position ?? (await told(manager)),
        lights: countsBy('light', LIGHTS, tally),
        directives: await directiveCounts(manager, viewer, moment),
        tasks: countsBy('status', TaskStatus.options, tally),
        openTasks: sum(tally.filter(isOpen)),
        units: await figuresByUnit(manager, tally, moment),
        nextDue: await nextDue(manager, viewer, moment),
        changes: await newestChanges(manager, viewer, moment),
        unacknowledgedAlerts: await unacknowledgedAlerts(manager, viewer, moment),
      };
    });
  }
}

async function directiveCounts(
  manager: EntityManager,
  viewer: Viewer,
  moment: Moment,
): Promise<Overview['directives']> {
  const found: { status: DirectiveStatus; count: number }[] = await manager
    .createQueryBuilder(DirectiveVersion, 'directive')
    .select('directive.status', 'status')
    .addSelect('count(*)::int', 'count')
    .where(...stoodAt(moment, 'directive'))
    .andWhere(...visibleAt(moment, viewer, 'directive'))
    .groupBy('directive.status')
    .getRawMany();
  return countsBy('status', DirectiveStatus.options, found);
}

/** How far the rows of directives and tasks are. */
export async function told(manager: EntityManager): Promise<number> {
  const [row]: { position: string }[] = await manager.query(
    `SELECT coalesce(min(position), 0) AS position FROM checkpoint WHERE name IN ('directives', 'tasks')`,
  );
  return Number(row?.position);
}

async function nextDue(manager: EntityManager, viewer: Viewer, moment: Moment): Promise<Overview['nextDue']> {
  const rows = await tasksAt(manager, viewer, moment)
    .andWhere(OPEN)
    .andWhere('task.due_date IS NOT NULL')
    .andWhere(`${LIGHT} <> 'overdue'`)
    .orderBy(DUE)
    .addOrderBy('task.id')
    .limit(NEXT_DUE)
    .getMany();
  return taskRows(manager, rows.map(shownTask), moment);
}

async function unacknowledgedAlerts(
  manager: EntityManager,
  viewer: Viewer,
  { now, position }: Moment,
): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    `SELECT count(*)::int AS count FROM inbox_alert
     WHERE person_id = $1 AND alerted_at <= $2 AND (acknowledged_at IS NULL OR acknowledged_at > $2)`,
    [viewer.personId, position === null ? 'infinity' : now],
  );
  return row?.count ?? 0;
}
