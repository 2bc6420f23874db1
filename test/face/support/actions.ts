import type { Page } from 'playwright-core';

/** How often the mouse or a finger has been pressed on a page since then, as its browser counts. */
export async function countClicks(page: Page): Promise<() => number> {
  let clicks = 0;
  await page.exposeFunction('pressed', () => {
    clicks += 1;
  });
  // Not `click`: one on a label comes twice, and Enter makes one too.
  const listen = "addEventListener('pointerdown', ({ isTrusted }) => isTrusted && pressed(), { capture: true })";
  await page.addInitScript(listen);
  return () => clicks;
}
