import type { TFunction } from 'i18next';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { translator } from '#libs/messages';
import { until } from '../../support/until.ts';
import type { Face, Look } from './face.ts';
import { press, tabTo } from './keyboard.ts';

/** What people come for, by keyboard alone: nothing here clicks. */
export interface Flow {
  readonly name: string;
  readonly begin: { readonly path: string; readonly who: string | null };
  readonly go: (page: Page, t: TFunction, face: Face, task: { id: string; number: string }) => Promise<void>;
  /** Whether the task that it is given is signed for. */
  readonly signedFor?: boolean;
  /** Whether that task has no part in it. */
  readonly isTaskless?: boolean;
}

/** Goes through a flow in one look, with a task of its own. */
export async function walk({ begin, go, signedFor = false, isTaskless = false }: Flow, face: Face, look: Look) {
  const id = isTaskless ? '' : (await face.office.task({ signedFor })).id;
  const number = isTaskless ? '' : ((await face.office.see(id)).number ?? '');
  const page = await face.visit(begin.path.replace(':id', id), begin.who, look);
  await go(page, translator(look.language ?? 'en'), face, { id, number });
  await page.context().close();
}

export const FLOWS: readonly Flow[] = [
  {
    name: 'somebody signs in',
    begin: { path: '/', who: null },
    isTaskless: true,
    async go(page, t) {
      await tabTo(page, page.getByLabel(t('web.signIn.username')).first());
      await page.keyboard.type('clerk');
      await page.keyboard.press('Tab');
      await page.keyboard.type('duban-demo-clerk');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: t('web.bench.title') }).waitFor();
    },
  },
  {
    name: 'a clerk takes in the sample and assigns what it proposes',
    begin: { path: '/readouts/new', who: 'clerk' },
    isTaskless: true,
    async go(page, t) {
      await press(page, page.getByRole('button', { name: t('web.import.sample') }));
      await press(page, page.getByRole('button', { name: t('web.import.submit') }));
      await page.getByRole('heading', { name: t('web.review.title') }).waitFor();
      const present = page.locator('li[data-present]');
      await present.waitFor();
      await page.keyboard.press('d');
      await page.keyboard.type(t('web.account.language') === 'English' ? '工业' : 'Industry');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await press(page, present.getByRole('radio').first(), 'Space');
      await tabTo(page, present.getByRole('button', { name: t('web.review.ignore') }));
      await page.keyboard.press('a');
      await page.getByRole('button', { name: t('web.review.assign', { count: 1 }) }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByText(t('web.review.assigned', { count: 1, numbers: '督' })).waitFor();
    },
  },
  {
    name: 'a liaison signs for a task with one key, and reports in three',
    begin: { path: '/mine', who: 'liaison' },
    async go(page, t, face, { id, number }) {
      await press(page, page.getByRole('button', { name: `${t('web.mine.signFor')} ${number}` }));
      await page.getByText(t('web.mine.signedFor', { number })).waitFor();
      await press(page, page.getByRole('button', { name: `${t('web.mine.report')} ${number}` }));
      await page.keyboard.type('The plan is made.');
      await press(page, page.getByRole('button', { name: t('web.mine.submit') }));
      await page.getByText(t('web.mine.reported', { number })).waitFor();
      expect((await face.office.see(id)).reports.map(({ text }) => text)).toEqual(['The plan is made.']);
    },
  },
  {
    name: 'a report that cannot be sent waits, and is sent once',
    begin: { path: '/mine', who: 'liaison' },
    signedFor: true,
    async go(page, t, face, { id, number }) {
      await press(page, page.getByRole('button', { name: `${t('web.mine.report')} ${number}` }));
      await page.keyboard.type('Written in a tunnel.');
      await page.context().setOffline(true);
      await press(page, page.getByRole('button', { name: t('web.mine.submit') }));
      await page.getByText(t('web.mine.waiting')).waitFor();
      await page.context().setOffline(false);
      const arrived = async () => (await face.office.see(id)).reports.length === 1;
      await until(arrived, { what: 'the report arrives', withinMs: 60_000 });
      await page.getByText(t('web.mine.waiting')).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'somebody finds a task by its number, steps through its past, and returns',
    begin: { path: '/tasks', who: 'clerk' },
    signedFor: true,
    async go(page, t, face, { id, number }) {
      const { title } = await face.office.see(id);
      await page.getByRole('heading', { name: t('web.ledger.title') }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type(number);
      await page.getByRole('dialog').getByText(`${number} ${title}`).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.getByRole('slider').waitFor();
      await page.keyboard.press('[');
      const past = page.getByText(t('web.task.past').split('{{')[0] ?? '');
      await past.waitFor();
      expect(page.url()).toMatch(/as_of=\d+/);
      expect(await page.getByRole('button', { name: t('web.task.deeds.UrgeTask') }).count()).toBe(0);
      await page.keyboard.press(']');
      await past.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a clerk filters the ledger, opens a row, and urges',
    begin: { path: '/tasks', who: 'clerk' },
    async go(page, t, face, { id, number }) {
      const { title } = await face.office.see(id);
      await page.getByRole('heading', { name: t('web.ledger.title') }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(number);
      const isFiltered = () => new URL(page.url()).searchParams.get('q') === number;
      await until(isFiltered, { what: 'the filter stands in the address' });
      await page.getByText(t('web.ledger.found', { count: 1 })).waitFor();
      await tabTo(page, page.getByRole('link', { name: number }));
      await page.keyboard.press('o');
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await fillIn(page, t, 'UrgeTask', [['text', 'Today, please.']]);
      expect((await face.office.see(id)).urges.map(({ text }) => text)).toEqual(['Today, please.']);
    },
  },
  {
    name: 'a liaison disputes a task',
    begin: { path: '/tasks/:id', who: 'liaison' },
    async go(page, t, face, { id }) {
      await fillIn(page, t, 'DisputeTask', [['reason', 'It is not ours.']]);
      expect((await face.office.see(id)).status).toBe('disputed');
    },
  },
  {
    name: 'a liaison asks for an extension',
    begin: { path: '/tasks/:id', who: 'liaison' },
    signedFor: true,
    async go(page, t, face, { id }) {
      const to = face.office.inDays(20);
      await fillIn(page, t, 'RequestExtension', [
        ['to', to],
        ['reason', 'The parts come late.'],
      ]);
      expect((await face.office.see(id)).extensions).toMatchObject([{ to }]);
    },
  },
  {
    name: 'a clerk suspends a task',
    begin: { path: '/tasks/:id', who: 'clerk' },
    signedFor: true,
    async go(page, t, face, { id }) {
      await fillIn(page, t, 'SuspendTask', [['reason', 'The court has to decide first.']]);
      expect((await face.office.see(id)).status).toBe('suspended');
    },
  },
  {
    name: 'a liaison claims completion',
    begin: { path: '/tasks/:id', who: 'liaison' },
    signedFor: true,
    async go(page, t, face, { id }) {
      await fillIn(page, t, 'ClaimCompletion', [
        ['text', 'All is built.'],
        ['evidence', 'The certificate of acceptance'],
      ]);
      expect((await face.office.see(id)).status).toBe('in-review');
    },
  },
  {
    name: 'a leader remarks on a task',
    begin: { path: '/tasks/:id', who: 'leader' },
    signedFor: true,
    async go(page, t) {
      await fillIn(page, t, 'RecordRemark', [['text', 'Well begun.']]);
      await page.getByText('Well begun.').first().waitFor();
    },
  },
  {
    name: 'the keys are told, and can be switched off',
    begin: { path: '/tasks', who: 'clerk' },
    isTaskless: true,
    async go(page, t) {
      await page.getByRole('heading', { name: t('web.ledger.title') }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: t('web.keys.help') }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.evaluate("localStorage.setItem('duban.keys', 'off')");
      await page.keyboard.press('?');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      expect(await page.getByRole('dialog', { name: t('web.keys.help') }).count()).toBe(0);
    },
  },
];

type Deed = 'UrgeTask' | 'DisputeTask' | 'RequestExtension' | 'SuspendTask' | 'ClaimCompletion' | 'RecordRemark';
type Field = 'text' | 'reason' | 'to' | 'evidence';

/** Opens what is asked for a deed, from the page or from the menu of the rarer ones, fills it in and sends it. */
async function fillIn(page: Page, t: TFunction, deed: Deed, fields: readonly [Field, string][]): Promise<void> {
  const name = t(`web.task.deeds.${deed}`);
  const more = page.getByRole('button', { name: t('web.task.more'), exact: true });
  const button = page.getByRole('button', { name, exact: true });
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) await press(page, button);
  else {
    await press(page, more);
    await arrowTo(page, page.getByRole('menuitem', { name, exact: true }));
    await page.keyboard.press('Enter');
  }
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (const [field, words] of fields) {
    const place = dialog.getByLabel(t(`web.task.said.${field}`)).first();
    await tabTo(page, place);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(words);
  }
  await press(page, dialog.getByRole('button', { name, exact: true }));
  await page.getByText(t('web.task.done', { deed: name })).waitFor();
}

/** Goes down an open menu to one of its items, not before the menu has taken the focus. */
async function arrowTo(page: Page, item: Locator): Promise<void> {
  await page.locator('[role=menu]:focus-within, [role=menu]:focus').waitFor();
  const items = await page.getByRole('menuitem').count();
  for (let steps = 0; steps <= items; steps += 1) {
    if (await item.and(page.locator(':focus')).count()) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${item} cannot be reached`);
}
