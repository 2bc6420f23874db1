import type { CivilDate } from '#libs/calendar';
import type { ExistingTask } from '#libs/directives';

/** What a reminder says, kept as it was at the claim, so that a second try and the inbox say the same. */
export interface ReminderAbout {
  readonly number: string;
  readonly title: string;
  /** The date that is judged; null for a standing task. */
  readonly dueDate: CivilDate | null;
  readonly signBy: CivilDate;
  /** The business day of the claim, from which "2 days left" is counted. */
  readonly today: CivilDate;
}

export function reminderAbout(task: ExistingTask, today: CivilDate): ReminderAbout {
  const { number, title, deadline, signBy } = task;
  return { number, title, dueDate: deadline?.date ?? null, signBy, today };
}
