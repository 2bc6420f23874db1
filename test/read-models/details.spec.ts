import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DirectiveEvent } from '#libs/directives';
import { GetOverview } from '../../apps/server/src/read-models/figure-queries.ts';
import {
  GetDirective,
  GetDirectiveHistory,
  GetOrganisation,
  GetReadout,
  ListDirectives,
  ListEvents,
} from '../../apps/server/src/read-models/queries.ts';
import {
  assigned,
  claimed,
  closed,
  foundTown,
  id,
  imported,
  issued,
  on,
  proposed,
  registered,
  reported,
  signedFor,
  viewer,
} from './support/town.ts';
import { at, World } from './support/world.ts';

const clerk = viewer('clerk');
const theClerk = { id: id('clerk'), name: 'Mx clerk' };

let world: World;
beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
  await world.moveTo('2022-11-21');
});
afterAll(() => world.close());

describe('a directive', () => {
  const begun = (name: string, ...more: DirectiveEvent[]) => {
    const events = [proposed(`readout of ${name}`, name, 3), registered('督〔2022〕1号', { title: name }), ...more];
    return world.readout(id(`readout of ${name}`), imported(name)).then(() => world.directive(id(name), ...events));
  };

  it('is told with its quote, its tasks and how many are open', async () => {
    await begun('Mend roads', issued('first task', 'second task'));
    await world.task(id('first task'), assigned({ directive: 'Mend roads' }), signedFor());
    await world.task(id('second task'), assigned({ directive: 'Mend roads' }), signedFor(), claimed(), closed());
    const after = await world.caughtUp();
    const directive = await world.ask(new GetDirective(clerk, id('Mend roads'), { after }));
    expect(directive).toMatchObject({
      ...{ version: 3, status: 'issued', number: '督〔2022〕1号', meetingDate: '2022-10-26', rule: 'by-hand' },
      quote: { exact: 'Mend roads', start: 3 },
      tasks: { total: 2, open: 1 },
      taskIds: [id('first task'), id('second task')],
      leadUnit: { name: { en: 'roads' } },
      closure: null,
      end: null,
    });
    const { items } = await world.ask(new ListDirectives(clerk, { limit: 50, readout: id('readout of Mend roads') }));
    expect(items).toMatchObject([{ quote: 'Mend roads', tasks: { total: 2, open: 1 }, position: directive.position }]);
  });

  it('says how it was closed, or why it ended', async () => {
    const closing: DirectiveEvent = { type: 'DirectiveClosed', ...on('2022-12-05'), kind: 'partly', summary: 'Nearly' };
    await begun('Closed', issued(), closing);
    await begun('Merged', { type: 'DirectiveMerged', ...on('2022-11-05'), into: id('Closed'), reason: 'The same' });
    await begun('Cancelled', { type: 'DirectiveCancelled', ...on('2022-11-06'), reason: 'Overtaken' });
    const each = (name: string) => world.ask(new GetDirective(clerk, id(name), {}));
    expect(await each('Closed')).toMatchObject({
      closure: { kind: 'partly', summary: 'Nearly', at: at('2022-12-05') },
      end: null,
    });
    expect(await each('Merged')).toMatchObject({ closure: null, end: { reason: 'The same', other: id('Closed') } });
    expect(await each('Cancelled')).toMatchObject({ end: { reason: 'Overtaken', other: null, at: at('2022-11-06') } });
  });

  it('has a history too', async () => {
    await begun('With history');
    const { items } = await world.ask(new GetDirectiveHistory(clerk, id('With history'), { limit: 50 }));
    expect(items[1]).toMatchObject({ type: 'DirectiveRegistered', by: theClerk });
    expect(items[1]?.changed).toContainEqual({ field: 'dueDate', from: null, to: '2022-12-25' });
  });
});

describe('a readout', () => {
  it('is told with its text and its directives in the order of their quotes', async () => {
    await world.sql(`INSERT INTO readout_text (hash, text) VALUES ('sha256:会议指出', '会议指出')`);
    await world.readout(id('r'), imported('会议指出'));
    await world.directive(id('later quote'), proposed('r', 'b', 20));
    await world.directive(id('earlier quote'), proposed('r', 'a', 5));
    const after = await world.caughtUp();
    const given = { hash: 'sha256:会议指出', name: null, type: 'text/plain', size: 4 };
    const [textHash, importedAt] = ['sha256:会议指出', at('2022-10-26')];
    const first = { version: 1, textHash, given, at: importedAt, by: theClerk, reason: null, unfound: [] };
    expect(await world.ask(new GetReadout(clerk, id('r'), { after }))).toEqual({
      ...{
        id: id('r'),
        version: 1,
        title: 'A meeting',
        language: 'zh',
        meetingDate: '2022-10-26',
        given,
        body: null,
        characters: 4,
      },
      ...{ text: '会议指出', textHash, importedAt, importedBy: theClerk, alsoReadOn: [], versions: [first] },
      directiveIds: [id('earlier quote'), id('later quote')],
    });
  });
});

describe('the organisation', () => {
  it('names parents before children, with posts and holders', async () => {
    const { units, version } = await world.ask(new GetOrganisation(viewer('roads liaison'), {}));
    expect(version).toBe(21);
    expect(units.map(({ name }) => name.en)).toEqual([
      'town',
      'office',
      'works',
      'roads',
      'potholes',
      'parks',
      'leaders',
    ]);
    expect(units[1]).toMatchObject({
      kind: 'office',
      parentId: id('town'),
      posts: [{ duty: 'clerk', holder: theClerk, since: '2022-10-01' }],
    });
  });
});

describe('the overview', () => {
  it('counts, and names what is next and what is new', async () => {
    const world = await World.open();
    onTestFinished(() => world.close());
    await foundTown(world);
    await world.moveTo('2022-11-21');
    await world.sql(
      `INSERT INTO inbox_alert (id, person_id, rule, about, alerted_at) VALUES ($1, $2, 'late', '{}', duban_now())`,
      [id('alert'), id('clerk')],
    );
    await world.task(id('late'), assigned({ dueDate: '2022-11-18', title: 'late' }), signedFor());
    await world.task(
      id('next'),
      assigned({ dueDate: '2022-11-30', title: 'next' }),
      signedFor(),
      reported(90, '2022-11-20'),
    );
    await world.task(id('done'), assigned({ title: 'done', leadUnit: 'parks' }), signedFor(), claimed(), closed());
    const after = await world.caughtUp();
    const overview = await world.ask(new GetOverview(clerk, { after }));
    expect(overview).toMatchObject({
      ...{ today: '2022-11-21', position: after, openTasks: 2, unacknowledgedAlerts: 1 },
      lights: { overdue: 1, done: 1, 'on-track': 1, behind: 0 },
      tasks: { 'signed-for': 2, closed: 1, active: 0 },
      directives: { proposed: 0, issued: 0 },
      nextDue: [{ title: 'next' }],
    });
    expect(overview.units).toEqual([
      { unit: { id: id('roads'), name: { zh: 'roads', en: 'roads' } }, total: 2, open: 2, overdue: 1, done: 0 },
      { unit: { id: id('parks'), name: { zh: 'parks', en: 'parks' } }, total: 1, open: 0, overdue: 0, done: 1 },
    ]);
    expect(overview.changes.slice(0, 2)).toMatchObject([
      {
        type: 'TaskClosed',
        position: after,
        by: theClerk,
        at: at('2022-12-03'),
        item: { kind: 'task', id: id('done'), title: 'done' },
      },
      { type: 'CompletionClaimed', position: after - 1 },
    ]);
  });
});

describe('the list of events', () => {
  it('says that they happened and not what they say, in order, in pages, by stream and type', async () => {
    await world.task(id('audited'), assigned(), signedFor(), reported(45, '2022-11-10', 'a secret'));
    const first = await world.ask(new ListEvents(clerk, { limit: 2, stream: id('audited') }));
    const second = await world.ask(
      new ListEvents(clerk, { limit: 2, stream: id('audited'), cursor: first.nextCursor ?? '' }),
    );
    expect([...first.items, ...second.items].map(({ type }) => type)).toEqual([
      'TaskAssigned',
      'TaskSignedFor',
      'ProgressReported',
    ]);
    expect(second.nextCursor).toBeNull();
    expect(second.items[0]).toMatchObject({
      actor: { id: 'system', name: null },
      at: at('2022-11-10'),
      commandId: 'test',
    });
    expect(JSON.stringify(second)).not.toContain('secret');
    const { items } = await world.ask(
      new ListEvents(clerk, { limit: 2, stream: id('audited'), type: 'TaskSignedFor' }),
    );
    expect(items).toHaveLength(1);
  });
});
