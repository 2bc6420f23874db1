import type { DataSource } from 'typeorm';
import type { LiveChange } from '#libs/contracts';
import type { Id, Label, ReminderEvent } from '#libs/directives';
import type { StoredEvent } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { maySee, nowhere, type Placement } from './visibility.ts';

/** Whom an event concerns: whoever is signed in, these persons, or whoever may see the item that lies there. */
export type Audience = 'everybody' | { readonly people: readonly Id[] } | Placement;

/** On the EventBus of every api process: one event of the log, and whom it concerns. */
export class LogAdvanced {
  constructor(
    readonly change: LiveChange,
    readonly audience: Audience,
  ) {}
}

export function isFor(viewer: Viewer, audience: Audience): boolean {
  if (audience === 'everybody') return true;
  return 'people' in audience ? audience.people.includes(viewer.personId) : maySee(viewer, audience);
}

interface StateRow {
  stream_id: Id;
  decider: string;
  lead_unit: Id | null;
  co_units: Id[] | null;
  leader_in_charge: Id | null;
  label: Label | null;
}

/**
 * What is to be told of events. Where an item lies is taken from the state that is kept in the append's own commit, not
 * from a read model, which may not have it yet. Events that concern nobody, as of the number book, are left out.
 */
export async function announcementsOf(database: DataSource, events: readonly StoredEvent[]): Promise<LogAdvanced[]> {
  const rows: StateRow[] = await database.query(
    `SELECT stream_id, decider, body ->> 'leadUnit' AS lead_unit, body -> 'coUnits' AS co_units,
            body ->> 'leaderInCharge' AS leader_in_charge, body ->> 'label' AS label
     FROM stream_state WHERE stream_id = ANY ($1)`,
    [[...new Set(events.map(({ streamId }) => streamId))]],
  );
  const states = new Map(rows.map((row) => [row.stream_id, row]));
  return events.flatMap((stored) => announcementOf(stored, states.get(stored.streamId)) ?? []);
}

function announcementOf(
  { position, streamId: id, version, event }: StoredEvent,
  state: StateRow | undefined,
): LogAdvanced | null {
  const told = { position, type: event.type, id, version };
  switch (state?.decider) {
    case 'organisation':
      return new LogAdvanced({ ...told, kind: 'organisation' }, 'everybody');
    case 'settings':
      return new LogAdvanced({ ...told, kind: 'settings' }, 'everybody');
    case 'campaign':
      return new LogAdvanced({ ...told, kind: 'campaign' }, 'everybody');
    case 'readout':
      return new LogAdvanced({ ...told, kind: 'readout' }, nowhere);
    case 'directive':
    case 'task': {
      const { decider: kind, lead_unit: leadUnit, co_units: coUnits, leader_in_charge: leaderInCharge } = state;
      return new LogAdvanced(
        { ...told, kind: kind as 'directive' | 'task' },
        { leadUnit, coUnits: coUnits ?? [], leaderInCharge, ...(state.label && { label: state.label }) },
      );
    }
    default: {
      const people = peopleOf(event as ReminderEvent);
      return people.length > 0 ? new LogAdvanced({ ...told, kind: 'inbox' }, { people }) : null;
    }
  }
}

function peopleOf(event: ReminderEvent): readonly Id[] {
  switch (event.type) {
    case 'RemindersClaimed':
      return event.steps.flatMap(({ personIds }) => personIds);
    case 'MessageDelivered':
    case 'MessageDead':
    case 'AlertsAcknowledged':
    case 'AlertsSnoozed':
    case 'AlertsReturned':
      return [event.personId];
    default:
      return [];
  }
}
