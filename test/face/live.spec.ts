import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CampaignDetail, CommandAnswer, DirectiveDetail, Organisation, Settings } from '#libs/contracts';
import { translator } from '#libs/messages';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

const WITHIN_MS = 1000;
const t = translator('en');

/** Where the pointer of the keyboard stands, so that one could go on typing. */
const isInHand = (field: Locator) => field.evaluate((one) => one === one.ownerDocument.activeElement);

await describeWith('chromium', 'while somebody writes', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  const post = async (path: string, body: object, ifMatch?: number) =>
    expect(
      (await face.office.clerk.post(`/api/v1${path}`, body, ifMatch === undefined ? {} : { ifMatch })).outcome,
    ).toBe('200');
  const directive = async (id: string) => (await face.office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);

  it('a report stays open and in hand when another person moves its task to where it presses no more', async () => {
    const { id } = await face.office.task({ signedFor: true, dueDate: face.office.inDays(1) });
    const page = await face.visit('/mine', 'liaison', { width: 375 });
    const { number, version } = await face.office.see(id);
    await page.getByRole('button', { name: `Report progress ${number}` }).click();
    const field = page.getByLabel('What has been done');
    await field.pressSequentially('Half of ');
    await post(`/tasks/${id}/redate`, { to: face.office.inDays(50), reason: 'The rain.' }, version);
    const line = page.getByRole('listitem').filter({ hasText: number });
    await line.getByText('On track').first().waitFor();
    expect(await isInHand(field)).toBe(true);
    await page.keyboard.type('it is done.');
    expect(await field.inputValue()).toBe('Half of it is done.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(`Progress on ${number} is recorded`).waitFor();
    expect((await face.office.see(id)).reports.map(({ text }) => text)).toEqual(['Half of it is done.']);
    await page.context().close();
  });

  it('what another person does is told inside the open form within a second, and sent over only once looked at', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const page = await face.visit(`/tasks/${id}`, 'clerk');
    await page.getByRole('button', { name: 'Reassign' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lead unit').fill('Water');
    await page.getByRole('option', { name: 'Water Bureau' }).click();
    const reason = dialog.getByLabel('Reason');
    await reason.pressSequentially('It is about ');
    const waits: number[] = [];
    for (const percent of [10, 20, 30, 40, 50]) {
      const text = `Now at ${percent}.`;
      await face.office.liaison.post(`/api/v1/tasks/${id}/report-progress`, { percent, text });
      const from = performance.now();
      await dialog.getByText(text).waitFor();
      waits.push(performance.now() - from);
    }
    expect(waits.sort((a, b) => a - b)[2]).toBeLessThan(WITHIN_MS);
    expect(await isInHand(reason)).toBe(true);
    await page.keyboard.type('a dam.');
    await dialog.getByRole('button', { name: 'I have looked; send again' }).click();
    await page.getByText('Recorded: Reassign').waitFor();
    expect((await face.office.see(id)).leadUnit.name.en).toBe('Water Bureau');
    await page.context().close();
  });

  it('amending a directive does not undo the heading that another person gave it meanwhile', async () => {
    const { id, version } = await face.office.registered();
    const page = await face.visit(`/directives/${id}`, 'clerk');
    await page.getByRole('button', { name: 'Amend', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('As the meeting of today says.');
    await post(`/directives/${id}/amend`, { title: 'Roads first', reason: 'Shorter.' }, version);
    await dialog.getByRole('insertion').getByText('Roads first').waitFor();
    expect(await dialog.getByLabel('Title').inputValue()).toBe('Roads first');
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('As the meeting of today says.');
    await dialog.getByLabel(/^Due/).fill(face.office.inDays(40));
    await dialog.getByRole('button', { name: 'I have looked; send again' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await directive(id)).toMatchObject({ title: 'Roads first', deadline: { date: face.office.inDays(40) } });
    await page.context().close();
  });

  it('a label and a campaign keep what was typed, and show what became of them', async () => {
    const { id, version } = await face.office.registered();
    const page = await face.visit(`/directives/${id}`, 'clerk');
    const dialog = page.getByRole('dialog');
    const told = (words: string | RegExp) => dialog.getByRole('insertion').getByText(words).waitFor();
    await page.getByRole('button', { name: 'Change the label' }).click();
    await dialog.getByLabel('Reason').fill('It names people.');
    await post(`/directives/${id}/label`, { label: 'public', reason: 'To be printed.' }, version);
    await told('Public');
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('It names people.');

    const terms = { title: 'Sixty days', startDate: face.office.today, endDate: face.office.inDays(60) };
    const campaign = (await face.office.clerk.post('/api/v1/campaigns', terms)).as(CommandAnswer).id;
    await page.goto(`${face.url}/campaigns/${campaign}`);
    await page.getByRole('button', { name: 'Amend', exact: true }).click();
    await dialog.getByLabel('Reason').fill('It began late.');
    await post(`/campaigns/${campaign}/amend`, { title: 'Sixty days of roads', reason: 'Clearer.' }, 1);
    await told('Sixty days of roads');
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('It began late.');
    await dialog.getByRole('button', { name: 'I have looked; send again' }).click();
    await dialog.waitFor({ state: 'detached' });
    const amended = (await face.office.clerk.get(`/api/v1/campaigns/${campaign}`)).as(CampaignDetail);
    expect(amended.title).toBe('Sixty days of roads');
    await page.context().close();
  });

  it('an administrator who renames a unit sees the name that another one gave it', async () => {
    const administrator = await face.office.administrator();
    const { version } = (await administrator.get('/api/v1/organisation')).as(Organisation);
    const page = await face.visit('/organisation', 'administrator');
    await page.getByRole('button', { name: 'Rename: Housing Bureau' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name (Chinese)').fill('市房管局');
    const unit = face.office.unit('Housing Bureau');
    const name = { zh: '市住房局', en: 'Housing and Parks' };
    const renamed = await administrator.post(
      `/api/v1/organisation/units/${unit}/rename`,
      { name },
      { ifMatch: version },
    );
    expect(renamed.outcome).toBe('200');
    await dialog.getByRole('insertion').getByText('Housing and Parks').waitFor();
    await dialog.getByRole('button', { name: 'I have looked; send again' }).click();
    await dialog.waitFor({ state: 'detached' });
    const now = (await administrator.get('/api/v1/organisation')).as(Organisation);
    expect(now.units.find(({ id }) => id === unit)?.name).toEqual({ zh: '市房管局', en: 'Housing and Parks' });
    await page.context().close();
  });

  it('limits of lights keep what was typed when another person settles something, and are saved once looked at', async () => {
    const page = await face.visit('/settings', 'clerk');
    const part = page.getByRole('region', { name: t('web.lights.title') });
    await part.getByLabel(t('web.lights.silentDays')).fill('21');
    const { version, thresholds } = (await face.office.clerk.get('/api/v1/settings')).as(Settings);
    await post('/settings/light-thresholds', { ...thresholds, behindPoints: 33 }, version);
    await part.getByRole('button', { name: t('web.lights.save') }).click();
    await part.getByRole('insertion').getByText('33').waitFor();
    expect(await part.getByLabel(t('web.lights.silentDays')).inputValue()).toBe('21');
    await part.getByRole('button', { name: 'I have looked; send again' }).click();
    await page.getByText(t('web.lights.saved')).waitFor();
    await part.getByRole('insertion').waitFor({ state: 'detached' });
    const { thresholds: now } = (await face.office.clerk.get('/api/v1/settings')).as(Settings);
    expect(now).toEqual({ ...thresholds, behindPoints: 33, silentDays: 21 });
    await page.context().close();
  });

  it('a ladder that was written for what is no longer so keeps its words, and is saved once looked at', async () => {
    const page = await face.visit('/settings/ladders/default?edit=true', 'clerk');
    await page
      .getByLabel(/English/)
      .first()
      .fill('Reminders of our town');
    const settings = (await face.office.clerk.get('/api/v1/settings')).as(Settings);
    const ladder = settings.ladders.find(({ name }) => name === 'default');
    const steps = ladder?.steps.slice(1);
    await post('/settings/ladders/default', { title: ladder?.title, steps }, settings.version);
    await page.getByRole('button', { name: /^Save/ }).click();
    await page.getByRole('insertion').first().waitFor();
    expect(
      await page
        .getByLabel(/English/)
        .first()
        .inputValue(),
    ).toBe('Reminders of our town');
    await page.getByRole('button', { name: 'I have looked; send again' }).click();
    await page.getByRole('heading', { name: 'Reminders of our town', level: 1 }).waitFor();
    await page.context().close();
  });
});

await describeWith('chromium', 'while somebody writes on an alert', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  it('the report stays open and in hand when its task is suspended', async () => {
    const [, , id = ''] = present.taskIds;
    const page = await face.visit('/inbox', 'liaison.finance');
    const { number } = await face.office.see(id);
    await page.getByRole('button', { name: `Report progress ${number}` }).click();
    const field = page.getByLabel('What has been done');
    await field.pressSequentially('Nearly ');
    const readAgain = page.waitForResponse(/\/tasks\/mine/);
    const suspend = { clock: 'stops', reason: 'The flood.' };
    expect((await face.office.clerk.post(`/api/v1/tasks/${id}/suspend`, suspend)).outcome).toBe('200');
    expect(await (await readAgain).text()).not.toContain(id);
    expect(await isInHand(field)).toBe(true);
    await page.keyboard.type('there.');
    expect(await field.inputValue()).toBe('Nearly there.');
    await page.context().close();
  });
});
