import { addDays, type CivilDate, civilDateAt, daysBetween, endOfDayAt } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { ExistingTask, TaskUnderWay } from '../task/state.ts';
import { dueSoonFrom, type Light, type LightContext, lastHeardAt } from './light.ts';

/**
 * When the light of a task changes if nothing else happens. Stored with a task's row, so that any list can be filtered
 * by light at any instant without folding a stream; `lightOf` reads it, as this does in SQL:
 *
 *     CASE WHEN overdue_at <= $now THEN 'overdue' WHEN due_soon_at <= $now THEN 'due-soon'
 *          WHEN behind_at <= $now THEN 'behind' ELSE otherwise END
 */
export interface LightChanges {
  readonly overdueAt: Instant | null;
  readonly dueSoonAt: Instant | null;
  readonly behindAt: Instant | null;
  /** The light while none of these instants has come. */
  readonly otherwise: Light;
}

export function lightOf({ overdueAt, dueSoonAt, behindAt, otherwise }: LightChanges, now: Instant): Light {
  const hasCome = (at: Instant | null) => at !== null && at <= now;
  if (hasCome(overdueAt)) return 'overdue';
  if (hasCome(dueSoonAt)) return 'due-soon';
  if (hasCome(behindAt)) return 'behind';
  return otherwise;
}

/** Says the same as `lightAt`, for every instant from the task's last event on. */
export function lightChanges(task: ExistingTask, context: LightContext): LightChanges {
  switch (task.status) {
    case 'closed':
    case 'ended':
      return always('done');
    case 'suspended':
      return always('suspended');
    case 'in-review': {
      const { overdueAt } = dueChanges(task, context);
      return always(overdueAt !== null && overdueAt <= task.claimedAt ? 'overdue' : 'on-track');
    }
    case 'assigned':
    case 'disputed':
      return { ...dueChanges(task, context), behindAt: null, otherwise: 'not-signed' };
    case 'signed-for':
    case 'active': {
      const behindAt = startOfDayAt(behindFrom(task, context), context.zone);
      return { ...dueChanges(task, context), behindAt, otherwise: 'on-track' };
    }
  }
  return task satisfies never;
}

function always(otherwise: Light): LightChanges {
  return { overdueAt: null, dueSoonAt: null, behindAt: null, otherwise };
}

function dueChanges(task: ExistingTask, context: LightContext): Pick<LightChanges, 'overdueAt' | 'dueSoonAt'> {
  if (task.deadline === null) return { overdueAt: null, dueSoonAt: null };
  const { date } = task.deadline;
  return {
    overdueAt: endOfDayAt(date, context.zone),
    dueSoonAt: startOfDayAt(dueSoonFrom(task, date, context), context.zone),
  };
}

function behindFrom(task: TaskUnderWay, { zone, thresholds }: LightContext): CivilDate {
  const silentFrom = addDays(civilDateAt(lastHeardAt(task), zone), thresholds.silentDays + 1);
  if (task.deadline === null) return silentFrom;
  const assignedOn = civilDateAt(task.assignedAt, zone);
  const span = daysBetween(assignedOn, task.deadline.date);
  // The first day d of the span with 100·d / span > percent + points; when that is after the date, overdue comes first.
  const lagFrom = addDays(assignedOn, Math.floor(((task.percent + thresholds.behindPoints) * span) / 100) + 1);
  return lagFrom < silentFrom ? lagFrom : silentFrom;
}

function startOfDayAt(date: CivilDate, zone: string): Instant {
  return endOfDayAt(addDays(date, -1), zone);
}
