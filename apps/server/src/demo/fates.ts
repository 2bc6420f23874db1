/** What is done to a task, by whom, on which working day after it was handed out. */
export interface Step {
  readonly day: number;
  readonly by: 'unit' | 'office' | 'leader';
  readonly deed: Deed;
}
export type Deed =
  | { readonly do: 'sign-for' | 'claim' | 'return' | 'close' | 'look-back' | 'dispute' | 'reassign' | 'suspend' }
  | { readonly do: 'report'; readonly percent: number; readonly said: number }
  | { readonly do: 'ask-later' | 'grant' | 'refuse'; readonly to: number }
  | { readonly do: 'urge' | 'remark'; readonly said: number };

/** A task's date, in working days after it was handed out, and its steps. The demo is looked at after the fifteenth. */
export interface Fate {
  readonly due: number;
  readonly steps: readonly Step[];
}

const unit = (day: number, deed: Deed): Step => ({ day, by: 'unit', deed });
const office = (day: number, deed: Deed): Step => ({ day, by: 'office', deed });
const report = (day: number, percent: number, said: number) => unit(day, { do: 'report', percent, said });
const signed = (day: number) => unit(day, { do: 'sign-for' });

function finished(i: number): Fate {
  const due = 6 + (i % 9);
  const begun = [signed(1), report(2 + (i % 3), 30 + (i % 4) * 10, i % 3)];
  const done = [unit(due - 1, { do: 'claim' }), office(due, { do: 'close' })];
  const looked = i === 3 ? [office(14, { do: 'look-back' })] : [];
  if (i % 15 === 8) {
    const late = [unit(Math.min(due + 2, 15), { do: 'claim' }), office(15, { do: 'close' })];
    return { due, steps: [...begun, report(due, 90, 3), ...late] };
  }
  if (i % 30 === 4) {
    return { due, steps: [...begun, unit(due - 3, { do: 'claim' }), office(due - 2, { do: 'return' }), ...done] };
  }
  return { due, steps: [...begun, report(due - 1, 100, 4), ...done, ...looked] };
}

function overdue(i: number): Fate {
  const due = 8 + i;
  const pressed = i < 2 ? [{ day: 15, by: 'leader', deed: { do: 'remark', said: i } } as const] : [];
  const steps = [signed(1 + (i % 4)), report(6, 20 + i * 8, i % 3), office(due + 1, { do: 'urge', said: i % 2 })];
  return { due, steps: [...steps, ...pressed] };
}

function dueSoon(i: number): Fate {
  const steps = [signed(1), report(5, 40, i % 3), report(13, 60 + (i % 4) * 8, 3)];
  return { due: 16 + (i % 3), steps: i === 0 ? [...steps, unit(15, { do: 'ask-later', to: 25 })] : steps };
}

function behind(i: number): Fate {
  return { due: 32 + (i % 4), steps: [signed(2), report(3, 5 + (i % 3) * 5, i % 3)] };
}

function onTrack(i: number): Fate {
  const due = i < 4 ? 20 : 30 + (i % 9);
  const asked = unit(8, { do: 'ask-later', to: 34 + i });
  const answered = office(9, i === 3 ? { do: 'refuse', to: 0 } : { do: 'grant', to: 34 + i });
  const steps = [signed(1), report(4, 25, i % 3), report(12 + (i % 3), 78 + (i % 4) * 4, 3)];
  return { due, steps: i < 4 ? [...steps, asked, answered] : steps };
}

function handedOn(i: number): Fate {
  const steps = [signed(2), office(14, { do: 'reassign' })];
  return { due: 34, steps: i === 0 ? [...steps, unit(15, { do: 'dispute' })] : steps };
}

function suspended(): Fate {
  return { due: 30, steps: [signed(1), report(5, 35, 1), office(9, { do: 'suspend' })] };
}

function claimed(i: number): Fate {
  return { due: 17 + i, steps: [signed(1), report(7, 70, 2), report(14, 100, 4), unit(15, { do: 'claim' })] };
}

const times = (count: number, fate: (i: number) => Fate): Fate[] => Array.from({ length: count }, (_, i) => fate(i));

/** What becomes of the campaign's tasks: all that can. */
export const FATES: readonly Fate[] = [
  ...[...times(61, finished), ...times(7, overdue), ...times(12, dueSoon), ...times(9, behind)],
  ...[...times(26, onTrack), ...times(8, handedOn), ...times(2, suspended), ...times(3, claimed)],
];
