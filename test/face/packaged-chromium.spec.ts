import { describe, expect, it } from 'vitest';
import { packagedChromium } from '../support/packaged-chromium.ts';
import { startChromium } from './support/chromium.ts';

const program = await packagedChromium();

describe('where no Chromium is installed', () => {
  it.skipIf(program === null)('the packaged one shows pages', async () => {
    const browser = await startChromium({ program });
    const page = await browser.newPage();
    await page.setContent('<button onclick="this.textContent = 1 + 1">Add</button>');
    await page.getByRole('button', { name: 'Add' }).press('Enter');
    expect(await page.getByRole('button').textContent()).toBe('2');
    await browser.close();
  });
});
