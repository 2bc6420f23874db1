import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import type { StoredEvent } from '#libs/event-store';
import { KeptStates } from '../../apps/server/src/commands/kept-states.ts';
import { eventSchemas } from '../../apps/server/src/event-schemas.ts';

const FOLDER = join(import.meta.dirname, '../../libs/directives/src/golden');

interface Story {
  readonly decider: string;
  readonly story: string;
  readonly events: readonly DomainEvent[];
}

/** `events.v2.json` holds events as they were stored while their types had schema version 2; and so on. */
const files = readdirSync(FOLDER)
  .flatMap((name) => name.match(/^events\.v(\d+)\.json$/) ?? [])
  .filter((text) => /^\d+$/.test(text))
  .map(Number);
const storiesOf = (version: number): Story[] =>
  JSON.parse(readFileSync(join(FOLDER, `events.v${version}.json`), 'utf8'));

const types = Object.values(eventTypes).flat();

describe('The schemas of events', () => {
  it('are there for every event that there is, and for no other', () => {
    expect(types.filter((type) => eventSchemas.versionOf(type) === undefined)).toEqual([]);
    expect(new Set(types).size).toBe(types.length);
  });

  it('have a golden event of every version that was ever stored', () => {
    const golden = new Set(
      files.flatMap((version) =>
        storiesOf(version).flatMap(({ events }) => events.map(({ type }) => `${type} ${version}`)),
      ),
    );
    const stored = types.flatMap((type) =>
      Array.from({ length: eventSchemas.versionOf(type) ?? 0 }, (_, i) => `${type} ${i + 1}`),
    );
    expect(stored.filter((one) => !golden.has(one))).toEqual([]);
  });

  it.each(files)(
    'bring the golden events of version %i to today, where they fold into the states that are kept',
    (version) => {
      for (const { decider, story, events } of storiesOf(version)) {
        const states = new KeptStates().refold();
        events.forEach(({ type, ...data }, i) => {
          const event = eventSchemas.parse(type, version, JSON.stringify(data));
          expect(event).toEqual(eventSchemas.upcast(type, version, data));
          states.take({ position: i + 1, streamId: story, version: i + 1, event } as StoredEvent, () => {});
        });
        const rows = [...states.standing()].map(([, [, version, name]]) => [version, name]);
        if (decider !== 'reminders') expect(rows).toEqual([[events.length, decider]]);
      }
    },
  );
});
