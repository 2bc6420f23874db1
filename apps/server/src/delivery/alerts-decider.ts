import type { AlertsAcknowledged, Id, MessagesResent, ReminderEvent } from '#libs/directives';
import type { Command, Decider } from '#libs/event-sourcing';

type PersonDayCommand =
  | Command<'AcknowledgeAlerts', { alertIds: readonly Id[] }>
  | Command<'ResendMessages', { messageIds: readonly Id[] }>;

interface AlertsOfADay {
  readonly acknowledged: readonly Id[];
}

/** What one person acknowledged, and had sent again, on one business day. An alert that was acknowledged already leads to nothing. */
export const alertsOfADay: Decider<PersonDayCommand, AlertsOfADay, ReminderEvent> = {
  name: 'alerts-of-a-day',
  shape: 1,
  initialState: { acknowledged: [] },
  decide(command, { acknowledged }): (AlertsAcknowledged | MessagesResent)[] {
    const { at, by } = command;
    if (command.type === 'ResendMessages') return [{ type: 'MessagesResent', at, by, messageIds: command.messageIds }];
    const { alertIds } = command;
    const fresh = alertIds.filter((id) => !acknowledged.includes(id));
    return fresh.length === 0 ? [] : [{ type: 'AlertsAcknowledged', at, by, personId: by, alertIds: fresh }];
  },
  evolve: (state, event) =>
    event.type === 'AlertsAcknowledged' ? { acknowledged: [...state.acknowledged, ...event.alertIds] } : state,
};
