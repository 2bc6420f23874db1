import type { CivilDate } from '#libs/calendar';
import {
  evolveTask,
  nextRepeat,
  noTask,
  type PlanContext,
  type PlannedStep,
  planSteps,
  type RemindersClaimed,
  type TaskEvent,
  type TaskState,
} from '#libs/directives';

/** What the plan of one task is made from: the task, and up to which day each of its steps was claimed. */
export interface PlannedTask {
  readonly task: TaskState;
  /** By `rule@dueVersion`. */
  readonly claimedUntil: Readonly<Record<string, CivilDate>>;
}
export type ClaimedStep = RemindersClaimed['steps'][number];

export const unplanned: PlannedTask = { task: noTask, claimedUntil: {} };

export function afterTaskEvent(planned: PlannedTask, event: TaskEvent): PlannedTask {
  return { ...planned, task: evolveTask(planned.task, event) };
}

/** A step claimed on `claimDay`, ten days late perhaps, covers every day up to then. */
export function afterClaim(planned: PlannedTask, step: ClaimedStep, claimDay: CivilDate): PlannedTask {
  const until = step.day > claimDay ? step.day : claimDay;
  return { ...planned, claimedUntil: { ...planned.claimedUntil, [keyOf(step)]: until } };
}

/**
 * The steps still to come: those of the task's rules, without the ones that were claimed; a repeating one stands at
 * its first working day that no claim covered. A function of the events alone, so that a rebuild gives the same.
 */
export function stepsToCome({ task, claimedUntil }: PlannedTask, context: PlanContext): PlannedStep[] {
  return planSteps(task, context).flatMap((step) => {
    const until = claimedUntil[keyOf(step)];
    if (until === undefined || until < step.day) return [step];
    return step.repeats ? [nextRepeat(step, until, context)] : [];
  });
}

function keyOf({ rule, dueVersion }: { rule: string; dueVersion: number }): string {
  return `${rule}@${dueVersion}`;
}
