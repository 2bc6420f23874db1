import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { EventLog } from '#libs/event-store';
import { type Config, readConfig, type Settings } from '../../config.ts';
import { beginHold } from '../../delivery/hold.ts';
import { eventSchemas } from '../../event-schemas.ts';
import { LOST_CONNECTIONS } from '../lost-connections.ts';
import { migrate, migrateAsOf, migrations } from '../migrate.ts';
import { openDatabase } from '../open-database.ts';
import { listProjections, projectionsOf, verify } from '../projections.ts';
import type { BackupProgress } from './back-up.ts';
import type { Header } from './container.ts';
import { load } from './load.ts';
import { type BackupContent, readBackup } from './read-backup.ts';
import { Refused } from './refused.ts';
import { besideDatabase, holdsData } from './swap.ts';

export interface Restored {
  readonly content: BackupContent;
  readonly place: string;
  /** Name of the database that holds what was there before; null when there was nothing. */
  readonly kept: string | null;
  /** Names of projections whose rows are not what the log says. They were so when the backup was made, and can be rebuilt. */
  readonly wrong: readonly string[];
}

export interface RestoreOptions {
  readonly file: string;
  /** Whether a database that holds data may be replaced. It is kept beside until the next restore. */
  readonly replace: boolean;
  readonly settings?: Settings;
  readonly progress?: (progress: BackupProgress) => void;
}

/**
 * Puts a backup in place of the deployment's database: loads it into a new one beside, migrates that to the shape of this
 * version, proves it, and only then swaps the two, in one step. Until then the old one is as it was, however this ends. The
 * restored database holds back what would go outside, because it does not know what was sent since the backup.
 *
 * Throws `Refused` and changes nothing when the file is no whole backup, or is of a newer format or version of Duban, or of
 * the other mode; when the database holds data and `replace` is not said; when anybody is connected to it.
 */
export async function restore({
  file,
  replace,
  settings = readConfig(),
  progress = () => {},
}: RestoreOptions): Promise<Restored> {
  const { header } = await readBackup(file, { progress: (fraction) => progress({ phase: 'verifying', fraction }) });
  await requireFitting(header, settings, file);
  const { config, place, close } = await openDatabase(settings);
  try {
    const { databaseOwnerUrl: ownerUrl } = config;
    if (!replace && (await holdsData(ownerUrl))) throw new Refused('holdsData', { place });
    return await besideDatabase(ownerUrl, async ({ restoringUrl, finish }) => {
      await migrateAsOf(restoringUrl, header.migrations);
      const content = await load(restoringUrl, file, progress);
      await migrate(restoringUrl, config.databaseUrl);
      const wrong = await wrongProjections(restoringUrl, config, progress);
      await holdSending(restoringUrl, header, config);
      return { content, place, wrong, kept: await finish() };
    });
  } finally {
    await close();
  }
}

async function requireFitting(header: Header, settings: Settings, file: string): Promise<void> {
  if (header.mode !== settings.mode) throw new Refused('otherMode', { file, mode: header.mode, ours: settings.mode });
  const known = new Set((await migrations()).map(({ name }) => name));
  const unknown = header.migrations.find((name) => !known.has(name));
  if (unknown !== undefined) throw new Refused('newerDuban', { file, version: header.version, migration: unknown });
}

/** One of an older shape is left out: it is rebuilt when the server starts. */
async function wrongProjections(
  ownerUrl: string,
  config: Config,
  progress: (progress: BackupProgress) => void,
): Promise<string[]> {
  const database = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    applicationName: 'duban-operator',
    ...LOST_CONNECTIONS,
  });
  const log = new EventLog(ownerUrl, eventSchemas);
  try {
    await database.initialize();
    const projections = projectionsOf(config);
    const standings = await listProjections(database, log, projections);
    const wrong: string[] = [];
    for (const [i, projection] of projections.entries()) {
      const storedShape = standings[i]?.storedShape ?? projection.shape;
      if (storedShape !== projection.shape) continue;
      const onProgress = ({ done, total }: { done: number; total: number }) =>
        progress({ phase: 'replaying', fraction: (i + done / Math.max(total, 1)) / projections.length });
      const { different } = await verify(database, log, projection, { onProgress });
      if (different > 0) wrong.push(projection.name);
    }
    return wrong;
  } finally {
    await log.close();
    if (database.isInitialized) await database.destroy();
  }
}

/** See delivery/hold.ts: the row is there before the first server starts. */
async function holdSending(ownerUrl: string, { head, madeAt }: Header, config: Config): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'duban-operator' });
  await client.connect();
  try {
    await beginHold(
      async (sql, values) => (await client.query(sql, values)).rows,
      { reason: 'restored', head, backupMadeAt: madeAt },
      config,
    );
  } finally {
    await client.end();
  }
}
