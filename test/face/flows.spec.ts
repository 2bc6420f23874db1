import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { until } from '../support/until.ts';
import { Face } from './support/face.ts';
import { press, tabTo } from './support/keyboard.ts';

// By keyboard alone: nothing here clicks.
await describeWith('chromium', 'with a keyboard', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  it('somebody signs in, in Chinese', async () => {
    const page = await face.visit('/', null, { language: 'zh' });
    await tabTo(page, page.getByLabel('账号', { exact: false }).first());
    await page.keyboard.type('clerk');
    await page.keyboard.press('Tab');
    await page.keyboard.type('duban-demo-clerk');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '工作台' }).waitFor();
    await page.context().close();
  });

  it('a clerk takes in the sample and assigns what it proposes', async () => {
    const page = await face.visit('/readouts/new', 'clerk');
    await press(page, page.getByRole('button', { name: 'Fill in the sample' }));
    await press(page, page.getByRole('button', { name: 'Find directives' }));
    await page.getByRole('heading', { name: 'Review proposals' }).waitFor();
    const firstOpen = page.locator('li[data-present]');
    await firstOpen.waitFor();
    await page.keyboard.press('d');
    await page.keyboard.type('Industry');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, firstOpen.getByRole('radio').first());
    await press(
      page,
      firstOpen.getByRole('radio', { name: 'No time limit' }).or(firstOpen.getByRole('radio').first()),
      'Space',
    );
    await page.keyboard.press(' ');
    await tabTo(page, firstOpen.getByRole('button', { name: 'Drop' }));
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Assign the 1 chosen' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/1 assigned: 督/).waitFor();
    await page.context().close();
  });

  it('a liaison signs for a task with one key on a phone, and reports in three', async () => {
    const { id } = await face.office.task();
    const page = await face.visit('/mine', 'liaison', { width: 375 });
    const { number } = await face.office.see(id);
    await press(page, page.getByRole('button', { name: `Sign for it ${number}` }));
    await page.getByText(`${number} is signed for`).waitFor();
    await press(page, page.getByRole('button', { name: `Report progress ${number}` }));
    await page.keyboard.type('The plan is made.');
    await press(page, page.getByRole('button', { name: 'Send' }));
    await page.getByText(`Progress on ${number} is recorded`).waitFor();
    expect((await face.office.see(id)).reports.map(({ text }) => text)).toEqual(['The plan is made.']);
    await page.context().close();
  });

  it('a report that cannot be sent waits on the phone, and is sent once', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const { number } = await face.office.see(id);
    const page = await face.visit('/mine', 'liaison', { width: 375 });
    await press(page, page.getByRole('button', { name: `Report progress ${number}` }));
    await page.keyboard.type('Written in a tunnel.');
    await page.context().setOffline(true);
    await press(page, page.getByRole('button', { name: 'Send' }));
    await page.getByText('Waiting: it is sent').waitFor();
    await page.context().setOffline(false);
    await until(async () => (await face.office.see(id)).reports.length === 1, {
      what: 'the report arrives',
      withinMs: 30_000,
    });
    await page.getByText('Waiting: it is sent').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('somebody finds a task by its number, steps through its past, and returns', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const { number, title } = await face.office.see(id);
    const page = await face.visit('/tasks', 'clerk');
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type(number);
    await page.getByRole('dialog').getByText(`${number} ${title}`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await page.getByRole('slider').waitFor();
    await page.keyboard.press('[');
    await page.getByText('You see how it was').waitFor();
    expect(page.url()).toMatch(/as_of=\d+/);
    expect(await page.getByRole('button', { name: 'Urge' }).count()).toBe(0);
    await page.keyboard.press(']');
    await page.getByText('You see how it was').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('a clerk filters the ledger, opens a row, and urges', async () => {
    const { id } = await face.office.task();
    const { number, title } = await face.office.see(id);
    const page = await face.visit('/tasks', 'clerk');
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(number);
    const isFiltered = () => new URL(page.url()).searchParams.get('q') === number;
    await until(isFiltered, { what: 'the filter stands in the address' });
    await page.getByText('1 tasks').waitFor();
    await tabTo(page, page.getByRole('link', { name: number }));
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await press(page, page.getByRole('button', { name: 'Urge' }));
    await page.getByRole('dialog').waitFor();
    await tabTo(page, page.getByRole('dialog').getByLabel('Text'));
    await page.keyboard.type('Today, please.');
    await press(page, page.getByRole('dialog').getByRole('button', { name: 'Urge' }));
    await page.getByText('Recorded: Urge').waitFor();
    expect((await face.office.see(id)).urges.map(({ text }) => text)).toEqual(['Today, please.']);
    await page.context().close();
  });

  it('the keys are told, and can be switched off', async () => {
    const page = await face.visit('/tasks', 'clerk');
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.evaluate("localStorage.setItem('duban.keys', 'off')");
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0);
    await page.context().close();
  });
});
