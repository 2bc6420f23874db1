import type { TFunction } from 'i18next';
import type { BrowserContext, Page } from 'playwright-core';
import { faultsIn, settled } from './axe.ts';
import type { Face, Look } from './face.ts';
import { pagesOf } from './pages.ts';
import type { Work } from './work.ts';

/** Goes to every page in one look, in one browser for each person, and answers what `examine` finds, with the page's path. */
export async function goThrough(
  face: Face,
  work: Work,
  look: Look,
  examine: (page: Page) => Promise<string[]>,
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
): Promise<string[]> {
  const browsers = new Map<string | null, Page>();
  const faults: string[] = [];
  for (const { path, who } of pagesOf(work)) {
    const page = browsers.get(who) ?? (await face.sit(who, look));
    if (!browsers.has(who)) await prepare(page.context());
    browsers.set(who, page);
    await page.goto(face.url + path);
    await settled(page);
    faults.push(...(await examine(page)).map((fault) => `${path}: ${fault}`));
  }
  for (const page of browsers.values()) await page.context().close();
  return faults;
}

/** Whether people would have to scroll sideways. */
export async function tooWide(page: Page): Promise<string[]> {
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return Number(wide) > 0 ? [`${wide} px wider than the screen`] : [];
}

/** What axe finds with a dialog, a menu and the palette open, one after the other. */
export async function faultsOfDialogs(face: Face, work: Work, look: Look, t: TFunction): Promise<string[]> {
  const page = await face.visit(`/tasks/${work.taskIds[0]}`, 'clerk', look);
  await settled(page);
  await page.getByRole('button', { name: t('web.task.deeds.GrantExtension') }).click();
  await page.getByRole('dialog').waitFor();
  const faults = await faultsIn(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: t('web.task.more') }).click();
  await page.getByRole('menuitem').first().waitFor();
  faults.push(...(await faultsIn(page)));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  faults.push(...(await faultsIn(page)));
  await page.context().close();
  return faults;
}

/** Buttons, headings and labels whose words do not fit what is meant to hold them. */
export async function clipped(page: Page): Promise<string[]> {
  const found = (await page.evaluate(CLIPPED)) as string[];
  return found.map((words) => `clipped: ${words}`);
}

const CLIPPED = `[...document.querySelectorAll('main button, main h1, main h2, main label, main th')]
  .filter((one) => one.clientWidth > 2 && getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent.slice(0, 60))`;
