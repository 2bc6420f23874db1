import type { AlertsAcknowledged, AlertsSnoozed, Id, MessagesResent, ReminderEvent } from '#libs/directives';
import type { Command, Decider, Instant } from '#libs/event-sourcing';

type PersonDayCommand =
  | Command<'AcknowledgeAlerts', { alertIds: readonly Id[] }>
  | Command<'SnoozeAlerts', { alertIds: readonly Id[]; until: Instant }>
  | Command<'ResendMessages', { messageIds: readonly Id[] }>;

interface AlertsOfADay {
  readonly acknowledged: readonly Id[];
}

/**
 * What one person acknowledged, put off, and had sent again, on one business day. An alert that was acknowledged already leads to
 * nothing.
 */
export const alertsOfADay: Decider<PersonDayCommand, AlertsOfADay, ReminderEvent> = {
  name: 'alerts-of-a-day',
  shape: 1,
  initialState: { acknowledged: [] },
  decide(command, { acknowledged }): (AlertsAcknowledged | AlertsSnoozed | MessagesResent)[] {
    const { at, by } = command;
    if (command.type === 'ResendMessages') return [{ type: 'MessagesResent', at, by, messageIds: command.messageIds }];
    const { alertIds } = command;
    if (command.type === 'SnoozeAlerts') {
      const { until } = command;
      return alertIds.length === 0 ? [] : [{ type: 'AlertsSnoozed', at, by, personId: by, alertIds, until }];
    }
    const fresh = alertIds.filter((id) => !acknowledged.includes(id));
    return fresh.length === 0 ? [] : [{ type: 'AlertsAcknowledged', at, by, personId: by, alertIds: fresh }];
  },
  evolve: (state, event) =>
    event.type === 'AlertsAcknowledged' ? { acknowledged: [...state.acknowledged, ...event.alertIds] } : state,
};
