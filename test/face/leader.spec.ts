import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

await describeWith('chromium', 'a leader', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  it('begins at the dashboard, and is two clicks from the overdue task of the worst unit', async () => {
    const page = await face.visit('/', 'leader');
    await page.getByRole('heading', { name: 'Units with overdue tasks: 1' }).waitFor();
    await page.getByRole('link', { name: '■ 1' }).click();
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await page.getByText('稳经济专项资金拨付').first().waitFor();
    expect(await page.getByText('重点工业项目集中开工').count()).toBe(0);
    await page.context().close();
  });

  it('sees how things stood, by an address that holds the moment, and comes back to now', async () => {
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

  it('reads how long a campaign has to go', async () => {
    const page = await face.visit(`/dashboard?campaign=${present.campaignId}`, 'leader');
    await page.getByText('37 days left').waitFor();
    await page.getByText('day 23 of 60').waitFor();
    await page.context().close();
  });
});
