import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Request } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ImportAnswer } from '#libs/contracts';
import { describeWith } from '../support/servers.ts';
import { until } from '../support/until.ts';
import { Face } from './support/face.ts';

const BUILT = join(import.meta.dirname, '../../dist/apps/web');
const FIRST_LOAD_BYTES = 250_000;
const CHUNK_BYTES = 120_000;

await describeWith('chromium', 'what people can rely on', () => {
  let face: Face;
  beforeAll(async () => {
    face = await Face.open();
  });
  afterAll(() => face.close());

  it('another person’s report is on the page without asking for it', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const page = await face.visit(`/tasks/${id}`, 'clerk');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Signed for', { exact: true }).first().waitFor();
    await face.office.liaison.post(`/api/v1/tasks/${id}/report-progress`, { percent: 35, text: 'Halfway there.' });
    await page.getByText('Halfway there.').waitFor();
    await page.context().close();
  });

  it('two tabs of one browser share one stream of changes', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const page = await face.visit('/inbox', 'clerk');
    const streams = new Set<Request>();
    const context = page.context();
    context.on('request', (request) => request.url().endsWith('/stream') && streams.add(request));
    context.on('requestfinished', (request) => streams.delete(request));
    context.on('requestfailed', (request) => streams.delete(request));
    const other = await page.context().newPage();
    await Promise.all([page, other].map((tab) => tab.goto(`${face.url}/tasks/${id}`)));
    await Promise.all([page, other].map((tab) => tab.getByText('Signed for', { exact: true }).first().waitFor()));
    await until(() => streams.size === 1, { what: 'one of the tabs follows the changes' });
    await face.office.liaison.post(`/api/v1/tasks/${id}/report-progress`, { percent: 35, text: 'Seen by both.' });
    await Promise.all([page, other].map((tab) => tab.getByText('Seen by both.').waitFor()));
    expect(streams.size).toBe(1);
    await page.context().close();
  });

  it('what was typed survives that somebody else was faster', async () => {
    const { id } = await face.office.task({ signedFor: true });
    const page = await face.visit(`/tasks/${id}`, 'clerk');
    await page.getByRole('button', { name: 'Reassign' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lead unit').fill('Water');
    await page.getByRole('option', { name: 'Water Bureau' }).click();
    await dialog.getByLabel('Reason').fill('It is about a dam.');
    await face.office.liaison.post(`/api/v1/tasks/${id}/report-progress`, { percent: 10, text: 'Begun meanwhile.' });
    await dialog.getByRole('button', { name: 'Reassign' }).click();
    await dialog.getByText('Somebody changed this').waitFor();
    await dialog.getByText('Begun meanwhile.').waitFor();
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('It is about a dam.');
    await dialog.getByRole('button', { name: 'I have looked; send again' }).click();
    await page.getByText('Recorded: Reassign').waitFor();
    expect((await face.office.see(id)).leadUnit.name.en).toBe('Water Bureau');
    await page.context().close();
  });

  it('a pasted text is never markup', async () => {
    const text =
      '会议要求，<img src=x onerror="document.title=1"><script>document.title=2</script>市水利局12月底前完成整改。';
    const body = { text, meetingDate: face.office.today };
    const { id } = (await face.office.clerk.post('/api/v1/readouts', body)).as(ImportAnswer);
    const page = await face.visit(`/readouts/${id}/review`, 'clerk');
    await page.getByText('onerror="document.title=1"').first().waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toContain('Review');
    await page.context().close();
  });

  it('the first page is small, and no other piece is large', async () => {
    const asked: string[] = [];
    const page = await face.visit('/', null);
    page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.context().request.post(`${face.url}/api/v1/session`, {
      data: { username: 'clerk', password: 'duban-demo-clerk' },
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Work bench' }).waitFor();
    await page.context().close();
    const first = asked.filter((path) => path.startsWith('/assets/') && /\.(js|css)$/.test(path));
    const total = [...new Set(first)].reduce((sum, path) => sum + zipped(path), 0);
    expect(total, [...new Set(first)].map((path) => `${path} ${zipped(path)}`).join('\n')).toBeLessThan(
      FIRST_LOAD_BYTES,
    );
    const entry = /src="(\/assets\/[^"]+\.js)"/.exec(readFileSync(join(BUILT, 'index.html'), 'utf8'))?.[1];
    expect(first).toContain(entry);
    expect(first.filter((path) => path !== entry && zipped(path) > CHUNK_BYTES)).toEqual([]);
  });
});

function zipped(path: string): number {
  return statSync(join(BUILT, `${path}.gz`)).size;
}
