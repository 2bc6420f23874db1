import type { Decider } from '#libs/event-sourcing';
import { requireText } from '../text.ts';
import type { ErasureCommand } from './commands.ts';
import type { ErasureEvent } from './events.ts';

export interface ErasureState {
  readonly version: number;
  readonly erased: boolean;
}

/** Making one free text unreadable (抹除): who, when and why stays on record, the words do not. */
export const erasureDecider: Decider<ErasureCommand, ErasureState, ErasureEvent> = {
  name: 'erasure',
  shape: 1,
  initialState: { version: 0, erased: false },
  evolve: ({ version }) => ({ version: version + 1, erased: true }),
  decide({ at, by, keyId, position, reason }, { erased }) {
    if (erased) return [];
    return [{ type: 'TextErased', at, by, keyId, position, reason: requireText('reason', reason, 2000) }];
  },
};
