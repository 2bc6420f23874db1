import type { TaskDetail } from '#libs/contracts';

type Cycle = NonNullable<TaskDetail['cycle']>;

/** A feedback cycle as it stands in the form; `none` asks for no reports. */
export interface SaidCycle {
  readonly kind: Cycle['kind'] | 'none';
  readonly weekday: string;
  readonly day: string;
  /** Of the phases; the last may be empty, to be filled in. */
  readonly dates: readonly string[];
  readonly time: string;
  readonly roll: Cycle['roll'];
}

/** The task's own cycle, or what is usual. */
export function beginningOfCycle(cycle: TaskDetail['cycle']): SaidCycle {
  return {
    ...{ kind: cycle?.kind ?? 'weekly', time: cycle?.time ?? '17:00', roll: cycle?.roll ?? 'next' },
    weekday: String(cycle?.kind === 'weekly' ? cycle.weekday : 5),
    day: String(cycle?.kind === 'monthly' ? cycle.day : 25),
    dates: cycle?.kind === 'phases' ? cycle.dates : [''],
  };
}

/** As the server takes it; null: no reports are asked for. */
export function cycleOf({ kind, weekday, day, dates, time, roll }: SaidCycle): object | null {
  switch (kind) {
    case 'none':
      return null;
    case 'weekly':
      return { kind, weekday: Number(weekday), time, roll };
    case 'monthly':
      return { kind, day: Number(day), time, roll };
    case 'phases':
      return { kind, dates: dates.filter((date) => date !== ''), time, roll };
  }
}

/** `星期二`; Monday is 1. */
export function weekdayName(weekday: number, language: string): string {
  // 1 January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(day);
}
