import type { AlertsAcknowledged, Id, ReminderEvent } from '#libs/directives';
import type { Command, Decider } from '#libs/event-sourcing';

type AcknowledgeAlertIds = Command<'AcknowledgeAlerts', { alertIds: readonly Id[] }>;

interface AlertsOfADay {
  readonly acknowledged: readonly Id[];
}

/** What one person acknowledged on one business day. An alert that was acknowledged already leads to nothing. */
export const alertsOfADay: Decider<AcknowledgeAlertIds, AlertsOfADay, ReminderEvent> = {
  name: 'alerts-of-a-day',
  shape: 1,
  initialState: { acknowledged: [] },
  decide({ at, by, alertIds }, { acknowledged }): AlertsAcknowledged[] {
    const fresh = alertIds.filter((id) => !acknowledged.includes(id));
    return fresh.length === 0 ? [] : [{ type: 'AlertsAcknowledged', at, by, personId: by, alertIds: fresh }];
  },
  evolve: (state, event) =>
    event.type === 'AlertsAcknowledged' ? { acknowledged: [...state.acknowledged, ...event.alertIds] } : state,
};
