import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';
import { WORK_BEGINS, work } from './support/work.ts';

await describeWith('chromium', 'other dates for many tasks', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
  });
  afterAll(() => face.close());

  it('are shown before they are set, and what became of each afterwards', async () => {
    const { taskIds } = await work(face.office);
    const page = await face.visit('/tasks', 'clerk');
    await page.getByRole('heading', { name: 'Ledger' }).waitFor();
    const boxes = page.locator('tbody').getByRole('checkbox');
    await boxes.nth(4).waitFor();
    for (let place = (await boxes.count()) - 1; place >= 0; place -= 1) await boxes.nth(place).check();
    await page.getByRole('button', { name: 'Re-date …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Re-date 5 tasks' });
    await dialog.getByRole('radio', { name: 'each by some days' }).check();
    await dialog.getByLabel('Days later').fill('3');
    await dialog.getByLabel('Reason').fill('In step with the city’s plan.');
    await dialog.getByRole('button', { name: 'Re-date 5' }).waitFor();
    expect(await faultsIn(page)).toEqual([]);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/redate.png` });
    await dialog.getByRole('button', { name: 'Re-date 5' }).click();
    await dialog.getByText('moved').first().waitFor();
    // One waits for the answer to an extension, one would be after its directive.
    expect(await dialog.getByText('extension').count()).toBe(1);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/redated.png` });
    expect((await face.office.see(taskIds[0] ?? '')).deadline?.date).toBe('2022-11-21');
    expect((await face.office.see(taskIds[1] ?? '')).deadline?.date).toBe('2022-12-25');
    expect((await face.office.see(taskIds[4] ?? '')).deadline?.date).toBe('2022-12-23');
    expect((await face.office.see(taskIds[3] ?? '')).deadline?.date).toBe('2022-12-23');
    await page.context().close();
  });
});
