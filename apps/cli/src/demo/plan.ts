import { addDays, addWorkingDays, type CivilDate, type WorkingCalendar, workingDaysBetween } from '#libs/calendar';

/** What becomes of a task in the story. */
export type Part = 'worker' | 'silent' | 'extended' | 'finisher';

/** One thing done to a task on a day; what is said comes from the messages. */
export type Act = { readonly day: CivilDate } & (
  | { readonly kind: 'sign-for' | 'urge' | 'remark' | 'return-completion' | 'close' }
  /** With how many pieces of evidence. */
  | { readonly kind: 'claim-completion'; readonly evidence: 1 | 2 }
  | { readonly kind: 'report-progress'; readonly percent: number; readonly stage: number | null }
  | { readonly kind: 'request-extension' | 'grant-extension' | 'request-too-late'; readonly to: CivilDate }
);

export interface PlannedTask {
  /** Which of the story's units leads it: 0, 1 or 2. */
  readonly unit: number;
  readonly part: Part;
  /** Its own date, before the directive's; null: the directive's. */
  readonly ownDueDate: CivilDate | null;
  readonly acts: readonly Act[];
}

/** The most directives that the story follows, and the most days it lasts. */
export const MOST_DIRECTIVES = 4;
const MOST_DAYS = 200;

/** Which directives the story follows, by their places in the list: the first that are due while it lasts. */
export function followed(dueDates: readonly (CivilDate | null)[], meetingDate: CivilDate): number[] {
  const dated = dueDates.flatMap((due, place) => (due === null ? [] : [{ due, place }]));
  const last = addDays(meetingDate, MOST_DAYS);
  const inTime = dated.filter(({ due }) => due <= last);
  return (inTime.length > 0 ? inTime : dated).slice(0, MOST_DIRECTIVES).map(({ place }) => place);
}

/** Deals the four parts out to one to four directives, given by their due dates; a task each, for three units. */
export function planTasks(
  dueDates: readonly CivilDate[],
  meetingDate: CivilDate,
  calendar: WorkingCalendar,
): PlannedTask[][] {
  const plan = (part: Part, unit: number) => (due: CivilDate) => planTask(part, unit, { meetingDate, due, calendar });
  const four = [plan('worker', 0), plan('silent', 1), plan('extended', 2), plan('finisher', 0)];
  const shares = [[4], [2, 2], [2, 1, 1], [1, 1, 1, 1]][dueDates.length - 1] ?? [];
  return dueDates.map((due, i) => four.splice(0, shares[i]).map((task) => task(due)));
}

/** The last day of the story: four working days after the last date, so that lateness shows. */
export function lastDay(dueDates: readonly CivilDate[], meetingDate: CivilDate, calendar: WorkingCalendar): CivilDate {
  const afterAll = addWorkingDays(calendar, [...dueDates].sort().at(-1) ?? meetingDate, 4);
  const last = addDays(meetingDate, MOST_DAYS);
  return afterAll < last ? afterAll : last;
}

interface Span {
  readonly meetingDate: CivilDate;
  readonly due: CivilDate;
  readonly calendar: WorkingCalendar;
}

/** Shorter than this, in working days, a task leaves no time to ask for an extension in. */
const SHORTEST_EXTENDED = 12;

function planTask(part: Part, unit: number, span: Span): PlannedTask {
  const { meetingDate, due, calendar } = span;
  const days = Math.max(1, workingDaysBetween(calendar, meetingDate, due));
  const played = part === 'extended' && days < SHORTEST_EXTENDED ? 'worker' : part;
  /** The working day at a share of the task's time, never the day of the meeting. */
  const at = (share: number) => addWorkingDays(calendar, meetingDate, Math.max(1, Math.round(days * share)));
  const from = (day: CivilDate, workingDays: number) => addWorkingDays(calendar, day, workingDays);
  const task = { unit, part: played, ownDueDate: null };

  switch (played) {
    case 'worker':
      return {
        ...task,
        acts: [
          { kind: 'sign-for', day: at(0) },
          { kind: 'report-progress', day: at(0.15), percent: 20, stage: 0 },
          { kind: 'report-progress', day: at(0.4), percent: 45, stage: 1 },
          { kind: 'report-progress', day: at(0.65), percent: 70, stage: 2 },
          { kind: 'report-progress', day: at(0.85), percent: 90, stage: 3 },
          { kind: 'report-progress', day: at(1 - 2 / days), percent: 100, stage: 4 },
          { kind: 'claim-completion', day: at(1 - 2 / days), evidence: 2 },
          { kind: 'close', day: at(1 - 1 / days) },
        ],
      };
    case 'silent':
      return {
        ...task,
        acts: [
          { kind: 'sign-for', day: at(Math.min(5 / days, 0.5)) },
          { kind: 'report-progress', day: at(0.25), percent: 10, stage: null },
          { kind: 'urge', day: at(0.75) },
          { kind: 'request-too-late', day: from(due, 2), to: addDays(due, 15) },
          { kind: 'remark', day: from(due, 3) },
        ],
      };
    case 'extended': {
      const to = at(0.9);
      return {
        ...task,
        ownDueDate: at(0.65),
        acts: [
          { kind: 'sign-for', day: at(0) },
          { kind: 'report-progress', day: at(0.2), percent: 30, stage: 0 },
          { kind: 'request-extension', day: at(0.45), to },
          { kind: 'grant-extension', day: from(at(0.45), 1), to },
          { kind: 'report-progress', day: at(0.7), percent: 80, stage: 2 },
          { kind: 'report-progress', day: from(to, -2), percent: 100, stage: 4 },
          { kind: 'claim-completion', day: from(to, -2), evidence: 2 },
          { kind: 'close', day: from(to, -1) },
        ],
      };
    }
    case 'finisher':
      return {
        ...task,
        acts: [
          { kind: 'sign-for', day: from(at(0), 1) < due ? from(at(0), 1) : at(0) },
          { kind: 'report-progress', day: at(0.25), percent: 60, stage: 1 },
          { kind: 'report-progress', day: at(0.5), percent: 100, stage: 4 },
          { kind: 'claim-completion', day: at(0.5), evidence: 1 },
          { kind: 'return-completion', day: at(0.54) },
          { kind: 'claim-completion', day: at(0.6), evidence: 2 },
          { kind: 'close', day: at(0.64) },
        ],
      };
  }
}
