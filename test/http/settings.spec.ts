import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, Settings, TaskDetail, TaskPage } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const settings = async () => (await office.liaison.get('/api/v1/settings')).as(Settings);
const step = { rule: 'due-2wd', to: ['responsible', 'head'], from: 'deadline', after: { workingDays: -2 } };
const title = { zh: '从严提醒', en: 'Strict' };

describe('ladders over HTTP', () => {
  it('there are presets; the office writes its own, seen by everybody at once', async () => {
    const before = await settings();
    expect(before.ladders.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['13710', 'default', 'monthly', 'weekly']),
    );
    const set = () =>
      office.clerk.post('/api/v1/settings/ladders/strict', { title, steps: [step] }, { ifMatch: before.version });
    const { version } = (await set()).as(CommandAnswer);

    const after = await settings();
    expect(after.version).toBe(version);
    expect(after.ladders.find(({ name }) => name === 'strict')).toMatchObject({
      version: 1,
      title,
      steps: [{ ...step, roll: 'previous', unless: null, repeatsEvery: null, channels: null, time: null }],
    });
    expect((await set()).outcome).toBe('412 version.stale');
  });

  it('a task names its ladder when it is issued, or later; its parts have the same', async () => {
    const directive = await office.registered();
    const cycle = { kind: 'weekly', weekday: 2, time: '12:00', roll: 'second-after' };
    const task = { leadUnit: office.unit('Industry Bureau'), ladder: 'weekly', cycle };
    const issued = await office.clerk.post(`/api/v1/directives/${directive.id}/issue`, { tasks: [task] });
    const [id = ''] = JSON.parse(issued.text).taskIds;
    expect(await office.see(id)).toMatchObject({ ladder: 'weekly', cycle });

    await office.clerk.post(`/api/v1/tasks/${id}/ladder`, { ladder: '13710' });
    await office.clerk.post(`/api/v1/tasks/${id}/feedback-cycle`, { cycle: null });
    expect(await office.see(id)).toMatchObject({ ladder: '13710', cycle: null });

    await office.liaison.post(`/api/v1/tasks/${id}/sign-for`, {});
    const split = await office.liaison.post(`/api/v1/tasks/${id}/decompose`, { children: [{ title: '前期' }] });
    expect(await office.see(JSON.parse(split.text).childTaskIds[0])).toMatchObject({ ladder: '13710', cycle: null });
  });

  it('a ladder that nobody wrote is refused, and so is one that cannot be followed', async () => {
    const { id } = await office.task();
    const unknown = await office.clerk.post(`/api/v1/tasks/${id}/ladder`, { ladder: 'nowhere' });
    expect(unknown.outcome).toBe('422 ladder.unknown');
    expect(unknown.problem.errors?.[0]?.pointer).toBe('/ladder');
    const { version } = await settings();
    const send = (steps: object[]) =>
      office.clerk.post('/api/v1/settings/ladders/odd', { title, steps }, { ifMatch: version });
    expect((await send([step, step])).outcome).toBe('422 settings.rule-twice');
    for (const wrong of [{ time: '25:00' }, { to: [] }, { after: { hours: 3 } }, { rule: 'Due 2' }, { roll: 'back' }]) {
      expect((await send([{ ...step, ...wrong }])).outcome, JSON.stringify(wrong)).toBe('400 request.invalid');
    }
  });
});

describe('the thresholds of lights over HTTP', () => {
  const lightOf = async (id: string, asOf?: number) => {
    const { items } = (await office.clerk.get(`/api/v1/tasks?limit=200${asOf ? `&as_of=${asOf}` : ''}`)).as(TaskPage);
    return items.find((task) => task.id === id);
  };

  it('are set by the office; tasks follow at once, and the past keeps its lights', async () => {
    const { id } = await office.task({ dueDate: office.inDays(40), signedFor: true });
    const { version, thresholds } = await settings();
    const set = (body: object, ifMatch = version) =>
      office.clerk.post('/api/v1/settings/light-thresholds', body, { ifMatch });
    expect(thresholds).toEqual({ dueSoonWorkingDays: 3, dueSoonPercent: 10, behindPoints: 15, silentDays: 14 });
    await until(async () => (await lightOf(id))?.light === 'on-track');
    const before = (await lightOf(id))?.position ?? 0;

    expect((await set({ ...thresholds, dueSoonPercent: 101 })).outcome).toBe('400 request.invalid');
    const far = { ...thresholds, dueSoonPercent: 100 };
    const { version: next } = (await set(far)).as(CommandAnswer);
    expect((await set(thresholds)).outcome).toBe('412 version.stale');
    expect(await settings()).toMatchObject({ version: next, thresholds: far });
    await until(async () => {
      const page = await office.clerk.get('/api/v1/tasks?light=due-soon&limit=200');
      return page.as(TaskPage).items.some((task) => task.id === id);
    });
    expect(await office.see(id)).toMatchObject({ light: 'due-soon' });
    expect((await lightOf(id, before))?.light).toBe('on-track');
    const then = await office.clerk.get(`/api/v1/tasks/${id}?as_of=${before}`);
    expect(then.as(TaskDetail).light).toBe('on-track');

    const slip = { colour: 'blue', text: '请抓紧' };
    expect((await office.clerk.post(`/api/v1/tasks/${id}/issue-slip`, slip)).status).toBe(200);
    await set(thresholds, next);
    expect((await office.see(id)).light).toBe('on-track');
  });
});
