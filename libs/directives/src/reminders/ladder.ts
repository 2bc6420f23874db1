/** Whom a step is for: the post that answers for the lead unit, or the supervision office. */
export type Audience = 'responsible' | 'office';

/** One step of a ladder: on which day, counted from a task's date or its sign-by day, and for whom. */
export interface Step {
  /** Names the step in plans, deliveries and events. */
  readonly rule: string;
  readonly audience: Audience;
  readonly from: 'deadline' | 'sign-by';
  /** Natural days, a rest day giving way to the working day before it; or working days. Negative: before. */
  readonly after: { readonly days: number } | { readonly workingDays: number };
  /** Comes again every working day until it does not matter any more. */
  readonly repeats: boolean;
}

/** The ladder `default`. */
export const defaultLadder: readonly Step[] = [
  { rule: 'sign-for', audience: 'responsible', from: 'sign-by', after: { workingDays: 1 }, repeats: true },
  { rule: 'due-7d', audience: 'responsible', from: 'deadline', after: { days: -7 }, repeats: false },
  { rule: 'due-3wd', audience: 'responsible', from: 'deadline', after: { workingDays: -3 }, repeats: false },
  { rule: 'due-1wd', audience: 'responsible', from: 'deadline', after: { workingDays: -1 }, repeats: false },
  { rule: 'due-day', audience: 'responsible', from: 'deadline', after: { workingDays: 0 }, repeats: false },
  { rule: 'late', audience: 'responsible', from: 'deadline', after: { workingDays: 1 }, repeats: true },
  { rule: 'late-office', audience: 'office', from: 'deadline', after: { workingDays: 1 }, repeats: true },
];
