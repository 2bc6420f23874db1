import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { faultsIn, settled } from './support/axe.ts';
import { Face } from './support/face.ts';
import { pagesOf } from './support/pages.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

await describeWith('chromium', 'every page', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  it.each([
    { language: 'zh', scheme: 'light', width: 1366 },
    { language: 'en', scheme: 'dark', width: 375 },
  ] as const)(
    'is in order for axe, in $language, $scheme, $width px wide',
    async (look) => {
      const faults: string[] = [];
      for (const { path, who } of pagesOf(present)) {
        const page = await face.visit(path, who, look);
        await settled(page);
        faults.push(...(await faultsIn(page)).map((fault) => `${path}: ${fault}`));
        const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        if (Number(wide) > 0) faults.push(`${path}: ${wide} px wider than the screen`);
        await page.context().close();
      }
      expect(faults).toEqual([]);
    },
    240_000,
  );

  it('is in order for axe with a dialog, a menu and the palette open', async () => {
    const page = await face.visit(`/tasks/${present.taskIds[0]}`, 'clerk');
    await settled(page);
    await page.getByRole('button', { name: 'Grant the extension' }).click();
    await page.getByRole('dialog').waitFor();
    const faults = await faultsIn(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem').first().waitFor();
    faults.push(...(await faultsIn(page)));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    faults.push(...(await faultsIn(page)));
    await page.context().close();
    expect(faults).toEqual([]);
  });

  it('asks no other host for anything, and the browser complains of nothing', () => {
    expect(face.strayed).toEqual([]);
    expect(face.complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });
});
