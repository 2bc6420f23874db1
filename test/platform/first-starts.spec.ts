import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Home, openHome } from '../../apps/server/src/operations/embedded-postgres/home.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-first-`));
  await chmod(dataDir, 0o711);
});
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20 }));

describe('making the home of a database', () => {
  it('keeps the winner of several first starts, even while another still fills the home that it will lose', async () => {
    let won = false;
    /** Writes as initdb does, so that the winner meets a directory that does not get empty. */
    const fillUntilLost = async ({ directory }: Home) => {
      const write = async (writer: number) => {
        for (let file = 0; !won; file++) await writeFile(join(directory, `${writer}-${file}`), '');
      };
      await Promise.all([1, 2, 3, 4].map(write));
    };

    const losing = openHome(dataDir, fillUntilLost);
    const winner = await openHome(dataDir, async () => {}).finally(() => {
      won = true;
    });

    expect((await losing).directory).toBe(winner.directory);
    expect((await openHome(dataDir, fillUntilLost)).directory).toBe(winner.directory);
    expect((await stat(winner.directory)).isDirectory()).toBe(true);
  });

  it('forgets a home that could not be filled, so that the next start makes a new one', async () => {
    const diskFull = async () => Promise.reject(new Error('no space left'));

    await expect(openHome(dataDir, diskFull)).rejects.toThrow('no space left');

    const next = await openHome(dataDir, async () => {});
    expect((await stat(next.directory)).isDirectory()).toBe(true);
  });
});
