import type { EntityManager } from 'typeorm';
import {
  campaignDecider,
  directiveDecider,
  erasureDecider,
  eventTypes,
  type Id,
  numberBookDecider,
  organisationDecider,
  readoutDecider,
  settingsDecider,
  taskDecider,
} from '#libs/directives';
import type { Decider, DomainEvent } from '#libs/event-sourcing';
import type { ProjectedTable, Projection, Refold, StoredEvent } from '#libs/event-store';
import { alertsOfADay } from '../delivery/alerts-decider.ts';
import { sendingHold } from '../delivery/hold-decider.ts';

type AnyDecider = Pick<Decider<never, object, DomainEvent>, 'name' | 'shape' | 'initialState' | 'evolve'>;

interface KeptState {
  readonly version: number;
  readonly decider: AnyDecider;
  readonly body: object;
}

/** Whose commands lead to events of these types: its state is kept with them. What is told without a command keeps none. */
const DECIDERS = new Map<string, AnyDecider>(
  [
    { decider: readoutDecider, types: eventTypes.readout },
    { decider: directiveDecider, types: eventTypes.directive },
    { decider: taskDecider, types: eventTypes.task },
    { decider: campaignDecider, types: eventTypes.campaign },
    { decider: organisationDecider, types: eventTypes.organisation },
    { decider: numberBookDecider, types: eventTypes['number-book'] },
    { decider: settingsDecider, types: eventTypes.settings },
    { decider: erasureDecider, types: eventTypes.erasure },
    { decider: alertsOfADay, types: ['AlertsAcknowledged', 'AlertsSnoozed', 'MessagesResent'] },
    { decider: sendingHold, types: ['MessagesReleased'] },
  ].flatMap(({ decider, types }) => types.map((type): [string, AnyDecider] => [type, decider as never])),
);

const TABLE: ProjectedTable = { name: 'stream_state', columns: ['stream_id', 'version', 'decider', 'shape', 'body'] };

/**
 * The states that appends keep beside the log, `stream_state`, as a projection: made anew from the log when a decider's
 * shape was raised (until then, and where an older process still writes, `openStream` folds them by itself).
 */
export class KeptStates implements Projection {
  readonly name = 'kept-states';
  readonly start = 'origin';
  readonly shape = 1;
  readonly tables = [TABLE];
  readonly inline = {
    isOutdated: async (manager: EntityManager): Promise<boolean> => {
      const shapes = [...new Set(DECIDERS.values())].map(({ name, shape }) => ({ decider: name, shape }));
      const [row]: [{ outdated: boolean }] = await manager.query(
        `SELECT EXISTS (SELECT FROM stream_state kept
           JOIN json_to_recordset($1) AS present (decider text, shape int) USING (decider) WHERE kept.shape < present.shape
         ) AS outdated`,
        [JSON.stringify(shapes)],
      );
      return row.outdated;
    },
  };

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const ids = [...new Set(events.map(({ streamId }) => streamId))];
    const rows: { stream_id: Id; version: number; decider: string; body: object }[] = await manager.query(
      'SELECT stream_id, version, decider, body FROM stream_state WHERE stream_id = ANY ($1)',
      [ids],
    );
    const states = new Map(
      rows.map(({ stream_id, version, decider, body }) => [stream_id, { version, decider, body }]),
    );
    const folded = new Map<Id, KeptState>();
    for (const stored of events) {
      const state = fold(folded.get(stored.streamId) ?? states.get(stored.streamId), stored);
      if (state) folded.set(stored.streamId, state);
    }
    await manager.query(
      `INSERT INTO stream_state (stream_id, version, decider, shape, body)
       SELECT * FROM json_to_recordset($1) AS s (stream_id uuid, version int, decider text, shape int, body jsonb)
       ON CONFLICT (stream_id) DO UPDATE
       SET version = excluded.version, decider = excluded.decider, shape = excluded.shape, body = excluded.body`,
      [
        JSON.stringify(
          [...folded].map(
            ([
              stream_id,
              {
                version,
                decider: { name, shape },
                body,
              },
            ]) => ({
              ...{ stream_id, version, decider: name, shape, body },
            }),
          ),
        ),
      ],
    );
  }

  refold(): Refold {
    const states = new Map<Id, KeptState>();
    return {
      take(stored) {
        const state = fold(states.get(stored.streamId), stored);
        if (state) states.set(stored.streamId, state);
      },
      *standing() {
        for (const [id, { version, decider, body }] of states)
          yield [TABLE, [id, version, decider.name, decider.shape, JSON.stringify(body)]];
      },
    };
  }
}

/** Null for an event with which no state is kept. */
function fold(
  before: { version: number; body: object } | undefined,
  { version, event }: StoredEvent,
): KeptState | null {
  const decider = DECIDERS.get(event.type);
  return decider
    ? { version, decider, body: decider.evolve((before?.body ?? decider.initialState) as never, event) }
    : null;
}
