import { DataSource } from 'typeorm';
import type { Config } from '../config.ts';
import { LOST_CONNECTIONS } from './lost-connections.ts';

/** Connects as the owner of the database, who may make and replace tables, for the time of the work. Without entities. */
export async function asOwner<T>(
  { databaseOwnerUrl }: Pick<Config, 'databaseOwnerUrl'>,
  work: (owner: DataSource) => Promise<T>,
): Promise<T> {
  const owner = new DataSource({
    type: 'postgres',
    url: databaseOwnerUrl,
    applicationName: 'duban-owner',
    installExtensions: false,
    synchronize: false,
    logging: false,
    ...LOST_CONNECTIONS,
  });
  await owner.initialize();
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}
