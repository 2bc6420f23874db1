import { type CivilDate, civilDateAt } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { TaskEvent } from '../task/events.ts';
import { evolve } from '../task/evolve.ts';
import { type ExistingTask, noTask, type TaskState } from '../task/state.ts';
import type { RemindersClaimed } from './events.ts';
import type { Audience, Ladder } from './ladder.ts';
import { nextRepeat, type PlanContext, type PlannedStep, planSteps } from './plan.ts';

// The whole of reminding that is decided, as functions of state and instant: what is folded, which steps are to come, and
// what becomes of those that are due. What waits, stores and sends is in `apps/server/src/reminders` and `delivery`.

export type ClaimedStep = RemindersClaimed['steps'][number];

/** A task, and what was claimed of its steps. */
export interface RemindedTask {
  readonly task: TaskState;
  /** By `rule@dueVersion`: the last claim of each step. */
  readonly claims: Readonly<Record<string, Claim>>;
}
export interface Claim {
  /** The claim covers every day up to this one. */
  readonly until: CivilDate;
  /** The day for which the step was planned. */
  readonly day: CivilDate;
  readonly outcome: ClaimedStep['outcome'];
}

export const unreminded: RemindedTask = { task: noTask, claims: {} };

export function afterTaskEvent(reminded: RemindedTask, event: TaskEvent): RemindedTask {
  return { ...reminded, task: evolve(reminded.task, event) };
}

/** A step claimed on `claimDay`, ten days late perhaps, covers every day up to then. */
export function afterClaim(reminded: RemindedTask, step: ClaimedStep, claimDay: CivilDate): RemindedTask {
  const { day, outcome } = step;
  const claim = { until: day > claimDay ? day : claimDay, day, outcome };
  return { ...reminded, claims: { ...reminded.claims, [keyOf(step.rule, step.dueVersion)]: claim } };
}

/**
 * The steps still to come: those of the task's ladder, without the ones that were claimed; one that comes again stands at
 * its first working day that no claim covered. A function of the events alone, so that a rebuild gives the same.
 */
export function stepsToCome({ task, claims }: RemindedTask, ladder: Ladder, context: PlanContext): PlannedStep[] {
  if (task.status === 'none') return [];
  const claimedUntil = (rule: string) => claims[keyOf(rule, task.dueVersion)]?.until;
  return planSteps(task, ladder, context, ({ rule }) => claimedUntil(rule)).flatMap((planned) => {
    const until = claimedUntil(planned.step.rule);
    if (until === undefined || planned.period !== null) return [planned];
    if (planned.step.repeatsEvery === null) return [];
    return until < planned.day ? [planned] : [nextRepeat(planned, until, context)];
  });
}

/** What is known, at a claim, of the alerts that came before. */
export interface Heard {
  /** When somebody was last told of the task, in business time, and whether any of them has acknowledged it. */
  readonly last: { readonly at: Instant; readonly acknowledged: boolean } | null;
}

/**
 * What becomes of the steps of one task that are due, in their order:
 * - `withheld`: its condition (`unless`) holds, so nobody is told;
 * - `superseded`: a newer step told the same audience already or does now, or its day was over before the date, the unit
 *   or the ladder was changed to what it is; of what was missed only the newest is told, and of what rest days have
 *   brought together only what is nearest to the date;
 * - `tell`.
 */
export function judge(
  { task, claims }: RemindedTask,
  due: readonly PlannedStep[],
  { ladder, heard, zone }: { readonly ladder: Ladder; readonly heard: Heard; readonly zone: string },
): ('tell' | 'superseded' | 'withheld')[] {
  if (task.status === 'none') throw new Error('A task that does not exist has no steps');
  const changedOn = changedSince(task, ladder).map((at) => civilDateAt(at, zone));
  const told = toldSteps(claims, task.dueVersion, ladder);
  const candidates = due.map((planned) => ({
    planned,
    withheld: isWithheld(planned, task, heard),
    passed: changedOn.some((day) => planned.day < day),
  }));
  const alive = candidates.filter(({ withheld, passed }) => !withheld && !passed).map(({ planned }) => planned);
  return candidates.map(({ planned, withheld, passed }) => {
    if (withheld) return 'withheld';
    const newer = [
      ...told.filter(({ day }) => day > planned.day),
      ...alive.filter((other) => other.at > planned.at || isNearer(other, planned, ladder)),
    ];
    const covered = new Set(newer.flatMap(({ step }) => step.to));
    return passed || planned.step.to.every((audience) => covered.has(audience)) ? 'superseded' : 'tell';
  });
}

/** When the task was set going anew, was given its ladder, or the ladder was changed; not its assignment itself. */
function changedSince({ assignedAt, runningSince, ladderSince }: ExistingTask, ladder: Ladder): Instant[] {
  return [runningSince, ladderSince, ladder.since].flatMap((at) => (at !== null && at > assignedAt ? at : []));
}

/** Of two steps that count from one day and that rest days have brought together, the later of the ladder says it all. */
function isNearer(other: PlannedStep, planned: PlannedStep, { steps }: Ladder): boolean {
  if (other.at !== planned.at || other.step.from !== planned.step.from) return false;
  const place = ({ step }: PlannedStep) => steps.findIndex(({ rule }) => rule === step.rule);
  return other.period === planned.period && place(other) > place(planned);
}

function isWithheld({ step }: PlannedStep, { actedAt }: ExistingTask, { last }: Heard): boolean {
  if (last === null || (step.unless !== 'acted-on' && step.unless !== 'acknowledged')) return false;
  if (actedAt !== null && actedAt >= last.at) return true;
  return step.unless === 'acknowledged' && last.acknowledged;
}

function toldSteps(
  claims: RemindedTask['claims'],
  dueVersion: number,
  { steps }: Ladder,
): { day: CivilDate; step: { to: readonly Audience[] } }[] {
  return steps.flatMap((step) => {
    const claim = claims[keyOf(step.rule, dueVersion)];
    return claim?.outcome === 'sent' ? [{ day: claim.day, step }] : [];
  });
}

function keyOf(rule: string, dueVersion: number): string {
  return `${rule}@${dueVersion}`;
}
