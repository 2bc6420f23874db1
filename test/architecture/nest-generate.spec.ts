import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

const run = promisify(execFile);

describe('nest generate', () => {
  it.each([
    ['service inbox', 'apps/server/src/inbox.service.ts'],
    ['controller http/inbox', 'apps/server/src/http/inbox.controller.ts'],
    ['library watchers', 'libs/watchers/src/index.ts'],
  ])('%s makes %s', async (what, path) => {
    const nest = join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
    const { stdout } = await run(process.execPath, [nest, 'generate', ...what.split(' '), '--dry-run'], { cwd: ROOT });
    expect(stdout).toContain(`${path} (`);
  });

  it('counts the server as where things belong', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'nest-cli.json'), 'utf8')).sourceRoot).toBe('apps/server/src');
  });
});
