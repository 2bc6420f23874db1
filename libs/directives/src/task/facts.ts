import type { CivilDate, WorkingCalendar } from '#libs/calendar';
import type { LightThresholds } from '../lights/light.ts';

/** What deciding on a task needs besides the task, read just before. */
export interface TaskFacts {
  /** The business date in the zone. */
  readonly today: CivilDate;
  /** IANA name of the zone whose days count, `Asia/Shanghai`. */
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  /** The latest date the task may have: its parent's, or, without one, its directive's; null when that is standing. */
  readonly ceiling: CivilDate | null;
  /** How many of its children are open. */
  readonly openChildren: number;
  /** The latest date of its open children; null without any. */
  readonly latestChildDue: CivilDate | null;
  /** The directive is issued, or is being issued or reopened by the same append. */
  readonly directiveOpen: boolean;
  /** The parent is open; true for a task without one. */
  readonly parentOpen: boolean;
  /** By which lights are decided at that moment. Only a slip asks for a light, and cannot be issued without them. */
  readonly thresholds?: LightThresholds;
}
