import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { type TaskRow, type TaskSkeleton, TaskStatus } from '#libs/contracts';
import { type Id, LIGHTS, type Light } from '#libs/directives';
import { narrow, orders, tasksAt } from './list-tasks.ts';
import { Moments, visibleAt } from './moments.ts';
import { namesOf } from './names.ts';
import { GetTaskSkeleton, ListTaskVersions } from './queries.ts';
import { shownTask, taskRows } from './task-rows.ts';
import { LIGHT, TaskVersion } from './tasks.ts';

/** More rows than a grid is scrolled through; a longer list is to be narrowed. */
const MOST_ROWS = 100_000;
const STATUSES = TaskStatus.options;

interface Row {
  position: string;
  light: Light;
  status: TaskStatus;
  due: number | null;
  unit: Id;
  percent: number;
}

@QueryHandler(GetTaskSkeleton)
export class GetTaskSkeletonHandler implements IQueryHandler<GetTaskSkeleton> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: GetTaskSkeleton): Promise<TaskSkeleton> {
    const moment = await this.moments.of(query, ['tasks', 'directives']);
    const rows = tasksAt(this.database.manager, viewer, moment);
    narrow(rows, query, moment);
    if (query.light) rows.andWhere(`${LIGHT} = :light`, { light: query.light });
    const { by, direction } = orders[query.sort];
    for (const expression of by) rows.addOrderBy(expression, direction);
    const found: Row[] = await rows
      .select('task.valid_from', 'position')
      .addSelect(LIGHT, 'light')
      .addSelect('task.status', 'status')
      .addSelect(`task.due_date - DATE '1970-01-01'`, 'due')
      .addSelect('task.lead_unit', 'unit')
      .addSelect(`(task.state ->> 'percent')::int`, 'percent')
      .limit(MOST_ROWS + 1)
      .getRawMany();
    const shown = found.slice(0, MOST_ROWS);
    const units = [...new Set(shown.map(({ unit }) => unit))];
    const placeOf = new Map(units.map((id, place) => [id, place]));
    const names = await namesOf(this.database.manager, { units }, moment.organisation);
    return {
      now: moment.now,
      complete: found.length <= MOST_ROWS,
      units: units.map((id) => names.unit(id)),
      lights: [...LIGHTS],
      statuses: [...STATUSES],
      columns: {
        position: shown.map(({ position }) => Number(position)),
        light: shown.map(({ light }) => LIGHTS.indexOf(light)),
        status: shown.map(({ status }) => STATUSES.indexOf(status)),
        due: shown.map(({ due }) => due),
        unit: shown.map(({ unit }) => placeOf.get(unit) ?? 0),
        percent: shown.map(({ percent }) => percent),
      },
    };
  }
}

@QueryHandler(ListTaskVersions)
export class ListTaskVersionsHandler implements IQueryHandler<ListTaskVersions> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: ListTaskVersions): Promise<{ items: TaskRow[] }> {
    const moment = await this.moments.of(query, ['tasks']);
    const { positions } = query;
    const versions = await this.database
      .createQueryBuilder(TaskVersion, 'task')
      .where('task.valid_from = ANY (:positions::bigint[])', { positions })
      // However old the version is: seen is what the task as it lies now lets see.
      .andWhere(...visibleAt({ position: 0 }, viewer, 'task'))
      .getMany();
    const byPosition = new Map(versions.map((version) => [version.validFrom, version]));
    const inOrder = positions.flatMap((position) => byPosition.get(position) ?? []);
    return { items: await taskRows(this.database.manager, inOrder.map(shownTask), moment) };
  }
}
