import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { daysBetween } from '#libs/calendar';
import type { Dashboard, TaskFigures, UnitStanding } from '#libs/contracts';
import { LIGHTS } from '#libs/directives';
import { burnUp } from './burn-up.ts';
import { type Counted, countedTasks } from './counted-tasks.ts';
import { countsBy, sum } from './counting.ts';
import { GetDashboard } from './figure-queries.ts';
import { heatMap } from './heat-map.ts';
import { readCampaign } from './list-campaigns.ts';
import { type Moment, Moments } from './moments.ts';
import { namesOf } from './names.ts';
import { told } from './overview.ts';
import { isOpen, type Tally } from './task-tally.ts';
import { LIGHT, type TaskVersion } from './tasks.ts';

@QueryHandler(GetDashboard)
export class GetDashboardHandler implements IQueryHandler<GetDashboard> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: GetDashboard): Promise<Dashboard> {
    const moment = await this.moments.of(query, ['directives', 'tasks']);
    const before = query.since === undefined ? null : await this.moments.of({ as_of: query.since }, []);
    // One snapshot, so that the figures are of one position and agree with each other.
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const counted = { manager, viewer, campaign: query.campaign };
      const campaign = query.campaign ? await readCampaign(manager, viewer, query.campaign, moment) : null;
      const tally = await tallyOf(counted, moment);
      return {
        ...{ now: moment.now, today: moment.today, campaign },
        position: moment.position ?? (await told(manager)),
        tasks: figuresOf(tally),
        units: await standingsOf(manager, tally, moment),
        heatMap: await heatMap(counted, moment),
        burnUp: await burnUp(counted, moment, campaign),
        since: before && (await compared(counted, before, moment)),
      };
    });
  }
}

export interface DatedTally extends Tally {
  /** The earliest date among them. */
  readonly earliest: string | null;
}

function tallyOf(counted: Counted, moment: Moment): Promise<DatedTally[]> {
  return tallied(countedTasks(counted, moment));
}

/** So many of these tasks, which are called `task`, are of one unit, in one status, and show one light. */
export function tallied(tasks: SelectQueryBuilder<TaskVersion>): Promise<DatedTally[]> {
  return tasks
    .select('task.lead_unit', 'unit')
    .addSelect('task.status', 'status')
    .addSelect(LIGHT, 'light')
    .addSelect('count(*)::int', 'count')
    .addSelect('min(task.due_date)::text', 'earliest')
    .groupBy('unit, status, light')
    .getRawMany();
}

export function figuresOf(tally: readonly Tally[]): TaskFigures {
  const open = sum(tally.filter(isOpen));
  return { total: sum(tally), open, done: sum(tally) - open, lights: countsBy('light', LIGHTS, tally) };
}

/** By lead unit, the one with most overdue tasks first. */
export async function standingsOf(
  manager: EntityManager,
  tally: readonly DatedTally[],
  moment: Moment,
): Promise<UnitStanding[]> {
  const ids = [...new Set(tally.map(({ unit }) => unit))];
  const names = await namesOf(manager, { units: ids }, moment.organisation);
  const standings = ids.map((id) => {
    const own = tally.filter(({ unit }) => unit === id);
    const late = own.filter(({ light, status }) => light === 'overdue' && status !== 'in-review');
    const days = late.map(({ earliest }) => (earliest === null ? 0 : daysBetween(earliest, moment.today)));
    return { unit: names.unit(id), ...figuresOf(own), mostDaysLate: Math.max(0, ...days) };
  });
  return standings.sort(
    (a, b) =>
      b.lights.overdue - a.lights.overdue || b.mostDaysLate - a.mostDaysLate || (a.unit.id < b.unit.id ? -1 : 1),
  );
}

async function compared(counted: Counted, before: Moment, moment: Moment): Promise<NonNullable<Dashboard['since']>> {
  const events: { change: string; count: number }[] = await countedTasks(counted, moment)
    .innerJoin('task_row', 'changed', 'changed.id = task.id AND changed.valid_from > :since', {
      since: before.position,
    })
    .andWhere(moment.position === null ? 'true' : 'changed.valid_from <= :position')
    .select('changed.change', 'change')
    .addSelect('count(*)::int', 'count')
    .groupBy('changed.change')
    .orderBy('changed.change')
    .getRawMany();
  return {
    now: before.now,
    position: before.position ?? 0,
    tasks: figuresOf(await tallyOf(counted, before)),
    events: Object.fromEntries(events.map(({ change, count }) => [change, count])),
  };
}
