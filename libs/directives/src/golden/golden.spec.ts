import { describe, expect, it } from 'vitest';
import type { Decider, DomainEvent } from '#libs/event-sourcing';
import { campaignDecider } from '../campaign/decide.ts';
import { directiveDecider } from '../directive/decide.ts';
import { erasureDecider } from '../erasure/decide.ts';
import { eventTypes } from '../event-types.ts';
import { numberBookDecider } from '../number-book/decide.ts';
import { organisationDecider } from '../organisation/decide.ts';
import { readoutDecider } from '../readout/decide.ts';
import { settingsDecider } from '../settings/decide.ts';
import { taskDecider } from '../task/decide.ts';
import golden from './events.v1.json' with { type: 'json' };

// `events.v1.json` is what a log of the first version may hold. It is never changed: a later version adds a file, and
// this test then reads both through the upcasters. `states.v1.snap` is what those events mean.

const deciders = [
  readoutDecider,
  directiveDecider,
  taskDecider,
  campaignDecider,
  organisationDecider,
  numberBookDecider,
  settingsDecider,
  erasureDecider,
];

/** What the server decides by itself: its own deciders read these. */
const OF_THE_SERVER = ['reminders', 'sending-hold'];

describe('the events of version 1', () => {
  it('have an example of every type', () => {
    const examples = golden.flatMap(({ events }) => events.map(({ type }) => type));
    expect([...new Set(examples)].sort()).toEqual(Object.values(eventTypes).flat().sort());
  });
  it('still mean the states that were approved', async () => {
    const states = golden
      .filter(({ decider }) => !OF_THE_SERVER.includes(decider))
      .map(({ decider, story, events }) => ({ decider, story, state: fold(decider, events) }));
    await expect(states).toMatchFileSnapshot('states.v1.snap');
  });
});

function fold(name: string, events: readonly DomainEvent[]): unknown {
  const decider = deciders.find((candidate) => candidate.name === name);
  if (decider === undefined) throw new Error(`There is no decider ${name}.`);
  const { initialState, evolve } = decider as unknown as Decider<never, unknown, DomainEvent>;
  return events.reduce(evolve, initialState);
}
