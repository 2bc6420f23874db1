import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import { addDays } from '#libs/calendar';
import type { ExistingTask, Id } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { Viewer } from '../access/viewer.ts';
import { tasksAt } from './list-tasks.ts';
import { Moments } from './moments.ts';
import { namesOf } from './names.ts';
import { namedInTasks, shownTask } from './task-rows.ts';

/** A task as a calendar shows it. */
export interface DueDate {
  readonly taskId: Id;
  readonly number: string;
  readonly title: string;
  readonly leadUnit: { readonly zh: string; readonly en: string };
  readonly day: CivilDate;
  /** Closed, or ended with its directive. */
  readonly isOver: boolean;
  readonly version: number;
  readonly changedAt: Instant;
}

/**
 * The dates of tasks that the viewer may see and that these units lead or take part in, or that the viewer is in charge of when no
 * units are named: then it is their own units. From half a year ago on, the earliest first, as many as a calendar can bear.
 */
export class ListDueDates extends Query<readonly DueDate[]> {
  constructor(
    readonly viewer: Viewer,
    readonly unitIds: readonly Id[] | null,
  ) {
    super();
  }
}

const DAYS_BACK = 180;
const MOST = 5000;

@QueryHandler(ListDueDates)
export class ListDueDatesHandler implements IQueryHandler<ListDueDates> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, unitIds }: ListDueDates): Promise<readonly DueDate[]> {
    const moment = await this.moments.of({}, []);
    const rows = await tasksAt(this.database.manager, viewer, moment)
      .andWhere('task.due_date >= :from', { from: addDays(moment.today, -DAYS_BACK) })
      .andWhere(
        `(task.lead_unit = ANY (:units::uuid[]) OR task.co_units && :units::uuid[] OR task.leader_in_charge = ANY (:posts::uuid[]))`,
        { units: unitIds ?? viewer.unitIds, posts: unitIds === null ? viewer.leaderPostIds : [] },
      )
      .orderBy('task.due_date')
      .addOrderBy('task.id')
      .limit(MOST)
      .getMany();
    const tasks = rows.map(shownTask);
    const names = await namesOf(this.database.manager, namedInTasks(tasks));
    return tasks.flatMap(({ id, state, changedAt }) =>
      dueDateOf(id, state, changedAt, names.unit(state.leadUnit).name),
    );
  }
}

function dueDateOf(taskId: Id, state: ExistingTask, changedAt: Instant, leadUnit: DueDate['leadUnit']): DueDate[] {
  const { number, title, deadline, status, version } = state;
  if (deadline === null) return [];
  const isOver = status === 'closed' || status === 'ended';
  return [{ taskId, number, title, leadUnit, day: deadline.date, isOver, version, changedAt }];
}
