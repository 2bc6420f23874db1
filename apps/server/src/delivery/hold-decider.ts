import type { Id, MessagesReleased, ReminderEvent } from '#libs/directives';
import type { Command, Decider } from '#libs/event-sourcing';

type ReleaseHeldMessages = Command<
  'ReleaseMessages',
  { holdId: Id; decision: MessagesReleased['decision']; messageIds: readonly Id[] | null }
>;

interface SendingHold {
  /** Messages on which was decided one by one. */
  readonly decided: readonly Id[];
  readonly ended: boolean;
}

/** One hold: what an auditor decides on it. A message that was decided on stays so, and a hold ends once. */
export const sendingHold: Decider<ReleaseHeldMessages, SendingHold, ReminderEvent> = {
  name: 'sending-hold',
  shape: 1,
  initialState: { decided: [], ended: false },
  decide({ at, by, holdId, decision, messageIds }, { decided, ended }): MessagesReleased[] {
    const fresh = messageIds?.filter((id) => !decided.includes(id)) ?? null;
    if (ended || fresh?.length === 0) return [];
    return [{ type: 'MessagesReleased', at, by, holdId, decision, messageIds: fresh }];
  },
  evolve(state, event) {
    if (event.type !== 'MessagesReleased') return state;
    return event.messageIds === null
      ? { ...state, ended: true }
      : { ...state, decided: [...state.decided, ...event.messageIds] };
  },
};
