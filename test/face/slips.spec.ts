import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SlipAnswer } from '#libs/contracts';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';

await describeWith('chromium', 'slips and ladder of a task', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  /** A task that is due tomorrow, with a slip that was answered and one that was not, and a report asked for every week. */
  async function taskWithSlips() {
    const { office } = face;
    const { id } = await office.task({ dueDate: office.inDays(1), signedFor: true });
    const issue = async (text: string) =>
      (await office.clerk.post(`/api/v1/tasks/${id}/issue-slip`, { colour: 'blue', text })).as(SlipAnswer);
    const first = await issue('请按期办结，并说明进展。');
    await office.liaison.post(`/api/v1/tasks/${id}/answer-slip`, { slipId: first.slipId, text: '明日办结。' });
    const second = await issue('仍未见办结。');
    const cycle = { kind: 'weekly', weekday: 2, time: '12:00', roll: 'next' };
    await office.clerk.post(`/api/v1/tasks/${id}/feedback-cycle`, { cycle });
    return { id, first, second };
  }

  /** A deed that stands among the buttons, or behind the menu of the others. */
  async function begin(page: Page, more: string, deed: string): Promise<void> {
    const menu = page.getByRole('main').getByRole('button', { name: more });
    await menu.waitFor();
    const button = page.getByRole('button', { name: deed, exact: true });
    if (await button.isVisible()) return button.click();
    await menu.click();
    await page.getByRole('menuitem', { name: deed, exact: true }).click();
  }

  it('are on its page, where a clerk chooses another ladder and others only read which it is', async () => {
    const { id, first, second } = await taskWithSlips();
    const page = await face.visit(`/tasks/${id}`, 'clerk');
    const slips = page.getByRole('region', { name: 'Slips' }).getByRole('listitem');
    await slips.nth(1).waitFor();
    const told = await slips.allInnerTexts();
    expect(told[0]).toContain(first.number);
    expect(told[0]).toContain('明日办结。');
    expect(told[1]).toContain(second.number);
    expect(told[1]).toContain('not answered yet');
    const reminding = page.getByRole('region', { name: 'Ladders of reminders' });
    await reminding.getByText('Reports every Tuesday by 12:00').waitFor();
    await reminding.getByRole('link', { name: 'Default' }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/slips.png`, fullPage: true });

    await reminding.getByLabel('Remind by another ladder').click();
    await page.getByRole('option', { name: '13710' }).click();
    await page.getByText('Reminded by “13710” from now on').waitFor();
    await reminding.getByRole('link', { name: '13710' }).waitFor();
    expect((await face.office.see(id)).ladder).toBe('13710');
    await page.context().close();

    const unit = await face.visit(`/tasks/${id}`, 'liaison');
    await unit.getByRole('link', { name: '13710' }).waitFor();
    expect(await unit.getByLabel('Remind by another ladder').count()).toBe(0);
    await unit.context().close();
  });

  it('are sent by a clerk in the colour that there is ground for, and answered by the unit', async () => {
    const { id } = await face.office.task({ dueDate: face.office.inDays(1), signedFor: true });
    const clerk = await face.visit(`/tasks/${id}`, 'clerk', { width: 375, language: 'zh' });
    await begin(clerk, '更多', '发督办单');
    const form = clerk.getByRole('dialog');
    await form.getByRole('radio', { name: '蓝色：临近期限' }).waitFor();
    expect(await form.getByRole('radio').count()).toBe(1);
    await form.getByLabel('内容').fill('请于明日前办结，并说明进展。');
    expect(await faultsIn(clerk)).toEqual([]);
    if (process.env.SHOTS) await clerk.screenshot({ path: `${process.env.SHOTS}/slip-form.png` });
    await form.getByRole('button', { name: '发督办单' }).click();
    await clerk.getByRole('region', { name: '督办单' }).getByText('请于明日前办结，并说明进展。').waitFor();
    await clerk.context().close();

    const unit = await face.visit(`/tasks/${id}`, 'liaison');
    await unit.getByRole('button', { name: 'Answer the slip' }).click();
    const answer = unit.getByRole('dialog');
    await answer.getByText('请于明日前办结，并说明进展。').waitFor();
    await unit.keyboard.type('明日办结。');
    if (process.env.SHOTS) await unit.screenshot({ path: `${process.env.SHOTS}/slip-answer.png` });
    await answer.getByRole('button', { name: 'Answer the slip' }).click();
    await unit.getByRole('region', { name: 'Slips' }).getByText('明日办结。').waitFor();
    await unit.getByRole('button', { name: 'Answer the slip' }).waitFor({ state: 'detached' });
    await unit.context().close();
  });

  it('are told in the inbox, where one puts that off and acknowledges it', async () => {
    const { number } = await taskWithSlips().then(({ id }) => face.office.see(id));
    const page = await face.visit('/inbox', 'liaison', { width: 375 });
    await page.getByRole('button', { name: `Later ${number}` }).click();
    await page.getByRole('menuitem').first().click();
    await page.getByText('Put off until').first().waitFor();
    await page.getByRole('group', { name: 'Which alerts' }).getByText('Put off').click();
    await page.getByRole('button', { name: `Acknowledge ${number}` }).click();
    await page.getByText(/^Acknowledged: \d/).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/put-off.png`, fullPage: true });
    await page.getByRole('group', { name: 'Which alerts' }).getByText('Done').click();
    await page
      .getByRole('listitem')
      .filter({ hasText: number })
      .first()
      .getByText(/acknowledged/)
      .first()
      .waitFor();
    await page.context().close();
  });

  it('are apart from reports, which a clerk asks for every week, by phases, and no more', async () => {
    const { office } = face;
    const { id } = await office.task({ dueDate: office.inDays(40), signedFor: true });
    const page = await face.visit(`/tasks/${id}`, 'clerk');
    const form = page.getByRole('dialog');
    const reminding = page.getByRole('region', { name: 'Ladders of reminders' });
    const open = () => begin(page, 'More', 'Set the feedback cycle');
    const send = () => form.getByRole('button', { name: 'Set the feedback cycle' }).click();
    await open();
    await form.getByRole('radio', { name: 'Every week' }).waitFor();
    await form.getByLabel('By what time').fill('12:00');
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/cycle.png` });
    await send();
    await reminding.getByText('Reports every Friday by 12:00').waitFor();

    await open();
    await form.getByRole('radio', { name: 'By phases' }).click();
    await form.getByLabel('End of phase 1').fill(office.inDays(10));
    await form.getByRole('button', { name: 'Add a phase' }).click();
    await form.getByLabel('End of phase 2').fill(office.inDays(20));
    await form.getByLabel('By what time').fill('25:00');
    await send();
    await form.locator('[aria-invalid="true"]').waitFor();
    await form.getByLabel('By what time').fill('16:30');
    await send();
    await reminding.getByText('Reports at the end of 2 phases, by 16:30 of the day').waitFor();

    await open();
    await form.getByRole('radio', { name: 'Ask for no reports any more' }).click();
    await send();
    await reminding.getByText('Reports at the end').waitFor({ state: 'detached' });
    expect((await office.see(id)).cycle).toBeNull();
    await page.context().close();
  });

  it('are printed on one sheet of A4 each, with number, reason and answer', async () => {
    const { id, first } = await taskWithSlips();
    const page = await face.visit(`/tasks/${id}`, 'liaison', { language: 'zh' });
    await page.getByRole('link', { name: first.number }).click();
    const sheet = page.getByRole('article', { name: first.number });
    await sheet.getByRole('heading', { name: '督查督办单（蓝色）' }).waitFor();
    const told = await sheet.innerText();
    for (const words of ['请按期办结，并说明进展。', '明日办结。', '李联络']) expect(told).toContain(words);
    expect(await faultsIn(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).count()).toBe(0);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    if (process.env.SHOTS) {
      await page.emulateMedia({ media: 'screen' });
      await page.screenshot({ path: `${process.env.SHOTS}/slip.png`, fullPage: true });
    }
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.context().close();
  });
});
