import {
  addDays,
  addMonths,
  type CivilDate,
  civilDate,
  endOfMonth,
  monthOf,
  type Roll,
  rolled,
  type WorkingCalendar,
  weekday,
  weekOf,
  yearOf,
} from '#libs/calendar';

/**
 * When a unit reports on a task, apart from the date by which it is done (反馈周期): every week on a weekday (Monday is 1),
 * every month on a day (31 stands for the last), or at the end of each phase. `time` is local, `12:00`; `roll` says where
 * a day of rest gives way.
 */
export type FeedbackCycle =
  | { readonly kind: 'weekly'; readonly weekday: number; readonly time: string; readonly roll: Roll }
  | { readonly kind: 'monthly'; readonly day: number; readonly time: string; readonly roll: Roll }
  | { readonly kind: 'phases'; readonly dates: readonly CivilDate[]; readonly time: string; readonly roll: Roll };

/** One report that is due. */
export interface FeedbackPeriod {
  /** `2022-W44`, `2022-M11`, and of phases `P1`: named by the week or month in which it is due before it gives way. */
  readonly key: string;
  /** The day by which it is due, after giving way to working days. */
  readonly due: CivilDate;
  /** The day the one before was due; of the first, the day from which the cycle runs, less one. */
  readonly after: CivilDate;
}

/**
 * The periods of a cycle that runs from a day on, in order; those of weeks and months without an end. A report that would
 * be due on that day or before is not asked for.
 */
export function* periodsOf(
  cycle: FeedbackCycle,
  from: CivilDate,
  calendar: WorkingCalendar,
): Generator<FeedbackPeriod, void> {
  let after = addDays(from, -1);
  for (const [key, day] of daysOf(cycle, from)) {
    const due = rolled(calendar, day, cycle.roll);
    if (due <= from) continue;
    yield { key, due, after };
    after = due;
  }
}

function* daysOf(cycle: FeedbackCycle, from: CivilDate): Generator<readonly [key: string, day: CivilDate], void> {
  switch (cycle.kind) {
    case 'weekly':
      for (let day = addDays(from, cycle.weekday - weekday(from)); ; day = addDays(day, 7)) yield [weekOf(day), day];
    case 'monthly':
      for (let first = `${from.slice(0, -2)}01`; ; first = addMonths(first, 1)) {
        const [year, month] = [yearOf(first), monthOf(first)];
        const day = civilDate(year, month, cycle.day) ?? endOfMonth(year, month);
        yield [`${first.slice(0, -5)}M${first.slice(5, 7)}`, day];
      }
    case 'phases':
      for (const [i, day] of cycle.dates.entries()) yield [`P${i + 1}`, day];
  }
}
