import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BenchRun } from './bench.ts';

const run = promisify(execFile);
const PEERS = join(import.meta.dirname, '../peers');

/**
 * A module of `test/bench/peers`, whose packages are installed there first when they are missing; null, with the reason
 * shown, when that cannot be done. `T` is what the module exports.
 */
export async function peer<T>(bench: BenchRun, name: string): Promise<T | null> {
  try {
    if (!existsSync(join(PEERS, 'node_modules')))
      await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: PEERS });
    return (await import(pathToFileURL(join(PEERS, `${name}.mjs`)).href)) as T;
  } catch (error) {
    bench.skip(name, `its packages could not be installed or loaded: ${(error as Error).message.split('\n')[0]}`);
    return null;
  }
}
