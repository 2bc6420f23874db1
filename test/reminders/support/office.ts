import type { OrganisationEvent } from '#libs/directives';
import { derivedId } from '../../../apps/server/src/commands/stream-ids.ts';

/** One town: an office with a clerk, and two units of which the second has nobody but a head. */
export const ids = {
  office: derivedId('test', 'office'),
  water: derivedId('test', 'water'),
  roads: derivedId('test', 'roads'),
  clerk: derivedId('test', 'clerk'),
  liaison: derivedId('test', 'liaison'),
  head: derivedId('test', 'head'),
  clerkPost: derivedId('test', 'clerk-post'),
  liaisonPost: derivedId('test', 'liaison-post'),
  headPost: derivedId('test', 'head-post'),
};

export const people = [
  { id: ids.clerk, name: '督查室', email: 'clerk@town.example', language: 'zh' },
  { id: ids.liaison, name: 'Water Liaison', email: 'water@town.example', language: 'en' },
  { id: ids.head, name: '水务局长', email: null, language: 'zh' },
];

/** `names` for reading lists of who was told: `liaison`, not its uuid. */
export const nameOf = (personId: string | null) =>
  Object.entries(ids).find(([, id]) => id === personId)?.[0] ?? personId;

export function townFounded(at: string): OrganisationEvent[] {
  const by = 'system';
  const name = (zh: string, en: string) => ({ zh, en });
  const { office, water, roads } = ids;
  return [
    { type: 'UnitAdded', at, by, unitId: office, parentId: null, kind: 'office', name: name('督查室', 'Office') },
    { type: 'UnitAdded', at, by, unitId: water, parentId: office, kind: 'unit', name: name('水务局', 'Water') },
    { type: 'UnitAdded', at, by, unitId: roads, parentId: office, kind: 'unit', name: name('道路局', 'Roads') },
    { type: 'PostCreated', at, by, postId: ids.clerkPost, unitId: office, duty: 'clerk', title: name('科员', 'Clerk') },
    {
      type: 'PostCreated',
      at,
      by,
      postId: ids.liaisonPost,
      unitId: water,
      duty: 'liaison',
      title: name('联络员', 'Liaison'),
    },
    { type: 'PostCreated', at, by, postId: ids.headPost, unitId: water, duty: 'head', title: name('局长', 'Head') },
    { type: 'PostFilled', at, by, postId: ids.clerkPost, personId: ids.clerk, from: '2022-01-01' },
    { type: 'PostFilled', at, by, postId: ids.liaisonPost, personId: ids.liaison, from: '2022-01-01' },
    { type: 'PostFilled', at, by, postId: ids.headPost, personId: ids.head, from: '2022-01-01' },
  ];
}
