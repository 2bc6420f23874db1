import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../../apps/server/src/operations/embedded-postgres.ts';
import { migrate } from '../../../apps/server/src/operations/migrate.ts';
import { buildSlowFsync } from './slow-fsync.ts';

/**
 * `slow`: every fsync takes a millisecond more, as on a disk across a network. `cached`: half of the machine's memory is
 * Postgres's own, so that what is read again is not read from the disk.
 */
export type Disk = 'plain' | 'slow' | 'cached';

/** So that no checkpoint and no vacuum falls into the round of one variant and not of the other. */
const SETTINGS = {
  max_connections: '300',
  shared_buffers: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
};
const TEMPLATE = 'bench_template';

export interface BenchPostgres {
  /** A new database, migrated and empty, gone with the run. */
  database(): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

export interface BenchDatabase {
  /** As the server connects. */
  readonly url: string;
  /** As operators connect; as superuser. */
  readonly ownerUrl: string;
}

/** Starts an embedded Postgres of the bench's own, durable as in use. Throws `NoCompiler` for a slow disk without `cc`. */
export async function startPostgres(disk: Disk): Promise<BenchPostgres> {
  // Named as those of test runs, which remove what a killed run left behind.
  const dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-bench-`));
  await chmod(dataDir, 0o711); // so that root's Postgres account can pass
  const preload = disk === 'slow' ? await buildSlowFsync(dataDir) : undefined;
  const settings =
    disk === 'cached' ? { ...SETTINGS, shared_buffers: `${Math.floor(totalmem() / 2 ** 21)}MB` } : SETTINGS;
  const postgres = await withPreload(preload, () => startEmbeddedPostgres({ dataDir, settings }));
  await postgres.createDatabase(TEMPLATE);
  await migrate(postgres.ownerUrl(TEMPLATE), postgres.runtimeUrl(TEMPLATE));
  return {
    async database() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      await execute(postgres.ownerUrl('postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
      return { url: postgres.runtimeUrl(name), ownerUrl: postgres.ownerUrl(name) };
    },
    async stop() {
      await postgres.stop();
      await rm(postgres.home, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs SQL on a connection made for it. */
export async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Postgres inherits it from us; nobody else shall. */
async function withPreload<T>(library: string | undefined, start: () => Promise<T>): Promise<T> {
  if (library) process.env.LD_PRELOAD = library;
  try {
    return await start();
  } finally {
    delete process.env.LD_PRELOAD;
  }
}
