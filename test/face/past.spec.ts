import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { translator } from '#libs/messages';
import { describeWith } from '../support/servers.ts';
import { settled } from './support/axe.ts';
import { Face } from './support/face.ts';
import { pagesOf } from './support/pages.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

const t = translator('en');
/** Whatever changes something. */
const COMMANDS = [
  ...Object.values(t('web.task.deeds', { returnObjects: true })),
  ...[t('web.directive.amend'), t('web.directive.cancel'), t('web.directive.setLabel'), t('web.directive.close')],
  ...[t('web.campaign.open'), t('web.campaign.amend'), t('web.campaign.close'), t('web.campaign.add')],
  ...[t('web.bench.import'), t('web.readouts.review'), t('web.task.more')],
];

await describeWith('chromium', 'an address with a moment of the past', () => {
  let face: Face;
  let present: Work;
  let now: number;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
    // Late enough that everything is there, and past all the same.
    const [head] = await face.office.app.sql<{ position: number }>('SELECT max(position)::int AS position FROM event');
    now = head?.position ?? 0;
    await face.office.proposals();
  });
  afterAll(() => face.close());

  it('is told on every page that can show it, with nothing to change there, and goes from those that cannot', async () => {
    const paths = [...new Set([...pagesOf(present).map(({ path }) => path.split('?')[0] ?? ''), '/report'])];
    const tells: string[] = [];
    const faults: string[] = [];
    const pages = { clerk: await face.sit('clerk'), leader: await face.sit('leader') };
    const visit = async (page: Page, who: string, path: string) => {
      await page.goto(`${face.url}${path}?as_of=${now}`);
      await settled(page);
      if (!page.url().includes('as_of')) return;
      tells.push(path);
      const told = page.getByRole('status').getByText(/^You see/);
      if ((await told.count()) !== 1) faults.push(`${who} ${path}: no word`);
      for (const name of COMMANDS)
        if ((await page.locator('main').getByRole('button', { name, exact: true }).count()) > 0)
          faults.push(`${who} ${path}: ${name}`);
    };
    await Promise.all(
      Object.entries(pages).map(async ([who, page]) => {
        for (const path of paths) await visit(page, who, path);
      }),
    );
    await Promise.all(Object.values(pages).map((page) => page.context().close()));
    expect(faults).toEqual([]);
    const { readoutId, directiveId, campaignId, unitId, taskIds } = present;
    expect([...new Set(tells)].sort()).toEqual(
      [
        ...['/tasks', `/tasks/${taskIds[0]}`, `/directives/${directiveId}`, '/dashboard', '/report', '/campaigns'],
        ...[`/campaigns/${campaignId}`, `/units/${unitId}`, `/readouts/${readoutId}`],
      ].sort(),
    );
  });

  it('goes with the reader from a directive to its readout, where proposals are as they were', async () => {
    const page = await face.visit(`/directives/${present.directiveId}?as_of=${present.past}`, 'clerk');
    await page.locator('main').getByRole('link', { name: /^From/ }).click();
    await page.waitForURL(`**/readouts/${present.readoutId}?as_of=${present.past}`);
    await page.getByRole('status').getByText('You see the past, read only').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('link', { name: t('web.readouts.review') }).waitFor();
    await page.context().close();
  });
});
