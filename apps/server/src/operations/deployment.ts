import { DataSource } from 'typeorm';
import { EventLog } from '#libs/event-store';
import { type Config, readConfig, type Settings } from '../config.ts';
import { eventSchemas } from '../event-schemas.ts';
import { LOST_CONNECTIONS } from './lost-connections.ts';
import { openDatabase } from './open-database.ts';

/** What an operator's command works on. */
export interface Deployment {
  readonly config: Config;
  /** Where the data lies: a folder, or the host of the database. */
  readonly place: string;
  /** Connected as the owner; without entities, for SQL. */
  readonly database: DataSource;
  /** Reads and appends with the rights of the running server. */
  readonly log: EventLog;
}

/**
 * Opens the deployment that the environment describes, as the server would (its settings, its database, migrated; an
 * embedded Postgres is joined, or started for this time), runs the operation, and closes all of it, also when it fails.
 * The server may run meanwhile. Errors of opening say what to do.
 */
export async function withDeployment<T>(
  operation: (deployment: Deployment) => Promise<T>,
  settings: Settings = readConfig(),
): Promise<T> {
  const opened = await openDatabase(settings);
  try {
    const { config, place } = opened;
    const database = new DataSource({
      type: 'postgres',
      url: config.databaseOwnerUrl,
      applicationName: 'duban-operator',
      installExtensions: false,
      synchronize: false,
      logging: false,
      ...LOST_CONNECTIONS,
    });
    const log = new EventLog(config.databaseUrl, eventSchemas, { listenUrl: config.databaseDirectUrl });
    try {
      await database.initialize();
      return await operation({ config, place, database, log });
    } finally {
      await log.close();
      if (database.isInitialized) await database.destroy();
    }
  } finally {
    await opened.close();
  }
}
