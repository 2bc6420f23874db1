import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './sources.ts';

/** In a process of its own, which hears of every expression that is made. */
function slowPatterns(...given: string[]): Promise<string> {
  const program = ['--conditions=source', '--import', './test/bench/support/typescript.mjs'];
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [...program, join(ROOT, 'test/architecture/check-patterns.ts'), ...given],
      { cwd: ROOT },
      (error, stdout, stderr) => (stderr ? fail(new Error(stderr)) : done(error && !stdout ? String(error) : stdout)),
    );
  });
}

it('a regular expression that a text can make slow is found, and one of bounded steps is none', async () => {
  const slow = ['^(a|a)*$', '\\s+$', '^(?:a{1,2}){1,40}$'];
  const fast = ['(?<=第)[一二]{1,9}(?=季度)', '“[^”]{1,200}”', '^\\s+'];
  const found = (await slowPatterns(...fast, ...slow)).matchAll(/^given \/(.*)\/$/gm);
  expect([...found].map(([, source]) => source)).toEqual(slow);
});

it('no text from outside can make one of our regular expressions slow', async () => {
  expect(await slowPatterns()).toBe('');
}, 240_000);
