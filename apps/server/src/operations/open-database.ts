import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Config, Settings } from '../config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { whyNotOpened } from './not-opened.ts';
import { requireSessions } from './require-sessions.ts';

export interface OpenDatabase {
  /** The settings with the addresses of the database filled in. */
  readonly config: Config;
  /** Where the data lies, for the banner: a folder, or the host of the database. */
  readonly place: string;
  /** To be called last: stops an embedded Postgres that nobody else uses. */
  close(): Promise<void>;
}

/** Databases for one run. Those of a run that was killed are removed by the next one that has Postgres to itself. */
const TEMPORARY = 'duban_temporary_';

/** A database that demo data was written to must never become a real one. */
const DATABASE_OF_MODE = { demo: 'duban_demo', production: 'duban' } as const;

/**
 * Gives the server its database, migrated: the one that DATABASE_URL names, or a real Postgres under the data directory.
 * Calling it again, or from several processes at once, migrates once. Throws `NotOpened`, which says what to do.
 */
export async function openDatabase(settings: Settings): Promise<OpenDatabase> {
  return open(settings).catch((error: unknown) => {
    throw whyNotOpened(error, settings.databaseUrl ? new URL(settings.databaseUrl).host : settings.dataDir);
  });
}

async function open(settings: Settings): Promise<OpenDatabase> {
  const { databaseUrl, databaseDirectUrl, databaseOwnerUrl } = settings;
  if (databaseUrl && databaseDirectUrl && databaseOwnerUrl) {
    const config = { ...settings, databaseUrl, databaseDirectUrl, databaseOwnerUrl };
    await requireSessions(config);
    await prepare(config);
    return { config, place: new URL(databaseUrl).host, close: async () => {} };
  }

  const postgres = await startEmbeddedPostgres({ dataDir: settings.dataDir });
  const name = settings.temporaryDatabase
    ? `${TEMPORARY}${randomUUID().replaceAll('-', '')}`
    : DATABASE_OF_MODE[settings.mode];
  const close = async () => {
    try {
      if (settings.temporaryDatabase) await postgres.dropDatabase(name);
    } finally {
      await postgres.stop();
    }
  };
  try {
    await postgres.dropLeftDatabases(TEMPORARY);
    await postgres.createDatabase(name);
    const config = {
      ...settings,
      databaseUrl: postgres.runtimeUrl(name),
      databaseDirectUrl: postgres.runtimeUrl(name),
      databaseOwnerUrl: postgres.ownerUrl(name),
    };
    await prepare(config);
    return { config, place: postgres.home, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function prepare(config: Config): Promise<void> {
  await migrate(config.databaseOwnerUrl, config.databaseUrl);
  const client = new Client({ connectionString: config.databaseOwnerUrl });
  await client.connect();
  try {
    await requireMode(client, config.mode);
    // Business time begins where the demo wants it, if nothing happened yet.
    if (config.mode === 'demo' && config.demoStartAt) {
      await client.query(
        `UPDATE business_clock SET offset_ms = extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000
         WHERE NOT EXISTS (SELECT FROM event)`,
        [config.demoStartAt],
      );
    }
  } finally {
    await client.end();
  }
}

/** The first start decides what a database is for; a later one in the other mode is refused and changes nothing. */
async function requireMode(client: Client, mode: Config['mode']): Promise<void> {
  await client.query('INSERT INTO deployment (mode) VALUES ($1) ON CONFLICT DO NOTHING', [mode]);
  const { rows } = await client.query<{ mode: Config['mode'] }>('SELECT mode FROM deployment');
  if (rows[0]?.mode === mode) return;
  throw new Error(
    mode === 'production'
      ? 'This database belongs to a demo: its accounts are public and its time may have been moved. ' +
          'Point DATABASE_URL to another database, or start with DUBAN_MODE=demo.'
      : 'This database holds real data, which the demo would open to everybody. ' +
          'Start with DUBAN_MODE=production, or point DATABASE_URL to another database.',
  );
}
