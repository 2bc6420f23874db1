import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TaskPage } from '#libs/contracts';
import { describeWith } from '../support/servers.ts';
import { until } from '../support/until.ts';
import { countClicks } from './support/actions.ts';
import { Face } from './support/face.ts';
import { WORK_BEGINS, work } from './support/work.ts';

const SEED = readFileSync(join(import.meta.dirname, '../../docs/samples/readout.en.txt'), 'utf8');

await describeWith('chromium', 'by clicks that the browser counts', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    await work(face.office);
  });
  afterAll(() => face.close());

  it('a clerk comes from a pasted readout to three assigned tasks in eight', async () => {
    const page = await face.sit('clerk');
    const clicks = await countClicks(page);
    await page.goto(`${face.url}/readouts/new`);
    await page.getByLabel('Text of the readout').fill(SEED);
    await page.getByLabel('Date of the meeting').fill('2022-10-26');
    await page.getByRole('button', { name: 'Find directives' }).click();
    await page.getByRole('heading', { name: 'Review proposals' }).waitFor();
    const boxes = page.getByRole('checkbox', { name: /^Select number/ });
    await boxes.nth(0).click();
    await boxes.nth(3).click();
    // The sixty days of the second keep their date.
    await page.getByRole('button', { name: 'No time limit' }).click();
    await boxes.nth(1).click();
    await page.getByPlaceholder('Lead unit for all').click();
    await page.getByRole('option', { name: 'Industry Bureau', exact: true }).click();
    await page.getByRole('button', { name: 'Assign the 3 chosen' }).click();
    await page.getByText(/^3 assigned: 督/).waitFor();
    expect(clicks()).toBeLessThanOrEqual(8);
    const readout = /readouts\/([^/]+)\/review/.exec(page.url())?.[1];
    const assigned = async () => (await face.office.clerk.get(`/api/v1/tasks?readout=${readout}`)).as(TaskPage).items;
    const tasks = await until(async () => ((await assigned()).length < 3 ? null : assigned()));
    expect(tasks.map(({ leadUnit }) => leadUnit.name.en)).toEqual(Array(3).fill('Industry Bureau'));
    expect(tasks.map(({ deadline }) => deadline?.date ?? null)).toEqual(['2022-12-25', null, null]);
    await page.context().close();
  });

  it('a liaison signs for a task in one', async () => {
    const { page, clicks, id, number } = await begun('/mine', {});
    await page.getByRole('button', { name: `Sign for it ${number}` }).click();
    await page.getByText(`${number} is signed for`).waitFor();
    expect(clicks()).toBe(1);
    expect((await face.office.see(id)).status).toBe('signed-for');
    await page.context().close();
  });

  it('a liaison reports progress in two, with writing between them', async () => {
    const { page, clicks, id, number } = await begun('/mine', { signedFor: true });
    await page.getByRole('button', { name: `Report progress ${number}` }).click();
    await page.keyboard.type('The plan is made.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(`Progress on ${number} is recorded`).waitFor();
    expect(clicks()).toBe(2);
    expect((await face.office.see(id)).reports.map(({ text }) => text)).toEqual(['The plan is made.']);
    await page.context().close();
  });

  it('a leader comes to the overdue tasks of the worst unit in one', async () => {
    const page = await face.sit('leader');
    const clicks = await countClicks(page);
    await page.goto(face.url);
    const worst = page
      .getByRole('table', { name: /^Units with overdue tasks/ })
      .getByRole('row')
      .nth(1);
    const [unit, overdue] = [worst.getByRole('rowheader'), worst.getByRole('link', { name: /^■/ })];
    const name = await unit.textContent();
    await overdue.click();
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await page.getByText('稳经济专项资金拨付').first().waitFor();
    expect(name).toBe('Finance Bureau');
    expect(clicks()).toBe(1);
    expect(await page.getByText('重点工业项目集中开工').count()).toBe(0);
    await page.context().close();
  });

  /** A task of its own, and a phone at a page where the clicks are counted. */
  async function begun(path: string, of: { signedFor?: boolean }) {
    const { id } = await face.office.task({ ...of, dueDate: face.office.inDays(60) });
    const { number } = await face.office.see(id);
    const page = await face.sit('liaison', { width: 375 });
    const clicks = await countClicks(page);
    await page.goto(face.url + path);
    return { page, clicks, id, number };
  }
});
