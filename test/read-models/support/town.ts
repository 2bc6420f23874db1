import {
  type DirectiveEvent,
  type Id,
  type OrganisationEvent,
  organisationDecider,
  type ReadoutEvent,
  type TaskEvent,
} from '#libs/directives';
import { viewerOf } from '../../../apps/server/src/access/viewer.ts';
import { derivedId } from '../../../apps/server/src/commands/stream-ids.ts';
import { at, type World } from './world.ts';

/** `id('works')` is the id of the works bureau, or of anything else that a test calls so. */
export const id = (name: string): Id => derivedId('test', name);

// town ─┬─ office          parents above, and a person of the same name in each unit
//       ├─ works ─┬─ roads ── potholes
//       │         └─ parks
//       └─ leaders          two vice-mayors, who are above nothing
const units = [
  ['town', null, 'unit'],
  ['office', 'town', 'office'],
  ['works', 'town', 'unit'],
  ['roads', 'works', 'unit'],
  ['potholes', 'roads', 'unit'],
  ['parks', 'works', 'unit'],
  ['leaders', 'town', 'unit'],
] as const;
const posts = [
  ['clerk', 'office', 'clerk'],
  ['head of works', 'works', 'head'],
  ['roads liaison', 'roads', 'liaison'],
  ['potholes liaison', 'potholes', 'liaison'],
  ['parks liaison', 'parks', 'liaison'],
  ['vice-mayor for works', 'leaders', 'leader'],
  ['vice-mayor for schools', 'leaders', 'leader'],
] as const;
export type Who = (typeof posts)[number][0];

const FOUNDED = { at: at('2022-10-01'), by: 'system' };

const founded: readonly OrganisationEvent[] = [
  ...units.map(([name, parent, kind]): OrganisationEvent => {
    const parentId = parent === null ? null : id(parent);
    return { type: 'UnitAdded', ...FOUNDED, unitId: id(name), parentId, kind, name: { zh: name, en: name } };
  }),
  ...posts.flatMap(([name, unit, duty]): OrganisationEvent[] => [
    {
      type: 'PostCreated',
      ...FOUNDED,
      postId: id(`post of ${name}`),
      unitId: id(unit),
      duty,
      title: { zh: name, en: name },
    },
    { type: 'PostFilled', ...FOUNDED, postId: id(`post of ${name}`), personId: id(name), from: '2022-10-01' },
  ]),
];
const organisation = founded.reduce(organisationDecider.evolve, organisationDecider.initialState);

export const everybody: readonly Who[] = posts.map(([name]) => name);

export function viewer(who: Who) {
  return viewerOf({ id: id(who), language: 'en' }, organisation, '2022-10-26');
}

export async function foundTown(world: World): Promise<void> {
  for (const name of everybody) {
    await world.sql(`INSERT INTO person (id, name, language) VALUES ($1, $2, 'en')`, [id(name), `Mx ${name}`]);
  }
  await world.organisation(...founded);
}

// The events of the tests: what matters is given, the rest is filled in. Everything happens by the clerk's hand.
const by = id('clerk');
const byHand = (date: string) => ({ date, rule: 'set-by-hand', expression: null, calendarVersion: null });
const due = (date: string | null) => (date === null ? null : byHand(date));
export const on = (day: string) => ({ at: at(day), by });

export function imported(text = '奋战60天', day = '2022-10-26'): ReadoutEvent {
  const about = { characters: text.length, title: 'A meeting', language: 'zh' as const, meetingDate: day, body: null };
  const given = { hash: `sha256:${text}`, name: null, type: 'text/plain', size: text.length };
  return { type: 'ReadoutImported', ...on(day), given, textHash: `sha256:${text}`, directiveIds: [], ...about };
}

export function proposed(readout: string, title = 'Mend the roads', start = 0): DirectiveEvent {
  const quote = { exact: title, prefix: '', suffix: '', start, end: start + title.length };
  return {
    type: 'DirectiveProposed',
    ...on('2022-10-26'),
    readoutId: id(readout),
    quote,
    title,
    clock: null,
    rule: 'by-hand',
  };
}

interface Placed {
  readonly leadUnit?: string;
  readonly coUnits?: readonly string[];
  readonly leader?: Who | null;
}
const placed = ({ leadUnit = 'roads', coUnits = [], leader = null }: Placed) => ({
  leadUnit: id(leadUnit),
  coUnits: coUnits.map(id),
  leaderInCharge: leader === null ? null : id(`post of ${leader}`),
});

export function registered(
  number: string,
  where: Placed & { title?: string; dueDate?: string | null } = {},
): DirectiveEvent {
  const { title = 'Mend the roads', dueDate = '2022-12-25' } = where;
  return {
    type: 'DirectiveRegistered',
    ...on('2022-10-27'),
    number,
    title,
    ...placed(where),
    deadline: due(dueDate),
    targets: [],
  };
}

export function issued(...tasks: string[]): DirectiveEvent {
  return { type: 'DirectiveIssued', ...on('2022-10-28'), taskIds: tasks.map(id) };
}

export function assigned(
  where: Placed & { number?: string; title?: string; dueDate?: string | null; directive?: string; day?: string } = {},
): TaskEvent {
  const {
    number = '督〔2022〕1号-01',
    title = 'Mend the roads',
    dueDate = '2022-12-25',
    directive = 'directive',
  } = where;
  const what = { directiveId: id(directive), parentTaskId: null, number, title, signBy: '2022-10-31' };
  return { type: 'TaskAssigned', ...on(where.day ?? '2022-10-28'), ...what, ...placed(where), deadline: due(dueDate) };
}

export const signedFor = (day = '2022-10-29'): TaskEvent => ({ type: 'TaskSignedFor', ...on(day) });

export function reported(percent: number, day = '2022-11-10', text = 'Under way'): TaskEvent {
  const reportId = id(`report of ${day}`);
  return { type: 'ProgressReported', ...on(day), reportId, unit: id('roads'), percent, text, period: null };
}
export const claimed = (day = '2022-12-01'): TaskEvent => ({
  type: 'CompletionClaimed',
  ...on(day),
  text: 'Done',
  evidence: ['photo'],
});
export const returned = (day = '2022-12-02'): TaskEvent => ({
  type: 'CompletionReturned',
  ...on(day),
  reason: 'No proof',
});
export const closed = (day = '2022-12-03'): TaskEvent => ({
  type: 'TaskClosed',
  ...on(day),
  kind: 'implemented',
  reason: 'Seen',
});
export const extended = (to: string, day = '2022-11-21'): TaskEvent[] => [
  { type: 'ExtensionRequested', ...on(day), requestId: id(`request of ${day}`), to, reason: 'Frost', percent: 0 },
  {
    type: 'ExtensionGranted',
    ...on(day),
    requestId: id(`request of ${day}`),
    from: '2022-12-25',
    deadline: byHand(to),
  },
];

/** The random histories of `libs/directives` call things by short names; rows want uuids. */
export function withUuids(event: TaskEvent): TaskEvent {
  return JSON.parse(JSON.stringify(event), (key, value) => {
    if (['directiveId', 'leadUnit'].includes(key)) return id(value);
    return key === 'coUnits' ? value.map(id) : value;
  });
}
