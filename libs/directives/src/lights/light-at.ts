import { type CivilDate, civilDateAt, daysBetween, workingDaysBetween } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { ClosedTask, ExistingTask, OpenTask, TaskUnderWay } from '../task/state.ts';
import { dueSoonFrom, type Light, type LightContext, lastHeardAt } from './light.ts';

/** Every reason a light can have; each has a sentence in `libs/messages`, filled by the params. */
export const LIGHT_REASONS = [
  'closed',
  'finished-late',
  'ended',
  'suspended',
  'overdue',
  'claimed',
  'claimed-late',
  'due-soon',
  'not-signed',
  'disputed',
  'behind-plan',
  'silent',
  'on-plan',
  'standing',
] as const;

export interface LightReason {
  readonly code: (typeof LIGHT_REASONS)[number];
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ExplainedLight {
  readonly light: Light;
  /** Why: one reason or more, the weightiest first. */
  readonly reasons: readonly LightReason[];
}

/**
 * The light of a task and why, at an instant not before its last event. It changes at midnights of the zone only, apart
 * from events. What is claimed done is judged by the day of the claim: time in the office's queue is not the unit's.
 */
export function lightAt(task: ExistingTask, now: Instant, context: LightContext): ExplainedLight {
  const today = civilDateAt(now, context.zone);
  switch (task.status) {
    case 'closed':
      return {
        light: 'done',
        reasons: [reason('closed', { kind: task.closure.kind }), ...finishedLate(task, context)],
      };
    case 'ended':
      return { light: 'done', reasons: [reason('ended', { cause: task.cause })] };
    case 'suspended': {
      const since = civilDateAt(task.suspension.at, context.zone);
      return { light: 'suspended', reasons: [reason('suspended', { since, clock: task.suspension.clock })] };
    }
    case 'in-review': {
      const claimedOn = civilDateAt(task.claimedAt, context.zone);
      const days = daysLate(task, claimedOn);
      if (days > 0) return { light: 'overdue', reasons: [reason('claimed-late', { claimedOn, days })] };
      return { light: 'on-track', reasons: [reason('claimed', { claimedOn })] };
    }
    case 'assigned':
      return dueLight(task, today, context) ?? light('not-signed', reason('not-signed', { signBy: task.signBy }));
    case 'disputed':
      return dueLight(task, today, context) ?? light('not-signed', reason('disputed', {}));
    case 'signed-for':
    case 'active':
      return dueLight(task, today, context) ?? progressLight(task, today, context);
  }
  return task satisfies never;
}

function dueLight(task: OpenTask, today: CivilDate, context: LightContext): ExplainedLight | null {
  if (task.deadline === null) return null;
  const { date } = task.deadline;
  if (today > date) return light('overdue', reason('overdue', { date, days: daysLate(task, today) }));
  if (today < dueSoonFrom(task, date, context)) return null;
  const workingDays = workingDaysBetween(context.calendar, today, date);
  return light('due-soon', reason('due-soon', { date, days: daysBetween(today, date), workingDays }));
}

function progressLight(task: TaskUnderWay, today: CivilDate, { zone, thresholds }: LightContext): ExplainedLight {
  const { percent } = task;
  const plan = plannedPercent(task, today, zone);
  const silent = daysBetween(civilDateAt(lastHeardAt(task), zone), today);
  const reasons: LightReason[] = [];
  if (plan !== null && plan > percent + thresholds.behindPoints) {
    reasons.push(reason('behind-plan', { percent, plan: Math.round(plan) }));
  }
  if (silent > thresholds.silentDays) reasons.push(reason('silent', { days: silent }));
  if (reasons.length > 0) return { light: 'behind', reasons };
  return light(
    'on-track',
    plan === null ? reason('standing', {}) : reason('on-plan', { percent, plan: Math.round(plan) }),
  );
}

/** Time-proportional progress (序时进度): the share of the days from assignment to date that is over, 0 to 100. */
function plannedPercent({ assignedAt, deadline }: TaskUnderWay, today: CivilDate, zone: string): number | null {
  if (deadline === null) return null;
  const assignedOn = civilDateAt(assignedAt, zone);
  const span = daysBetween(assignedOn, deadline.date);
  return span === 0 ? 0 : (100 * daysBetween(assignedOn, today)) / span;
}

/** Late stays late: judged by the claim that was accepted or, without one, by the closing. */
function finishedLate(task: ClosedTask, { zone }: LightContext): LightReason[] {
  const days = daysLate(task, civilDateAt(task.claimedAt ?? task.closure.at, zone));
  return days > 0 ? [reason('finished-late', { days })] : [];
}

function daysLate({ deadline }: ExistingTask, day: CivilDate): number {
  return deadline === null ? 0 : Math.max(0, daysBetween(deadline.date, day));
}

function light(of: Light, why: LightReason): ExplainedLight {
  return { light: of, reasons: [why] };
}

function reason(code: LightReason['code'], params: LightReason['params']): LightReason {
  return { code, params };
}
