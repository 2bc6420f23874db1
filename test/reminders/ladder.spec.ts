import { expect, it } from 'vitest';
import { onEachBackend } from './support/backends.ts';
import { ids } from './support/office.ts';
import { assigned, newTask, signedFor } from './support/world.ts';

await onEachBackend('the ladder of one task', (open) => {
  it('warns seven days, three and one working days before, on the day, and every working day after', async () => {
    const world = await open();
    const task = newTask();
    await world.task(task, assigned(world.at('2022-10-26', '10:00'), '2022-12-25'));

    await world.live('2022-10-26', 3);
    await world.task(task, signedFor(world.at('2022-10-28', '13:00')));
    await world.live('2022-12-15', 21);

    expect(await world.told()).toEqual([
      // 10-27 was the day to sign for it by
      '2022-10-28 sign-for liaison',
      // 12-18 is a Sunday
      '2022-12-16 due-7d liaison',
      '2022-12-21 due-3wd liaison',
      '2022-12-23 due-1wd liaison',
      '2022-12-25 due-day liaison',
      ...['2022-12-26', '2022-12-27', '2022-12-28', '2022-12-29', '2022-12-30'].flatMap(lateOn),
      // 2022-12-31 to 2023-01-02 is New Year
      ...['2023-01-03', '2023-01-04'].flatMap(lateOn),
    ]);
    expect(await world.sql('SELECT DISTINCT claim_recorded, outcome_recorded FROM delivery')).toEqual([
      { claim_recorded: true, outcome_recorded: true },
    ]);
  });

  it('reminds of signing every working day until it is signed for', async () => {
    const world = await open();
    const task = newTask();
    await world.task(task, assigned(world.at('2022-10-26', '10:00'), null, '2022-10-28'));

    await world.live('2022-10-27', 7);
    await world.task(task, signedFor(world.at('2022-11-02', '17:00')));
    await world.live('2022-11-03', 3);

    // 10-28 is a Friday
    expect(await world.told()).toEqual([
      '2022-10-31 sign-for liaison',
      '2022-11-01 sign-for liaison',
      '2022-11-02 sign-for liaison',
    ]);
  });

  it('is planned anew when the date moves, and says nothing of the old date any more', async () => {
    const world = await open();
    const task = newTask();
    const at = world.at('2022-10-26', '10:00');
    await world.task(task, assigned(at, '2022-11-11'), signedFor(at));
    await world.live('2022-11-03', 4); // 11-04: due-7d
    const requestId = newTask();
    const noon = world.at('2022-11-07', '12:00');
    await world.task(
      task,
      { type: 'ExtensionRequested', at: noon, by: ids.liaison, requestId, to: '2022-11-25', reason: '雨', percent: 40 },
      {
        ...{ type: 'ExtensionGranted', at: noon, by: ids.clerk, requestId, from: '2022-11-11' },
        deadline: { date: '2022-11-25', rule: 'set-by-hand', expression: null, calendarVersion: null },
      },
    );
    await world.live('2022-11-08', 20);

    expect(await world.told()).toEqual([
      '2022-11-04 due-7d liaison',
      '2022-11-18 due-7d liaison',
      '2022-11-22 due-3wd liaison',
      '2022-11-24 due-1wd liaison',
      '2022-11-25 due-day liaison',
    ]);
  });

  it('says nothing of what no longer matters: closed, in review, ended', async () => {
    const world = await open();
    const [closed, inReview, ended, open_] = [newTask(), newTask(), newTask(), newTask()];
    const at = world.at('2022-10-26', '10:00');
    for (const task of [closed, inReview, ended, open_]) {
      await world.task(task, assigned(at, '2022-11-11'), signedFor(at));
    }
    const by = ids.clerk;
    const claimed = { type: 'CompletionClaimed', at, by, text: '完', evidence: [] } as const;
    await world.task(closed, claimed, { type: 'TaskClosed', at, by, kind: 'implemented', reason: '' });
    await world.task(inReview, claimed);
    await world.task(ended, { type: 'TaskEnded', at, by, cause: 'cancelled', reason: '撤' });

    await world.live('2022-11-04', 1);

    expect(await world.told()).toEqual(['2022-11-04 due-7d liaison']);
    expect(await world.sql('SELECT task_id FROM delivery')).toEqual([{ task_id: open_ }]);
  });
});

function lateOn(day: string): string[] {
  return [`${day} late liaison`, `${day} late-office clerk`];
}
