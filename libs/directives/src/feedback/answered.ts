import { civilDateAt } from '#libs/calendar';
import type { TaskFields } from '../task/state.ts';
import type { FeedbackPeriod } from './cycle.ts';

/**
 * Whether the lead unit has reported for the period: by a report that names it, or that names none and came after the
 * report before was due. So one report, given anywhere, is enough; one that was sent back is none.
 */
export function isAnswered({ key, after }: FeedbackPeriod, { reports }: TaskFields, zone: string): boolean {
  return reports.some(
    ({ percent, returned, period, at }) =>
      percent !== null && !returned && (period === key || (period === null && civilDateAt(at, zone) > after)),
  );
}
