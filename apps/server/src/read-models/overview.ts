import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import { DirectiveStatus, type Overview, TaskStatus } from '#libs/contracts';
import { LIGHTS, type LightContext } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { Clock } from '../clock.ts';
import { caughtUp } from './caught-up.ts';
import { newestChanges } from './changes.ts';
import { countsBy, sum } from './counting.ts';
import { DirectiveVersion } from './directives.ts';
import { LIGHT_CONTEXT } from './light-context.ts';
import { tasksNow } from './list-tasks.ts';
import { GetOverview } from './queries.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { figuresByUnit, isOpen, taskTally } from './task-tally.ts';
import { DUE, LIGHT, OPEN } from './tasks.ts';
import { visibleTo } from './visibility.ts';

const NEXT_DUE = 5;

@QueryHandler(GetOverview)
export class GetOverviewHandler implements IQueryHandler<GetOverview> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(LIGHT_CONTEXT) private readonly context: LightContext,
  ) {}

  async execute({ viewer, query }: GetOverview): Promise<Overview> {
    await caughtUp(this.log, ['directives', 'tasks'], query.after);
    const now = this.clock.now();
    const today = this.clock.today();
    // One snapshot, so that the figures are of one position and agree with each other.
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const tally = await taskTally(manager, viewer, now);
      return {
        ...{ now, today },
        position: await told(manager),
        lights: countsBy('light', LIGHTS, tally),
        directives: await directiveCounts(manager, viewer),
        tasks: countsBy('status', TaskStatus.options, tally),
        openTasks: sum(tally.filter(isOpen)),
        units: await figuresByUnit(manager, tally),
        nextDue: await nextDue(manager, viewer, now, this.context),
        changes: await newestChanges(manager, viewer),
        unacknowledgedAlerts: await unacknowledgedAlerts(manager, viewer),
      };
    });
  }
}

async function directiveCounts(manager: EntityManager, viewer: Viewer): Promise<Overview['directives']> {
  const found: { status: DirectiveStatus; count: number }[] = await manager
    .createQueryBuilder(DirectiveVersion, 'directive')
    .select('directive.status', 'status')
    .addSelect('count(*)::int', 'count')
    .where('directive.valid_to IS NULL')
    .andWhere(...visibleTo(viewer, 'directive'))
    .groupBy('directive.status')
    .getRawMany();
  return countsBy('status', DirectiveStatus.options, found);
}

async function told(manager: EntityManager): Promise<number> {
  const [row]: { position: string }[] = await manager.query(
    `SELECT coalesce(min(position), 0) AS position FROM checkpoint WHERE name IN ('directives', 'tasks')`,
  );
  return Number(row?.position);
}

async function nextDue(
  manager: EntityManager,
  viewer: Viewer,
  now: Instant,
  context: LightContext,
): Promise<Overview['nextDue']> {
  const rows = await tasksNow(manager, viewer, now)
    .andWhere(OPEN)
    .andWhere('task.due_date IS NOT NULL')
    .andWhere(`${LIGHT} <> 'overdue'`)
    .orderBy(DUE)
    .addOrderBy('task.id')
    .limit(NEXT_DUE)
    .getMany();
  return taskRows(manager, rows.map(shownTask), now, context);
}

async function unacknowledgedAlerts(manager: EntityManager, viewer: Viewer): Promise<number> {
  const [row]: { count: number }[] = await manager.query(
    'SELECT count(*)::int AS count FROM inbox_alert WHERE person_id = $1 AND acknowledged_at IS NULL',
    [viewer.personId],
  );
  return row?.count ?? 0;
}
