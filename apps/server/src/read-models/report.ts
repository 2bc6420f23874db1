import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { Report, ReportQuery, TaskRow } from '#libs/contracts';
import { type Id, officeOf } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { figuresOf, standingsOf, tallied } from './dashboard.ts';
import { GetReport } from './figure-queries.ts';
import { readCampaign } from './list-campaigns.ts';
import { narrow, orders, tasksAt } from './list-tasks.ts';
import { type Moment, Moments } from './moments.ts';
import { namesOf } from './names.ts';
import { UnitRow } from './organisation.ts';
import { told } from './overview.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { LIGHT } from './tasks.ts';

/** All that a report says but its seal, and how many tasks there are. */
export type UnsealedReport = Omit<Report, 'seal' | 'complete'> & { readonly found: number };

@QueryHandler(GetReport)
export class GetReportHandler implements IQueryHandler<GetReport> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query, mostTasks }: GetReport): Promise<UnsealedReport> {
    const moment = await this.moments.of(query, ['directives', 'tasks']);
    // One snapshot, so that figures and rows are of one position and agree with each other.
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      const tally = await tallied(narrowed(manager, viewer, query, moment).andWhere(`task.status <> 'ended'`));
      const figures = figuresOf(tally);
      const office = await officeAt(manager, moment);
      const about = [query.leadUnit ?? query.unit, office].filter((id) => typeof id === 'string');
      const names = await namesOf(manager, { units: about }, moment.organisation);
      const [unit] = about.slice(0, query.leadUnit || query.unit ? 1 : 0);
      const listed = await countOf(manager, viewer, query, moment);
      return {
        ...{ now: moment.now, today: moment.today, found: listed },
        position: moment.position ?? (await told(manager)),
        office: office === null ? null : names.unit(office),
        campaign: query.campaign ? await readCampaign(manager, viewer, query.campaign, moment) : null,
        unit: unit === undefined ? null : names.unit(unit),
        figures,
        units: await standingsOf(manager, tally, moment),
        tasks: await firstTasks(manager, viewer, query, moment, mostTasks),
      };
    });
  }
}

async function officeAt(manager: EntityManager, { organisation }: Moment): Promise<Id | null> {
  if (organisation) return officeOf(organisation);
  return (await manager.findOneBy(UnitRow, { kind: 'office' }))?.id ?? null;
}

function narrowed(manager: EntityManager, viewer: Viewer, query: ReportQuery, moment: Moment) {
  const rows = tasksAt(manager, viewer, moment);
  narrow(rows, query, moment);
  return query.light ? rows.andWhere(`${LIGHT} = :light`, { light: query.light }) : rows;
}

function countOf(manager: EntityManager, viewer: Viewer, query: ReportQuery, moment: Moment): Promise<number> {
  return narrowed(manager, viewer, query, moment).getCount();
}

async function firstTasks(
  manager: EntityManager,
  viewer: Viewer,
  query: ReportQuery,
  moment: Moment,
  most: number,
): Promise<TaskRow[]> {
  const rows = narrowed(manager, viewer, query, moment);
  const { by, direction } = orders[query.sort];
  for (const expression of by) rows.addOrderBy(expression, direction);
  const versions = await rows.limit(most).getMany();
  return taskRows(manager, versions.map(shownTask), moment);
}
