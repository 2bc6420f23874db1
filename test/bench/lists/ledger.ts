import { DEMO_ACCOUNTS } from '../../../apps/server/src/access/demo-organisation.ts';
import { startChromium } from '../../face/support/chromium.ts';
import { installed } from '../../support/servers.ts';

/** The ledger in a real browser, as the clerk sees it; null where there is none. */
export async function openLedger(url: string) {
  const program = await installed('chromium');
  if (!program) return null;
  const browser = await startChromium({ program });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const account = DEMO_ACCOUNTS.find(({ username }) => username === 'clerk');
  await page.request.post(`${url}/api/v1/session`, { data: account });
  await page.goto(`${url}/tasks`);
  await page.locator('tbody tr[data-index]:not([aria-busy])').first().waitFor();
  return {
    /** Milliseconds from moving the scrollbar to a share of the way until rows of there are drawn. */
    jump: async (share: number) => Number(await page.evaluate(`(${JUMP})(${share})`)),
    /** Frames a second while the wheel turns for so long. */
    async scroll(forMs: number) {
      await page.mouse.move(600, 500);
      const frames = page.evaluate(`(${FRAMES})(${forMs})`);
      const until = performance.now() + forMs;
      while (performance.now() < until) await page.mouse.wheel(0, 120);
      return Number(await frames);
    },
    close: () => browser.close(),
  };
}

// In the page. A row that is still being read says so.
const JUMP = `async (share) => {
  const scroller = document.querySelector('table[aria-rowcount]').parentElement;
  const rows = Number(document.querySelector('table[aria-rowcount]').getAttribute('aria-rowcount'));
  const from = performance.now();
  scroller.scrollTop = scroller.scrollHeight * share;
  const isThere = () => [...scroller.querySelectorAll('tbody tr[data-index]:not([aria-busy])')]
    .some((row) => Math.abs(Number(row.dataset.index) - rows * share) < 60);
  while (!isThere()) await new Promise(requestAnimationFrame);
  return performance.now() - from;
}`;
const FRAMES = `async (forMs) => {
  const from = performance.now();
  let frames = 0;
  while (performance.now() - from < forMs) {
    await new Promise(requestAnimationFrame);
    frames += 1;
  }
  return (frames * 1000) / (performance.now() - from);
}`;
