import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { TaskEvent } from '#libs/directives';
import { GetTask, GetTaskHistory } from '../../apps/server/src/read-models/queries.ts';
import {
  assigned,
  claimed,
  closed,
  extended,
  foundTown,
  id,
  on,
  reported,
  returned,
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

async function task(name: string, ...events: TaskEvent[]) {
  await world.task(id(name), ...events);
  await world.log.waitFor('organisation', await world.log.head(), 10_000);
  return world.ask(new GetTask(clerk, id(name), {}));
}

describe('a task', () => {
  it('shows what was written a moment ago, though no projection runs', async () => {
    const world = await World.open({ roles: ['api'] });
    onTestFinished(() => world.close());
    await world.moveTo('2022-11-21');
    for (let version = 1; version <= 3; version++) {
      const position = await world.task(id('t'), [assigned(), signedFor(), reported(30)][version - 1] as TaskEvent);
      expect(await world.ask(new GetTask(clerk, id('t'), {}))).toMatchObject({ version, position });
    }
  });

  it('is told with names, light and reason', async () => {
    const given = assigned({ coUnits: ['parks'], leader: 'vice-mayor for works', dueDate: '2022-11-18' });
    expect(await task('with names', given, signedFor())).toMatchObject({
      status: 'signed-for',
      leadUnit: { id: id('roads'), name: { zh: 'roads', en: 'roads' } },
      coUnits: [{ name: { en: 'parks' } }],
      leaderInCharge: { title: { en: 'vice-mayor for works' }, holder: { name: 'Mx vice-mayor for works' } },
      light: 'overdue',
      lightReasons: [{ code: 'overdue', params: { date: '2022-11-18', days: 3 } }],
      deadline: { date: '2022-11-18', rule: 'set-by-hand' },
      changedAt: at('2022-10-29'),
    });
  });

  it('keeps each report with what became of it', async () => {
    const back: TaskEvent = {
      type: 'ReportReturned',
      ...on('2022-11-11'),
      reportId: id('report of 2022-11-10'),
      reason: 'Vague',
    };
    const { reports, percent } = await task(
      'reports',
      assigned(),
      signedFor(),
      reported(30),
      back,
      reported(40, '2022-11-12', 'Half'),
    );
    expect(percent).toBe(40);
    expect(reports).toMatchObject([
      { percent: 30, text: 'Under way', by: theClerk, returned: { reason: 'Vague', at: at('2022-11-11') } },
      { percent: 40, text: 'Half', unit: { name: { en: 'roads' } }, returned: null },
    ]);
  });

  it('keeps each request for an extension with its answer, granted, refused or lapsed, and the first date', async () => {
    const asks = (request: string, day: string): TaskEvent => ({
      ...{
        type: 'ExtensionRequested',
        ...on(day),
        requestId: id(request),
        to: '2023-01-31',
        reason: 'Snow',
        percent: 0,
      },
    });
    const refused: TaskEvent = {
      type: 'ExtensionRefused',
      ...on('2022-11-23'),
      requestId: id('second'),
      reason: 'No snow',
    };
    const answered = await task(
      'extensions',
      ...[assigned(), signedFor(), ...extended('2022-12-28'), asks('second', '2022-11-22'), refused],
      ...[asks('third', '2022-11-24'), claimed()],
    );
    expect(answered).toMatchObject({
      deadline: { date: '2022-12-28' },
      originalDeadline: { date: '2022-12-25' },
      extensionPending: false,
    });
    expect(answered.extensions.map(({ decision }) => decision)).toEqual([
      { outcome: 'granted', to: '2022-12-28', reason: null, at: at('2022-11-21') },
      { outcome: 'refused', to: null, reason: 'No snow', at: at('2022-11-23') },
      { outcome: 'lapsed', to: null, reason: null, at: at('2022-12-01') },
    ]);
    const waiting = await task('one extension', assigned(), signedFor(), asks('open', '2022-11-24'));
    expect(waiting).toMatchObject({
      extensionPending: true,
      extensions: [{ decision: null, reason: 'Snow', by: theClerk }],
    });
  });

  it('shows claim, closure and suspension only while they stand', async () => {
    const begun = [assigned(), signedFor(), claimed()];
    expect(await task('claimed', ...begun)).toMatchObject({
      claim: { text: 'Done', evidence: ['photo'] },
      closure: null,
    });
    expect(await task('claim returned', ...begun, returned())).toMatchObject({ claim: null, closure: null });
    expect(await task('closed', ...begun, closed())).toMatchObject({
      claim: { text: 'Done' },
      closure: { kind: 'implemented', reason: 'Seen' },
    });
    const suspended: TaskEvent = { type: 'TaskSuspended', ...on('2022-11-01'), reason: 'Flood', clock: 'stops' };
    const resumed: TaskEvent = { type: 'TaskResumed', ...on('2022-11-11'), reason: 'Dry', deadline: null };
    expect(await task('suspended', assigned(), signedFor(), suspended)).toMatchObject({
      light: 'suspended',
      suspension: { reason: 'Flood', clock: 'stops' },
    });
    expect(await task('resumed', assigned(), signedFor(), suspended, resumed)).toMatchObject({ suspension: null });
  });

  it('keeps urges and remarks with who said them', async () => {
    const urged: TaskEvent = { type: 'TaskUrged', ...on('2022-11-01'), urgeId: id('urge'), text: 'By five, please' };
    const remark: TaskEvent = {
      type: 'LeaderRemarked',
      ...on('2022-11-02'),
      by: id('vice-mayor for works'),
      remarkId: id('remark'),
      text: 'Go on',
    };
    expect(await task('spoken of', assigned(), urged, remark)).toMatchObject({
      urges: [{ text: 'By five, please', by: theClerk }],
      remarks: [{ text: 'Go on', by: { name: 'Mx vice-mayor for works' } }],
    });
  });
});

describe('the history of a task', () => {
  it('is its events in order, each with who, what it says and what it changed', async () => {
    await task('with history', assigned(), signedFor(), reported(45), ...extended('2022-12-28'));
    const { items, nextCursor } = await world.ask(new GetTaskHistory(clerk, id('with history'), { limit: 50 }));
    expect(nextCursor).toBeNull();
    expect(items.map(({ version, type }) => `${version} ${type}`)).toEqual([
      ...['1 TaskAssigned', '2 TaskSignedFor', '3 ProgressReported', '4 ExtensionRequested', '5 ExtensionGranted'],
    ]);
    expect(items[2]).toMatchObject({ by: theClerk, at: at('2022-11-10'), data: { percent: 45, text: 'Under way' } });
    expect(items[2]?.data).not.toHaveProperty('type');
    expect(items.map(({ changed }) => changed).slice(1)).toEqual([
      [{ field: 'status', from: 'assigned', to: 'signed-for' }],
      [{ field: 'percent', from: 0, to: 45 }],
      [],
      [{ field: 'dueDate', from: '2022-12-25', to: '2022-12-28' }],
    ]);
  });
  it('comes in pages', async () => {
    await task('long history', assigned(), signedFor(), reported(45));
    const first = await world.ask(new GetTaskHistory(clerk, id('long history'), { limit: 2 }));
    const second = await world.ask(
      new GetTaskHistory(clerk, id('long history'), { limit: 2, cursor: first.nextCursor ?? '' }),
    );
    expect([...first.items, ...second.items].map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(second.nextCursor).toBeNull();
    expect(second.items[0]?.changed).toEqual([{ field: 'percent', from: 0, to: 45 }]);
  });
});
