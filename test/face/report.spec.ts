import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

await describeWith('chromium', 'a report', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  it('is reached from the ledger, is of what that is narrowed to, and can be had as a file', async () => {
    const page = await face.visit('/tasks?light=overdue', 'leader');
    await page.getByRole('link', { name: 'Report and print' }).click();
    await page.getByRole('heading', { name: 'How the tasks stand' }).waitFor();
    expect(await page.getByRole('cell', { name: '稳经济专项资金拨付' }).count()).toBe(2);
    expect(await page.getByText('重点工业项目集中开工').count()).toBe(0);
    const link = page.getByRole('link', { name: 'Download CSV' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^Supervision report 2022-11-18 #\d+\.csv$/);
    await page.context().close();
  });

  it.each([
    { language: 'zh', scheme: 'light', width: 1366, title: '关于“60天攻坚”进展情况的通报' },
    { language: 'en', scheme: 'dark', width: 375, title: 'How “60天攻坚” stands' },
  ] as const)('of a campaign is in order for axe, and fits, $width px wide', async ({ title, ...look }) => {
    const page = await face.visit(`/report?campaign=${present.campaignId}`, 'leader', look);
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(wide).toBe(0);
    const shots = process.env.SHOTS;
    if (shots) await page.screenshot({ path: `${shots}/report.${look.language}.png`, fullPage: true });
    await page.context().close();
  });

  it('is printed on A4, in the measures of an official document, without the frame of the app', async () => {
    const page = await face.visit(`/report?campaign=${present.campaignId}`, 'leader', { language: 'zh' });
    const heading = page.getByRole('heading', { name: '关于“60天攻坚”进展情况的通报' });
    await heading.waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('button', { name: '打印' }).count()).toBe(0);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    if (process.env.SHOTS) await page.pdf({ preferCSSPageSize: true, path: `${process.env.SHOTS}/report.pdf` });
    await page.context().close();
  });
});
