import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session } from '#libs/contracts';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';

await describeWith('chromium', 'a delegation in the browser', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  it('is made by the holder, shown on what the deputy did, and ended early', async () => {
    const { office } = face;
    const task = await office.task();
    const page = await face.visit('/organisation', 'liaison', { width: 375, language: 'zh' });
    await page.getByRole('button', { name: '委托代理: 市工业和信息化局 督办联络员' }).click();
    expect(await page.getByRole('button', { name: /^委托代理: / }).count()).toBeLessThanOrEqual(1);
    const form = page.getByRole('dialog');
    await form.getByLabel('代理人').click();
    await page.getByRole('option', { name: '汪联络 · 市水利局' }).click();
    await form.getByLabel('自（当日起）').fill(office.today);
    await form.getByLabel('至（含当日）').fill(office.inDays(3));
    await form.getByLabel('原因').fill('出差');
    await form.getByRole('button', { name: '委托代理' }).click();
    await page.getByText(/汪联络代理，/).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/delegation-375.png`, fullPage: true });

    const deputy = await office.app.signIn('liaison.water');
    expect((await deputy.post(`/api/v1/tasks/${task.id}/sign-for`, {})).status).toBe(200);
    const history = await face.visit(`/tasks/${task.id}`, 'clerk');
    await history.getByText('汪联络 as deputy of 李联络 (Liaison)').waitFor();
    await history.context().close();

    await page.getByRole('button', { name: '提前结束代理: 市工业和信息化局 督办联络员' }).click();
    await form.getByLabel('原因').fill('提前返回');
    await form.getByRole('button', { name: '提前结束代理' }).click();
    await page.getByText(/汪联络代理，/).waitFor({ state: 'detached' });
    expect((await deputy.get('/api/v1/session')).as(Session).posts.every(({ deputyUntil }) => !deputyUntil)).toBe(true);
    await page.context().close();

    const clerk = await face.visit('/organisation', 'clerk');
    await clerk.getByRole('button', { name: /^Name a deputy: Industry Bureau Liaison/ }).waitFor();
    expect(await clerk.getByRole('heading', { name: 'People' }).count()).toBe(0);
    expect(await faultsIn(clerk)).toEqual([]);
    if (process.env.SHOTS) await clerk.screenshot({ path: `${process.env.SHOTS}/delegation-1366.png`, fullPage: true });
    await clerk.context().close();
  });
});
