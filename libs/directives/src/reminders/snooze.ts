import { type CivilDate, endOfDayAt } from '#libs/calendar';
import { type Instant, Rejection } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

/** An alert that its person means to put off. */
export interface Snoozable {
  readonly id: Id;
  /** The day that it warns of; null: of none. */
  readonly warnsOf: CivilDate | null;
  /** Acknowledged, or handled. */
  readonly isDone: boolean;
}

/** The moment before which an alert has to come back, so that it still warns; null: its person may choose any. */
export function comesBackBefore({ warnsOf }: Pick<Snoozable, 'warnsOf'>, zone: string): Instant | null {
  return warnsOf && endOfDayAt(warnsOf, zone);
}

/** Throws `alert.snooze-not-ahead`, `alert.done`, and `alert.snooze-past-due` for the first alert that cannot be put off until then. */
export function requireSnooze(
  alerts: readonly Snoozable[],
  until: Instant,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): void {
  if (until <= now) throw new Rejection('alert.snooze-not-ahead', { now });
  for (const alert of alerts) {
    const { id, warnsOf, isDone } = alert;
    if (isDone) throw new Rejection('alert.done', { id });
    const before = comesBackBefore(alert, zone);
    if (before !== null && until >= before) throw new Rejection('alert.snooze-past-due', { date: warnsOf ?? '' });
  }
}
