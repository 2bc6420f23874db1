import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { generatePrivateKey, type HashName } from '#libs/crypto';
import { type Deposit, fileDeposit } from '../../../apps/server/src/seal/deposit.ts';
import type { Places } from '../../../apps/server/src/seal/deposits.ts';
import type { Sql } from '../../../apps/server/src/seal/leaves.ts';
import { readSealedLog } from '../../../apps/server/src/seal/sealed-log.ts';
import { Sealer } from '../../../apps/server/src/seal/sealer.ts';
import { type SealSettings, verifyDeployment } from '../../../apps/server/src/seal/verify-deployment.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';

/** A database with a log that is sealed into a file outside of it. */
export class SealedStore {
  readonly privateKey = generatePrivateKey();
  readonly sealFile: string;
  readonly deposit: Deposit;
  #opened: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly database: TestDatabase,
    /** As the database's owner, a superuser. */
    readonly owner: Client,
    private readonly directory: string,
  ) {
    this.sealFile = join(directory, 'seals.txt');
    this.deposit = fileDeposit(this.sealFile, { setting: 'SEAL_FILE', makeDirectory: false });
  }

  static async open(): Promise<SealedStore> {
    const database = await freshDatabase();
    const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-seal-`));
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return new SealedStore(database, owner, directory);
  }

  get places(): Places {
    return { dataDir: this.directory, sealFile: this.sealFile, sealUrl: undefined, temporaryDatabase: false };
  }

  get sql(): Sql {
    return sqlOf(this.owner);
  }

  /** Someone who seals with the rights of the running server. */
  async sealer(
    given: { hash?: HashName; deposit?: Deposit | (() => Deposit | null) | null; privateKey?: string } = {},
  ): Promise<Sealer> {
    const { hash, deposit = this.deposit, privateKey = this.privateKey } = given;
    const dataSource = await new DataSource({
      type: 'postgres',
      url: this.database.url,
      installExtensions: false,
      poolErrorHandler: () => {},
    }).initialize();
    this.#opened.push(() => dataSource.destroy());
    return new Sealer(dataSource, {
      privateKey,
      hash,
      depositFor: () => (typeof deposit === 'function' ? deposit() : deposit),
    });
  }

  /** Adds events to the log as they lie there: 25 a stream, each with a reading that is a number, a text and a list. */
  async addEvents(count: number): Promise<void> {
    await this.owner.query(
      `INSERT INTO event (position, stream_id, recorded_at, version, schema_version, type, data, meta)
       SELECT p, md5(((p - 1) / 25)::text)::uuid, timestamptz '2022-10-26 01:00:00+00' + p * interval '1.000001 s',
         (p - 1) % 25 + 1, 1, 'ProgressReported',
         jsonb_build_object('percent', p % 101, 'text', '已完成 ' || p || ' 项', 'units', jsonb_build_array(p, 1.50)),
         jsonb_build_object('actor', 'system', 'commandId', md5('c' || p), 'correlationId', md5('r' || p))
       FROM (SELECT coalesce(max(position), 0) AS head FROM event) AS log, generate_series(head + 1, head + $1::int) AS p`,
      [count],
    );
  }

  /** The verifier key, as an outsider was told it. */
  async key(): Promise<string> {
    const log = await readSealedLog(this.sql);
    if (!log) throw new Error('Nothing was sealed yet');
    return log.verifier.verifierKey;
  }

  async sealsOutside(): Promise<string> {
    return readFile(this.sealFile, 'utf8');
  }

  /** As `duban verify` does it, against the file outside, unless told otherwise. */
  verify(key: string | null, sql: Sql = this.sql, settings: Partial<SealSettings> = {}) {
    const config = { ...this.places, sealKeyFile: undefined, ...settings };
    return verifyDeployment({ config, database: sql }, { key, sealFiles: [], progress: () => {} });
  }

  /** Does something as the superuser with every guard off, asks what is to be seen then, and takes it back. */
  async whileTampered<T>(tamper: (owner: Client) => Promise<unknown>, look: (sql: Sql) => Promise<T>): Promise<T> {
    await this.owner.query('BEGIN');
    try {
      await this.owner.query('ALTER TABLE event DISABLE TRIGGER ALL; ALTER TABLE seal DISABLE TRIGGER ALL');
      await tamper(this.owner);
      return await look(this.sql);
    } finally {
      await this.owner.query('ROLLBACK');
    }
  }

  async close(): Promise<void> {
    for (const close of this.#opened.reverse()) await close();
    await this.owner.end();
    await this.database.drop();
    await rm(this.directory, { recursive: true });
  }
}

export function sqlOf(client: Client): Sql {
  return {
    async query<Rows>(sql: string, parameters?: unknown[]) {
      return (await client.query(sql, parameters)).rows as Rows;
    },
  };
}
