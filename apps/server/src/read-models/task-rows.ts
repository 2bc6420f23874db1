import type { EntityManager } from 'typeorm';
import type { TaskRow } from '#libs/contracts';
import { DEFAULT_LABEL, type ExistingTask, type Id, lightAt } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { Position } from '#libs/event-store';
import type { Moment } from './moments.ts';
import { type Named, type Names, namesOf } from './names.ts';
import { shownDeadline } from './shown-deadline.ts';
import type { TaskVersion } from './tasks.ts';

/** A task as it is at a position. */
export interface ShownTask {
  readonly id: Id;
  readonly state: ExistingTask;
  readonly position: Position;
  readonly changedAt: Instant;
}

export function shownTask({ id, state, validFrom, changedAt }: TaskVersion): ShownTask {
  if (state.status === 'none') throw new Error(`Task ${id} has a row but no state`);
  return { id, state, position: validFrom, changedAt };
}

export function namedInTasks(tasks: readonly ShownTask[]): Required<Pick<Named, 'units' | 'posts'>> {
  return {
    units: tasks.flatMap(({ state }) => [state.leadUnit, ...state.coUnits]),
    posts: tasks.map(({ state }) => state.leaderInCharge),
  };
}

/** What the ledger shows of tasks, with their lights at the moment. */
export async function taskRows(
  database: EntityManager,
  tasks: readonly ShownTask[],
  moment: Moment,
): Promise<TaskRow[]> {
  const names = await namesOf(database, namedInTasks(tasks), moment.organisation);
  return tasks.map((task) => taskRow(task, names, moment));
}

export function taskRow(
  { id, state, position, changedAt }: ShownTask,
  names: Names,
  { now, context }: Moment,
): TaskRow {
  const { version, status, number, title, directiveId, parentTaskId, deadline, originalDeadline, signBy, percent } =
    state;
  const { light, reasons } = lightAt(state, now, context);
  return {
    ...{ id, version, status, number, title, directiveId, parentTaskId, originalDeadline, signBy, percent },
    deadline: shownDeadline(deadline, context.calendar),
    leadUnit: names.unit(state.leadUnit),
    coUnits: state.coUnits.map(names.unit),
    leaderInCharge: names.post(state.leaderInCharge),
    light,
    lightReasons: reasons.map(({ code, params }) => ({ code, params: { ...params } })),
    label: state.label ?? DEFAULT_LABEL,
    extensionPending: state.pendingExtension !== null,
    ...{ changedAt, position },
  };
}
