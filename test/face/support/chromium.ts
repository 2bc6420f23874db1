import { type Browser, chromium } from 'playwright-core';
import { installed } from '../../support/servers.ts';

/** The machine's own browser. To be called within `describeWith('chromium', …)`. */
export async function startChromium(): Promise<Browser> {
  const program = await installed('chromium');
  if (!program) throw new Error('Chromium is not installed.');
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return chromium.launch({ executablePath: program, args });
}
