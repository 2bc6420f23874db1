import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { LiveChange } from '#libs/contracts';
import type { ReminderEvent, TaskEvent } from '#libs/directives';
import { LiveFeed } from '../../apps/server/src/read-models/live-feed.ts';
import { until } from '../support/until.ts';
import { assigned, foundTown, id, imported, on, proposed, signedFor, viewer, type Who } from './support/town.ts';
import { World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
});
afterAll(() => world.close());

/** Follows as somebody; `heard` grows as changes come. */
function follow(who: Who, after: number | null, of: World = world) {
  const heard: LiveChange[] = [];
  const state = { over: false };
  const person = viewer(who);
  const subscription = of.app
    .get(LiveFeed)
    .changes(() => person, after)
    .subscribe({
      next: (change) => heard.push(change),
      complete: () => {
        state.over = true;
      },
    });
  onTestFinished(() => subscription.unsubscribe());
  const upTo = (position: number) => until(() => (heard.at(-1)?.position ?? 0) >= position);
  return { heard, state, upTo, stop: () => subscription.unsubscribe() };
}

describe('the live feed', () => {
  it('tells of each new event what it happened to, and nothing of what it says', async () => {
    const clerk = follow('clerk', await world.log.head());
    const position = await world.task(id('told of'), assigned({ title: 'a secret' }), signedFor());
    await clerk.upTo(position);
    expect(clerk.heard).toEqual([
      { position: position - 1, type: 'TaskAssigned', kind: 'task', id: id('told of'), version: 1 },
      { position, type: 'TaskSignedFor', kind: 'task', id: id('told of'), version: 2 },
    ]);
  });

  it('resumes after any position, and neither loses nor repeats one while events go on', async () => {
    const start = await world.log.head();
    await world.task(id('busy'), assigned(), signedFor());
    let writing = true;
    const writer = (async () => {
      while (writing) await world.task(id('busy'), urged());
    })();
    const heard: LiveChange[] = [];
    for (let resumed = 0, last = start; resumed < 20; resumed++) {
      const reader = follow('clerk', last);
      await until(() => reader.heard.length >= 3);
      reader.stop();
      heard.push(...reader.heard);
      last = reader.heard.at(-1)?.position ?? last;
    }
    writing = false;
    await writer;
    const stored = await world.log.readAll(start, heard.length);
    expect(heard.map(({ position }) => position)).toEqual(stored.map(({ position }) => position));
  });

  it('begins now for whoever names no position, or one that this log never had', async () => {
    await world.task(id('begun'), assigned());
    const before = await world.log.head();
    const readers = [follow('clerk', null), follow('clerk', 1_000_000)];
    // When exactly each begins to listen is not known; so something happens until both have heard of it.
    await until(async () => {
      await world.task(id('begun'), urged());
      return readers.every(({ heard }) => heard.length > 0);
    });
    for (const { heard } of readers) expect(Math.min(...heard.map(({ position }) => position))).toBeGreaterThan(before);
  });

  it('tells everybody of the organisation, and each of items only what they may see', async () => {
    const start = await world.log.head();
    await world.readout(id('a readout'), imported('a text'));
    await world.directive(id('a directive'), proposed('a readout'));
    await world.task(id('of roads'), assigned());
    await world.task(id('of parks'), assigned({ leadUnit: 'parks', leader: 'vice-mayor for works' }));
    const name = { zh: '工程局', en: 'Works' };
    const last = await world.organisation({ type: 'UnitRenamed', ...on('2022-11-01'), unitId: id('works'), name });
    const heardBy = async (who: Who) => {
      const reader = follow(who, start);
      await reader.upTo(last);
      return reader.heard.map(({ kind, id: of }) =>
        of === id('of roads') ? 'roads' : of === id('of parks') ? 'parks' : kind,
      );
    };
    expect(await heardBy('clerk')).toEqual(['readout', 'directive', 'roads', 'parks', 'organisation']);
    expect(await heardBy('roads liaison')).toEqual(['roads', 'organisation']);
    expect(await heardBy('head of works')).toEqual(['roads', 'parks', 'organisation']);
    expect(await heardBy('vice-mayor for works')).toEqual(['parks', 'organisation']);
    expect(await heardBy('vice-mayor for schools')).toEqual(['organisation']);
  });

  it('tells persons, and nobody else, that there is something in their inbox', async () => {
    const start = await world.log.head();
    const step = { taskId: id('of roads'), rule: 'late', dueVersion: 1, day: '2022-12-26', outcome: 'sent' } as const;
    const claim: ReminderEvent = {
      type: 'RemindersClaimed',
      ...on('2022-12-26'),
      claimId: id('claim'),
      steps: [{ ...step, personIds: [id('roads liaison')] }],
    };
    const meta = { actor: 'system', correlationId: 'test', commandId: 'test' };
    await world.log.append({ streams: [{ streamId: id('a day'), expectedVersion: 0, events: [claim] }], meta });
    const end = await world.organisation({
      type: 'UnitRenamed',
      ...on('2022-11-02'),
      unitId: id('parks'),
      name: { zh: '园', en: 'Parks' },
    });
    const [liaison, clerk] = [follow('roads liaison', start), follow('clerk', start)];
    await Promise.all([liaison.upTo(end), clerk.upTo(end)]);
    expect(liaison.heard.map(({ kind }) => kind)).toEqual(['inbox', 'organisation']);
    expect(clerk.heard.map(({ kind }) => kind)).toEqual(['organisation']);
  });

  it('ends when the process does', async () => {
    const stopping = await World.open({ roles: ['api'] });
    const reader = follow('clerk', null, stopping);
    await stopping.close();
    expect(reader.state.over).toBe(true);
  });
});

let urges = 0;
function urged(): TaskEvent {
  return { type: 'TaskUrged', ...on('2022-11-01'), urgeId: id(`urge ${urges++}`), text: 'Please' };
}
