import type { Client } from 'pg';
import { until } from '../../support/until.ts';

/** Where an append can be stopped inside its transaction: when its events are inserted, and while it commits. */
export const STAGES = ['inserted', 'committing'] as const;
export type Stage = (typeof STAGES)[number];

/** An event of this text stops at the gates of `name`; with `refused` behind it, its transaction is refused at the end of its commit. */
export const textAt = (name: string, isRefused = false) => (isRefused ? `${name} refused` : name);

const GATE = `hashtext(split_part(NEW.data ->> 'text', ' ', 1) || ' ' || TG_ARGV[0])`;

/** Lets a test decide how far the transactions of appends get: each gate is an advisory lock that `keeper` holds. */
export class Gates {
  private constructor(private readonly keeper: Client) {}

  static async build(keeper: Client): Promise<Gates> {
    await keeper.query(`
      CREATE FUNCTION pass_gate() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(1, ${GATE});
        IF TG_ARGV[0] = 'committing' AND NEW.data ->> 'text' LIKE '% refused' THEN RAISE EXCEPTION 'refused'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER inserted AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION pass_gate('inserted');
      CREATE CONSTRAINT TRIGGER committing AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION pass_gate('committing')`);
    return new Gates(keeper);
  }

  async close(name: string): Promise<void> {
    for (const stage of STAGES)
      await this.keeper.query('SELECT pg_advisory_lock(1, hashtext($1))', [`${name} ${stage}`]);
  }

  async open(name: string, stage: Stage): Promise<void> {
    await this.keeper.query('SELECT pg_advisory_unlock(1, hashtext($1))', [`${name} ${stage}`]);
  }

  /** Opens what is still closed. */
  async openAll(): Promise<void> {
    await this.keeper.query('SELECT pg_advisory_unlock_all()');
  }

  /** The session that waits at a gate, once one does. */
  async sessionAt(name: string, stage: Stage): Promise<number> {
    const waiting = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = 1
      AND objid = ((hashtext($1)::bigint + 4294967296) % 4294967296)::oid`;
    const look = async () => (await this.keeper.query(waiting, [`${name} ${stage}`])).rows[0]?.pid;
    return until(look, { what: `${name} is ${stage}` });
  }

  /** Resolves once some append waits for another's to end. */
  async anyWaitsForLock(): Promise<void> {
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 1685414497
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await until(async () => (await this.keeper.query(waiting)).rowCount === 1, { what: 'an append waits' });
  }
}
