import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

await describeWith('chromium', 'three weeks into the work', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  it('a leader sees how things stood, by an address that holds the moment, and comes back to now', async () => {
    const page = await face.visit('/dashboard', 'leader');
    await page.getByRole('heading', { name: '0 of 5 done; 1 planned by now' }).waitFor();
    await page.getByLabel('End of day').fill('2022-11-10');
    await page.getByText('You see the past, read only').waitFor();
    await page.getByRole('heading', { name: '0 of 5 done; 0 planned by now' }).waitFor();
    expect(page.url()).toContain('as_of=2022-11-10T16');
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('heading', { name: '0 of 5 done; 1 planned by now' }).waitFor();
    await page.context().close();
  });

  it('a leader stays at that moment from page to page, with nothing to change there, until now is wanted', async () => {
    const page = await face.visit('/dashboard?as_of=2022-11-17T16:00:00.000Z', 'leader');
    const past = page.getByText('You see the past, read only');
    await page.getByRole('link', { name: '■ 1' }).click();
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await past.waitFor();
    await page.getByRole('link', { name: '督〔2022〕1号-03' }).click();
    await page.getByRole('heading', { name: '稳经济专项资金拨付', level: 1 }).waitFor();
    await page.getByText('You see how it was').waitFor();
    expect(await page.getByRole('button', { name: 'Remark' }).count()).toBe(0);
    await page
      .locator('main')
      .getByRole('link', { name: /^督〔2022〕1号 / })
      .click();
    await page.getByRole('heading', { name: 'How the time is counted' }).waitFor();
    await past.waitFor();
    expect(page.url()).toContain('as_of=2022-11-17T16');
    await page.getByRole('button', { name: 'Back to now' }).click();
    await past.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('as_of');
    await page.context().close();
  });

  it('a leader narrows the ledger to what a leader answers for, and finds that view again by its name', async () => {
    const page = await face.visit('/tasks', 'leader');
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('combobox', { name: 'Readout' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'By status' }).click();
    await page.getByText('5 tasks').waitFor();
    await page.getByRole('button', { name: /^Views/ }).click();
    await page.getByRole('menuitem', { name: 'Save what is shown' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('The October meeting');
    await page.getByRole('dialog').getByRole('button', { name: 'Save what is shown' }).click();
    await page.getByText('Saved: The October meeting').waitFor();
    await page.goto(`${face.url}/tasks`);
    await page.getByRole('button', { name: /^Views/ }).click();
    await page.getByRole('menuitem', { name: 'The October meeting' }).click();
    await page.getByRole('button', { name: 'View: The October meeting' }).waitFor();
    expect(page.url()).toContain(`readout=${present.readoutId}`);
    expect(page.url()).toContain('layout=states');
    await page.context().close();
  });

  it('a leader walks the columns of the ledger by keyboard, and sees along the weeks what is due', async () => {
    const page = await face.visit('/tasks?layout=lights', 'leader');
    const present = (name: string) => page.getByRole('link', { name }).and(page.locator(':focus'));
    await page.getByRole('link', { name: '稳经济专项资金拨付' }).waitFor();
    await page.getByRole('link', { name: '重点工业项目集中开工' }).waitFor();
    await page.keyboard.press('j');
    await present('稳经济专项资金拨付').waitFor();
    await page.keyboard.press('l');
    await present('重点工业项目集中开工').waitFor();
    await page.getByRole('button', { name: 'Timeline' }).click();
    await page.getByRole('heading', { name: '31 Oct to 25 Dec: 5 due' }).waitFor();
    await page.getByRole('row', { name: /稳经济专项资金拨付.*Tue 15 Nov.*Overdue/ }).waitFor();
    await page.context().close();
  });

  it('a leader remarks on what is longest overdue without leaving the dashboard', async () => {
    const page = await face.visit('/dashboard', 'leader');
    await page.getByRole('heading', { name: 'Longest overdue' }).waitFor();
    await page.getByRole('button', { name: /^Remark/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Text').fill('Pay it out this week.');
    expect(await faultsIn(page)).toEqual([]);
    await dialog.locator('button[type=submit]').click();
    await page.getByText(/^The remark on .* is recorded/).waitFor();
    const seen = await face.office.see(present.taskIds[2] ?? '');
    expect(seen.remarks.map(({ text }) => text)).toEqual(['Pay it out this week.']);
    await page.context().close();
  });

  it('a leader is told kindly that a campaign was not there yet', async () => {
    const page = await face.visit(`/dashboard?campaign=${present.campaignId}&as_of=5`, 'leader');
    await page.getByText('This campaign had not been opened then.').waitFor();
    await page.getByRole('button', { name: 'Everything' }).click();
    await page.getByText('This campaign had not been opened then.').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('a leader reads how long a campaign has to go', async () => {
    const page = await face.visit(`/dashboard?campaign=${present.campaignId}`, 'leader');
    await page.getByText('37 days left').waitFor();
    await page.getByText('day 23 of 60').waitFor();
    await page.context().close();
  });

  it('a liaison asks why an alert came, and acts on it where it stands', async () => {
    const page = await face.visit('/inbox', 'liaison.water', { width: 375 });
    const list = (name: RegExp) => page.getByRole('button', { name });
    await page.getByRole('button', { name: 'Why was I told? 督〔2022〕1号-05' }).first().click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Who was told by this step' }).waitFor();
    await page
      .getByRole('dialog')
      .getByText(/inbox · sent/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign for it 督〔2022〕1号-05' }).click();
    await page.getByText('督〔2022〕1号-05 is signed for').waitFor();
    await list(/^Done [1-9]/).click();
    await page.getByText('Rule: Not signed for: every working day').first().waitFor();
    await page.context().close();
  });
});
