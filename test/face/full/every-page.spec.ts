import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { translator } from '#libs/messages';
import { describeWith } from '../../support/servers.ts';
import { faultsIn } from '../support/axe.ts';
import { Face, type Look } from '../support/face.ts';
import { lengthen } from '../support/pseudo.ts';
import { clipped, faultsOfDialogs, goThrough, tooWide } from '../support/through.ts';
import { WORK_BEGINS, type Work, work } from '../support/work.ts';

const SCHEMES = ['light', 'dark'] as const;
const LOOKS = SCHEMES.flatMap((scheme): (Look & { language: 'zh' | 'en' })[] => [
  { scheme, language: 'zh', width: 1366 },
  { scheme, language: 'en', width: 375 },
  { scheme, language: 'en', width: 1366 },
  { scheme, language: 'zh', width: 375 },
]);

await describeWith('chromium', 'every page', () => {
  let face: Face;
  let present: Work;
  beforeAll(async () => {
    face = await Face.open(WORK_BEGINS);
    present = await work(face.office);
  });
  afterAll(() => face.close());

  const inOrder = async (page: Page) => [...(await faultsIn(page)), ...(await tooWide(page))];
  it.each(LOOKS)('is in order for axe, $scheme, in $language, $width px wide', async (look) => {
    expect(await goThrough(face, present, look, inOrder)).toEqual([]);
  });

  it.each(LOOKS)(
    'is in order with a dialog, a menu and the palette open, $scheme, in $language, $width px wide',
    async (look) => {
      expect(await faultsOfDialogs(face, present, look, translator(look.language))).toEqual([]);
    },
  );

  it.each([
    ['320 px wide', { width: 320 }],
    ['at 200 %, as on a screen half as wide', { width: 683 }],
    ['in forced colours', { forcedColors: true }],
    ['with motion', { motion: true }],
  ] as const)('fits %s', async (_, look) => {
    expect(await goThrough(face, present, look, tooWide)).toEqual([]);
  });

  it.each([1366, 375])('has room for texts that are much longer, %s px wide', async (width) => {
    const examine = async (page: Page) => [...(await tooWide(page)), ...(await clipped(page))];
    expect(await goThrough(face, present, { width }, examine, lengthen)).toEqual([]);
  });

  it('asks no other host for anything, and the browser complains of nothing', () => {
    expect(face.strayed).toEqual([]);
    expect(face.complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });
});
