import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { translator } from '#libs/messages';
import { describeWith } from '../support/servers.ts';
import { faultsIn } from './support/axe.ts';
import { Face } from './support/face.ts';
import { faultsOfDialogs, goThrough, tooWide } from './support/through.ts';
import { WORK_BEGINS, type Work, work } from './support/work.ts';

// In one look; `npm run test:face` goes through all of them.
await describeWith('chromium', 'every page', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  it('is in order for axe, and no wider than the screen', async () => {
    const examine = async (page: Page) => [...(await faultsIn(page)), ...(await tooWide(page))];
    expect(await goThrough(face, present, { language: 'zh', scheme: 'dark', width: 375 }, examine)).toEqual([]);
  }, 240_000);

  it('is in order for axe with a dialog, a menu and the palette open', async () => {
    expect(await faultsOfDialogs(face, present, {}, translator('en'))).toEqual([]);
  });

  it('asks no other host for anything, and the browser complains of nothing', () => {
    expect(face.strayed).toEqual([]);
    expect(face.complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });
});
