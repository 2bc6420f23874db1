import { DEFAULT_LABEL } from '../terms.ts';
import { requireText } from '../text.ts';
import type { LabelTask } from './commands.ts';
import type { TaskEvent } from './events.ts';
import { requireExisting } from './rejections.ts';
import type { TaskState } from './state.ts';

/** A task is known as far as its directive is: it is labelled with it, whatever has become of it. */
export function label({ at, by, label, reason }: LabelTask, state: TaskState): TaskEvent[] {
  if ((requireExisting(state).label ?? DEFAULT_LABEL) === label) return [];
  return [{ type: 'TaskLabelled', at, by, label, reason: requireText('reason', reason) }];
}
