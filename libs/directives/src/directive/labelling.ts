import { DEFAULT_LABEL } from '../terms.ts';
import { requireText } from '../text.ts';
import type { LabelDirective } from './commands.ts';
import type { DirectiveEvent } from './events.ts';
import { rejectStatus } from './rejections.ts';
import type { DirectiveState } from './state.ts';

/** Whatever has become of it: what is over may have to be known by fewer, too. */
export function label({ at, by, label, reason }: LabelDirective, directive: DirectiveState): DirectiveEvent[] {
  if (directive.status === 'none') return rejectStatus(directive);
  if ((directive.label ?? DEFAULT_LABEL) === label) return [];
  return [{ type: 'DirectiveLabelled', at, by, label, reason: requireText('reason', reason) }];
}
