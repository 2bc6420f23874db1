import {
  addDays,
  addWorkingDays,
  type CivilDate,
  civilDateAt,
  daysBetween,
  type WorkingCalendar,
} from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { TaskFields } from '../task/state.ts';

/** How a task stands, at a glance. Computed at an instant, never a state. */
export const LIGHTS = ['overdue', 'due-soon', 'behind', 'on-track', 'done', 'not-signed', 'suspended'] as const;
export type Light = (typeof LIGHTS)[number];

/** From when on a task is due soon, or behind. */
export interface LightThresholds {
  /** Due soon: from this many working days before the date, … */
  readonly dueSoonWorkingDays: number;
  /** … or when at most this percentage of the days from assignment to date is left, whichever is earlier. */
  readonly dueSoonPercent: number;
  /** Behind: more than this many percentage points short of a linear plan, … */
  readonly behindPoints: number;
  /** … or without a report for more than this many days. */
  readonly silentDays: number;
}

export const defaultThresholds: LightThresholds = {
  dueSoonWorkingDays: 3,
  dueSoonPercent: 10,
  behindPoints: 15,
  silentDays: 14,
};

/** What a light depends on besides the task and the time. */
export interface LightContext {
  /** IANA name of the zone whose days count. */
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  readonly thresholds: LightThresholds;
}

/** The first day on which a task with this date is due soon. */
export function dueSoonFrom(
  task: TaskFields,
  date: CivilDate,
  { zone, calendar, thresholds }: LightContext,
): CivilDate {
  const span = daysBetween(civilDateAt(task.assignedAt, zone), date);
  const byWorkingDays = addWorkingDays(calendar, date, -thresholds.dueSoonWorkingDays);
  const byShare = addDays(date, -Math.floor((span * thresholds.dueSoonPercent) / 100));
  return byWorkingDays < byShare ? byWorkingDays : byShare;
}

/** The last sign of life: a report, the signature, or the office setting the task going again. */
export function lastHeardAt({ runningSince, signedForAt, lastReportAt }: TaskFields): Instant {
  return [signedForAt, lastReportAt].reduce<Instant>(
    (last, at) => (at !== null && at > last ? at : last),
    runningSince,
  );
}
