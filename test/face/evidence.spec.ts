import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';

const PICTURE = join(import.meta.dirname, '../../docs/images/dashboard.en.png');

await describeWith('chromium', 'evidence', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  it('is added to a report on a phone, and the office downloads it from the timeline', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const { number } = await face.office.see(id);
    const page = await face.visit('/mine', 'liaison', { width: 375 });
    await page.getByRole('button', { name: `Report progress ${number}` }).click();
    await page.getByLabel('What has been done').fill('The site is cleared.');
    const files = page.locator('input[type=file]');
    const picture = { name: 'dashboard.en.png', mimeType: 'image/png', buffer: await readFile(PICTURE) };
    await files.setInputFiles([picture, { name: 'a.exe', mimeType: '', buffer: Buffer.from('MZ') }]);
    await page.getByText('A file like a.exe is not taken').waitFor();
    await page.getByRole('button', { name: 'Remove dashboard.en.png' }).waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/evidence.png` });
    await page.getByRole('button', { name: 'Remove a.exe' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(`Progress on ${number} is recorded`).waitFor();
    await page.context().close();

    const office = await face.visit(`/tasks/${id}`, 'clerk');
    const link = office.getByRole('link', { name: 'dashboard.en.png' });
    await link.waitFor();
    expect(await faultsIn(office)).toEqual([]);
    if (process.env.SHOTS) await office.screenshot({ path: `${process.env.SHOTS}/timeline.png` });
    const [download] = await Promise.all([office.waitForEvent('download'), link.click()]);
    const [kept, given] = await Promise.all([readFile(await download.path()), readFile(PICTURE)]);
    expect(kept.equals(given)).toBe(true);
    expect(download.suggestedFilename()).toBe('dashboard.en.png');
    await office.context().close();
  });
});
