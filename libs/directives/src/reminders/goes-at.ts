import { addDays, type CivilDate, civilDateAt, endOfDayAt, instantAt, nextWorkingDay } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { PlanContext } from './plan.ts';

/** When a person wants to be told outside the inbox. */
export interface Wishes {
  /** Local time of their one message a day; null: as the deployment has it. An earlier one counts as the deployment's. */
  readonly digestTime: string | null;
  /** Local times; from 22:00 until 07:00 is a night. From and until alike: none. */
  readonly quietHours: { readonly from: string; readonly until: string } | null;
  readonly workingDaysOnly: boolean;
}

export const NO_WISHES: Wishes = { digestTime: null, quietHours: null, workingDaysOnly: false };

/** A reminder that was claimed, as far as it says when it may go outside. */
export interface Outgoing {
  /** Since when there is something to tell: the step's instant, or when its task or ladder became what it is, if later. */
  readonly readyAt: Instant;
  /** The day that it warns of; null: of none. */
  readonly due: CivilDate | null;
  /** False for a step with a time of its own. */
  readonly inDigest: boolean;
}

/**
 * When a reminder claimed at `now` goes outside: at the person's digest hour, moved out of their quiet hours and, where they want
 * that, to a working day. What it warns of comes first: due today or past, it does not wait for the digest hour, and where a wait
 * would outlast the due day it goes `now`. Never before `now`.
 */
export function goesAt(
  now: Instant,
  { readyAt, due, inDigest }: Outgoing,
  wishes: Wishes,
  context: PlanContext,
): Instant {
  const isInTime = (at: Instant) => due === null || at < endOfDayAt(due, context.zone);
  const isPressing = due !== null && due <= civilDateAt(now, context.zone);
  const digestAt = inDigest && !isPressing ? digestAfter(readyAt, wishes, context) : now;
  const candidates = [digestAt > now ? digestAt : now, now].map((at) => permitted(at, wishes, context));
  return candidates.find(isInTime) ?? now;
}

function digestAfter(readyAt: Instant, wishes: Wishes, context: PlanContext): Instant {
  const day = civilDateAt(readyAt, context.zone);
  const at = digestOn(day, wishes, context);
  return at >= readyAt ? at : digestOn(addDays(day, 1), wishes, context);
}

function digestOn(day: CivilDate, { digestTime }: Wishes, { zone, digestTime: usual }: PlanContext): Instant {
  return instantAt(day, digestTime !== null && digestTime > usual ? digestTime : usual, zone);
}

/** The first moment from `at` on that is not quiet, or the digest hour of the next working day where days of rest are left out. */
function permitted(at: Instant, wishes: Wishes, context: PlanContext): Instant {
  const { calendar, zone } = context;
  const day = civilDateAt(at, zone);
  const isRest = wishes.workingDaysOnly && !calendar.isWorkingDay(day);
  const begin = isRest ? digestOn(nextWorkingDay(calendar, day), wishes, context) : at;
  const end = wishes.quietHours && endOfQuiet(begin, wishes.quietHours, zone);
  // A night may end on a day of rest.
  return end === null ? begin : permitted(end, wishes, context);
}

/** When the quiet hours end in which the instant lies; null when it lies in none. */
function endOfQuiet(at: Instant, { from, until }: NonNullable<Wishes['quietHours']>, zone: string): Instant | null {
  const today = civilDateAt(at, zone);
  for (const day of [addDays(today, -1), today]) {
    const begin = instantAt(day, from, zone);
    const end = instantAt(from < until ? day : addDays(day, 1), until, zone);
    if (from !== until && begin <= at && at < end) return end;
  }
  return null;
}
