import {
  type Id,
  isSettled,
  type OrganisationState,
  officeClerks,
  type PlanContext,
  type TaskEvent,
  type TaskState,
} from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { anchorOf, type ReminderAbout } from './reminder-about.ts';

/** An alert that nobody has acknowledged or handled yet. */
export interface OpenAlert {
  readonly id: Id;
  readonly taskId: Id;
  readonly personId: Id;
  readonly rule: string;
  readonly about: ReminderAbout;
  readonly dueVersion: number;
  readonly alertedAt: Instant;
}

/** By whom and when an alert was handled. `settled`: what it asked for was done, so that it is done for everybody. */
export interface Handled {
  readonly id: Id;
  readonly at: Instant;
  readonly by: Id;
  readonly settled: boolean;
}

/**
 * Whether the newest of these acts on its task, or an own act of whoever was told, handles the alert; null: it stays open. `task` is as it stands
 * after them. Pure: `test/simulation` runs it too.
 */
export function handledBy(
  { id, rule, about, dueVersion, personId, alertedAt: at }: OpenAlert,
  { task, acts }: { readonly task: TaskState; readonly acts: readonly Pick<TaskEvent, 'at' | 'by'>[] },
  { organisation, ...context }: Pick<PlanContext, 'zone' | 'calendar'> & { readonly organisation: OrganisationState },
): Handled | null {
  const { report = null, slip } = about;
  const asked = { from: anchorOf(rule, about), report, slip: slip?.number ?? null, dueVersion, at };
  const settling = isSettled(task, asked, context) ? acts.at(-1) : undefined;
  const act = settling ?? acts.findLast((one) => one.at >= at && isOwn(one.by, personId, organisation, task));
  return act ? { id, at: act.at, by: act.by, settled: settling !== undefined } : null;
}

/** What its units do is judged by what was asked of them; whoever is of none of them handles it by any act. */
function isOwn(by: Id, personId: Id, organisation: OrganisationState, task: TaskState): boolean {
  const clerks = officeClerks(organisation);
  if (by !== personId && !(clerks.includes(by) && clerks.includes(personId))) return false;
  const units = task.status === 'none' ? [] : [task.leadUnit, ...task.coUnits];
  const deputyOf = Object.values(organisation.delegations ?? {}).filter(
    ({ deputyId, ended }) => deputyId === personId && !ended,
  );
  return !Object.entries(organisation.posts).some(
    ([id, { holder, duty, unitId }]) =>
      (holder?.personId === personId || deputyOf.some(({ postId }) => postId === id)) &&
      duty === 'liaison' &&
      units.includes(unitId),
  );
}
