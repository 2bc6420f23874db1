import { OwnPostgres } from '../../support/own-postgres.ts';

const PRIMARY = { fsync: 'off', synchronous_commit: 'on', synchronous_standby_names: 'standby' };
export const STANDBY = { fsync: 'off', hot_standby: 'on' };

export interface Replicated {
  readonly primary: OwnPostgres;
  /** Has to confirm each commit of the primary. */
  readonly standby: OwnPostgres;
  /** Of a migrated database, on the primary. */
  readonly url: string;
  readonly ownerUrl: string;
  /** The same database, asked of the standby. */
  readonly standbyUrl: string;
  remove(): Promise<void>;
}

/** A primary and a synchronous standby, both running. */
export async function replicated(): Promise<Replicated> {
  const primary = await OwnPostgres.start();
  const urls = await primary.migratedDatabase();
  await primary.stop();
  const standby = await primary.standby();
  await primary.start(PRIMARY);
  await standby.start(STANDBY);
  return {
    ...{ primary, standby, ...urls },
    standbyUrl: standby.ownerUrl(new URL(urls.ownerUrl).pathname.slice(1)),
    remove: async () => {
      await standby.remove();
      await primary.remove();
    },
  };
}
