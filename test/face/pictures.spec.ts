import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CampaignPage, ReadoutPage } from '#libs/contracts';
import { describeWith } from '../support/servers.ts';
import { Face } from './support/face.ts';

const PICTURES = join(import.meta.dirname, '../../docs/images');

await describeWith('chromium', 'the pictures of the README; APPROVE=pictures takes them anew', () => {
  let face: Face;
  let campaign: string;
  let readout: string;
  beforeAll(async () => {
    face = await Face.open({ DEMO_DATA: 'campaign' });
    const [head] = await face.office.app.sql<{ position: number }>('SELECT max(position)::int AS position FROM event');
    const read = (list: string) => face.office.clerk.get(`/api/v1/${list}?after=${head?.position}`);
    campaign = (await read('campaigns')).as(CampaignPage).items[0]?.id ?? '';
    readout = (await read('readouts')).as(ReadoutPage).items[0]?.id ?? '';
  });
  afterAll(() => face.close());

  const wanted = [
    ['dashboard.en', 'en', 1366, 'leader', () => `/dashboard?campaign=${campaign}`, '35 days left'],
    ['dashboard.zh', 'zh', 1366, 'leader', () => `/dashboard?campaign=${campaign}`, '剩 35 天'],
    ['review.en', 'en', 1366, 'clerk', () => `/readouts/${readout}/review`, '奋战60天'],
    ['review.zh', 'zh', 1366, 'clerk', () => `/readouts/${readout}/review`, '奋战60天'],
  ] as const;
  it.each(wanted)('%s', async (name, language, width, who, path, text) => {
    const page = await face.visit(path(), who, { language, width });
    await page.getByText(text).first().waitFor();
    await page.waitForLoadState('networkidle');
    const picture = await page.screenshot();
    const spill = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    await page.context().close();
    expect(spill).toBeLessThanOrEqual(0);
    if (process.env.APPROVE !== 'pictures') return;
    await mkdir(PICTURES, { recursive: true });
    await writeFile(join(PICTURES, `${name}.png`), picture);
  });
});
