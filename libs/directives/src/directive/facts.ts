import type { CivilDate } from '#libs/calendar';

/** What deciding on a directive needs besides the directive, read just before. */
export interface DirectiveFacts {
  /** When the meeting was that the readout tells of: no date lies before it. */
  readonly meetingDate: CivilDate;
  /** The number its book gives it by the same append; asked for only by `RegisterDirective`. */
  readonly number: string | null;
  /** How many of its tasks are open, children included. */
  readonly openTasks: number;
  /** The latest date among its open tasks; null when none has one. */
  readonly latestOpenTaskDue: CivilDate | null;
  /** The directive to merge into, or to be superseded by, is another one and is open; that of a proposal may be a proposal. */
  readonly targetOpen: boolean;
}
