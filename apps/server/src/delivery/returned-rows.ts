import { type CivilDate, civilDateAt } from '#libs/calendar';
import { goesAt, type Id, NO_WISHES, type PlanContext } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { derivedId } from '../commands/stream-ids.ts';
import { type AlertAbout, type ReminderAbout, warnsOf } from '../reminders/reminder-about.ts';
import type { Chosen } from './preferences.ts';

export interface ReturnedAlert {
  readonly id: Id;
  readonly personId: Id;
  readonly rule: string;
  readonly about: AlertAbout;
  /** How often it has come back, this time counted. */
  readonly again: number;
}

/** By which channel an alert's step was told to its person the first time. */
export interface ToldRow {
  readonly alertId: Id;
  readonly taskId: Id;
  readonly dueVersion: number;
  readonly day: CivilDate;
  readonly channel: string;
  readonly ladder: string | null;
  readonly ladderVersion: number | null;
}

export interface Returning {
  readonly returnId: Id;
  readonly now: Instant;
  readonly plan: PlanContext;
  readonly chosen: ReadonlyMap<Id, Chosen>;
}

/**
 * The rows of `delivery` by which alerts are told again: one for each channel that their step took, as far as the person still wants
 * it. Pure: `test/simulation` runs it too.
 */
export function returnedRows(
  alerts: readonly ReturnedAlert[],
  told: readonly ToldRow[],
  { returnId, now: readyAt, plan, chosen }: Returning,
) {
  return told.flatMap(({ alertId, taskId, dueVersion, day, channel, ladder, ladderVersion }) => {
    const alert = alerts.find(({ id }) => id === alertId);
    if (!alert) return [];
    const { personId, rule, again } = alert;
    const about = alert.about as ReminderAbout;
    const { channelsOff = [], wishes = NO_WISHES } = chosen.get(personId) ?? {};
    const isOutside = channel !== 'in-app';
    if (isOutside && channelsOff.includes(channel as (typeof channelsOff)[number])) return [];
    const goes = isOutside
      ? goesAt(readyAt, { readyAt, due: warnsOf(rule, about), inDigest: false }, wishes, plan)
      : null;
    return {
      ...{ id: derivedId('again', alertId, again, channel), task_id: taskId, rule, due_version: dueVersion, day },
      about: { ...about, today: civilDateAt(goes ?? readyAt, plan.zone) },
      ...{ person_id: personId, channel, message_id: derivedId('message', returnId, personId, channel) },
      ...{ outcome: isOutside ? ('pending' as const) : ('sent' as const), goes_at: goes, again },
      ...{ ladder, ladder_version: ladderVersion },
    };
  });
}
