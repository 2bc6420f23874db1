import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../apps/server/src/operations/embedded-postgres.ts';
import { migrate } from '../../apps/server/src/operations/migrate.ts';
import { TEMPLATE } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URLs of the run's Postgres, for the database `postgres`. */
    postgres: { readonly ownerUrl: string; readonly runtimeUrl: string };
  }
}

/** One Postgres for the whole run, with a migrated database to clone; gone when the run ends. */
export default async function postgresForTheRun(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-`));
  await chmod(dataDir, 0o711); // so that root's Postgres account can pass
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', max_connections: '300' } });
  const stop = async () => {
    await postgres.stop();
    await rm(postgres.home, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await postgres.createDatabase(TEMPLATE);
    await migrate(postgres.ownerUrl(TEMPLATE), postgres.runtimeUrl(TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('postgres', { ownerUrl: postgres.ownerUrl('postgres'), runtimeUrl: postgres.runtimeUrl('postgres') });
  return stop;
}

/** What earlier runs left behind that were killed before they could clean up: a Postgres outlives its parent. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.match(/^duban-test-(\d+)-/)?.[1];
    // What cannot be removed belongs to another user, whose runs will see to it.
    if (pid && !isAlive(Number(pid))) await removeRun(join(tmpdir(), name)).catch(() => undefined);
  }
}

async function removeRun(directory: string): Promise<void> {
  for (const dataDir of [directory, join(directory, '.duban')]) {
    if (!existsSync(join(dataDir, 'postgres.json'))) continue;
    const postgres = await startEmbeddedPostgres({ dataDir });
    await postgres.stop();
    await rm(postgres.home, { recursive: true, force: true });
  }
  await rm(directory, { recursive: true, force: true });
}

/** Whether there is a process of that number, ours or not. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
