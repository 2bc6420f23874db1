import { chinaCalendar } from '#libs/calendar';
import {
  type Id,
  ladderFor,
  noSettings,
  type OrganisationEvent,
  type OrganisationState,
  organisationDecider,
} from '#libs/directives';
import type { Channel, Recipient } from '../../../apps/server/src/delivery/channel.ts';
import { inApp } from '../../../apps/server/src/delivery/in-app.ts';

export const CONTEXT = { zone: 'Asia/Shanghai', digestTime: '09:00', calendar: chinaCalendar };
export const SETTINGS = noSettings;
export const LADDER = ladderFor(SETTINGS, 'default');

/** One channel that only writes a row, and one whose far side may take a message twice. */
export const CHANNELS: readonly Channel[] = [
  inApp,
  { name: 'email', to: 'person', reaches: () => true, send: async () => {} },
];

export const PEOPLE: ReadonlyMap<Id, Recipient> = new Map(
  ['clerk', 'liaison', 'successor', 'head'].map((personId) => [personId, { personId, hasEmail: true }]),
);

/** An office, and one unit whose liaison may be followed by another, or by nobody for a while. */
export function townWith(liaison: Id | null): OrganisationState {
  const told = { at: '2022-01-01T00:00:00.000Z', by: 'system' };
  const named = (name: string) => ({ zh: name, en: name });
  const post = (unitId: Id, duty: 'clerk' | 'liaison' | 'head', personId: Id | null): OrganisationEvent[] => [
    { type: 'PostCreated', ...told, postId: `${unitId} ${duty}`, unitId, duty, title: named(duty) },
    ...(personId
      ? [{ type: 'PostFilled' as const, ...told, postId: `${unitId} ${duty}`, personId, from: '2022-01-01' }]
      : []),
  ];
  const events: OrganisationEvent[] = [
    { type: 'UnitAdded', ...told, unitId: 'office', parentId: null, kind: 'office', name: named('office') },
    { type: 'UnitAdded', ...told, unitId: 'water', parentId: 'office', kind: 'unit', name: named('water') },
    ...post('office', 'clerk', 'clerk'),
    ...post('water', 'liaison', liaison),
    ...post('water', 'head', 'head'),
  ];
  return events.reduce(organisationDecider.evolve, organisationDecider.initialState);
}

/** The states of the organisation that a history goes through; made once. */
export const TOWNS = { liaison: townWith('liaison'), successor: townWith('successor'), nobody: townWith(null) };
