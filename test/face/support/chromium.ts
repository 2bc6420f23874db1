import { type Browser, chromium } from 'playwright-core';
import { installed } from '../../support/servers.ts';

interface Start {
  /** Which one; the machine's own, else the packaged one, when it is left out. */
  readonly program?: string | null;
  readonly options?: readonly string[];
}

/** A browser without a window. To be called within `describeWith('chromium', …)`. */
export async function startChromium({ program, options = [] }: Start = {}): Promise<Browser> {
  const executablePath = program ?? (await installed('chromium'));
  if (!executablePath) throw new Error('There is no Chromium for this machine.');
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...options];
  return chromium.launch({ executablePath, args });
}
