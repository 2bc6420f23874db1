import type { FeedbackCycle } from '../feedback/cycle.ts';
import { sameValue } from '../same-value.ts';
import type { ChooseLadder, SetFeedbackCycle } from './commands.ts';
import type { TaskEvent } from './events.ts';
import { reject, requireOpen } from './rejections.ts';
import type { TaskState } from './state.ts';

export function chooseLadder({ at, by, ladder }: ChooseLadder, task: TaskState): TaskEvent[] {
  return requireOpen(task).ladder === ladder ? [] : [{ type: 'LadderChosen', at, by, ladder }];
}

export function setCycle({ at, by, cycle }: SetFeedbackCycle, state: TaskState): TaskEvent[] {
  const task = requireOpen(state);
  const { since, ...present } = task.cycle ?? { since: null };
  if (cycle === null ? task.cycle === null : sameValue(present, cycle)) return [];
  return [{ type: 'FeedbackCycleSet', at, by, cycle: cycle && requireCycle(cycle) }];
}

/** Phases end one after the other. */
export function requireCycle(cycle: FeedbackCycle): FeedbackCycle {
  if (cycle.kind === 'phases') {
    const { dates } = cycle;
    if (dates.length === 0 || dates.some((date, i) => i > 0 && date <= (dates[i - 1] ?? ''))) {
      reject('task.phases-not-in-order');
    }
  }
  return cycle;
}
