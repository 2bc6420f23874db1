import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { append, noted, on, receipt } from '#libs/event-store/testing';
import { EventStore1760000000001 } from '../../migrations/0001-event-store.ts';
import { emptyDatabase } from '../support/database.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

const CHANGES = [
  { change: 'UPDATE', sql: "UPDATE event SET type = 'Forged'" },
  { change: 'DELETE', sql: 'DELETE FROM event' },
  { change: 'TRUNCATE', sql: 'TRUNCATE event' },
];

async function withOneEvent(): Promise<{ server: Client; owner: Client }> {
  await store.openLog().append({ ...append(on(randomUUID(), 0, noted('a'))), receipt: receipt(null) });
  return { server: await store.connect(store.url), owner: await store.connect() };
}

describe('Stored events', () => {
  it.for(CHANGES)('cannot be changed by the server: $change', async ({ sql }) => {
    const { server } = await withOneEvent();
    await expect(server.query(sql)).rejects.toThrow('permission denied');
  });

  it.for(CHANGES)('cannot be changed by the owner of the database: $change', async ({ sql }) => {
    const { owner } = await withOneEvent();
    await expect(owner.query(sql)).rejects.toThrow('is refused: it is only ever added to');
    await expect(owner.query(`SET session_replication_role = replica; ${sql}`)).rejects.toThrow('is refused');
  });
});

describe('Receipts', () => {
  it.for(['UPDATE receipt SET status = 500', 'DELETE FROM receipt', 'TRUNCATE receipt'])(
    'cannot be changed by the server: %s',
    async (sql) => {
      const { server } = await withOneEvent();
      await expect(server.query(sql)).rejects.toThrow('permission denied');
    },
  );

  it('are forgotten after 30 days, not before', async () => {
    const { owner } = await withOneEvent();
    const log = store.openLog();
    const old = { ...append(), receipt: receipt(null) };
    await log.append(old);
    await owner.query("UPDATE receipt SET recorded_at = now() - interval '29 days 23 hours' WHERE key = $1", [
      old.receipt.key,
    ]);
    expect(await log.purgeReceipts()).toBe(0);
    await owner.query("UPDATE receipt SET recorded_at = now() - interval '30 days 1 hour' WHERE key = $1", [
      old.receipt.key,
    ]);
    expect(await log.purgeReceipts()).toBe(1);
    expect((await owner.query('SELECT count(*)::int AS left FROM receipt')).rows).toEqual([{ left: 1 }]);
  });
});

describe('Business time', () => {
  const offset = (client: Client, ms: number) => client.query('UPDATE business_clock SET offset_ms = $1', [ms]);
  const DAY_MS = 86_400_000;

  it('is real time until it is moved, and events are recorded in it', async () => {
    const { server } = await withOneEvent();
    const log = store.openLog();
    const before = Date.now();
    await log.append(append(on(randomUUID(), 0, noted('b'))));
    await offset(server, 10 * DAY_MS);
    await log.append(append(on(randomUUID(), 0, noted('c'))));
    const [, now, later] = (await log.readAll(0, 3)).map(({ recordedAt }) => Date.parse(recordedAt) - before);
    expect(now).toBeLessThan(DAY_MS);
    expect(later).toBeGreaterThanOrEqual(10 * DAY_MS);
  });

  it('cannot be moved back once there is an event, nor be taken away', async () => {
    const { server, owner } = await withOneEvent();
    await offset(server, DAY_MS);
    for (const client of [server, owner]) {
      await expect(offset(client, DAY_MS - 1)).rejects.toThrow('business time cannot be moved back');
    }
    await expect(owner.query('DELETE FROM business_clock')).rejects.toThrow('is refused');
    await expect(owner.query('TRUNCATE business_clock')).rejects.toThrow('is refused');
    await expect(owner.query('INSERT INTO business_clock VALUES (false, 0)')).rejects.toThrow('check constraint');
  });

  it('may be set to the past before the first event', async () => {
    const server = await store.connect(store.url);
    await offset(server, -1_000 * DAY_MS);
    await store.openLog().append(append(on(randomUUID(), 0, noted('a'))));
    const [event] = await store.openLog().readAll(0, 1);
    expect(Date.parse(event?.recordedAt ?? '')).toBeLessThan(Date.now() - 999 * DAY_MS);
  });

  it('as recorded never decreases, even when the machine puts its clock back', async () => {
    const { owner } = await withOneEvent();
    const future = '2999-01-01T00:00:00.000Z';
    await owner.query("INSERT INTO event SELECT 2, $1, $2, 1, 1, 'Noted', data, meta FROM event", [
      randomUUID(),
      future,
    ]);
    const log = store.openLog();
    await log.append(append(on(randomUUID(), 0, noted('c'))));
    expect((await log.readAll(2, 1))[0]?.recordedAt).toBe(future);
  });
});

describe('The migration', () => {
  const migration = async (url: string, work: (dataSource: DataSource) => Promise<unknown>) => {
    const dataSource = await new DataSource({
      type: 'postgres',
      url,
      migrations: [EventStore1760000000001],
      installExtensions: false,
    }).initialize();
    await work(dataSource).finally(() => dataSource.destroy());
  };

  it('can be undone and run again, in several databases of one cluster at once', async () => {
    const databases = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()]);
    try {
      await Promise.all(
        databases.map(({ ownerUrl }) =>
          migration(ownerUrl, async (dataSource) => {
            await dataSource.runMigrations();
            await dataSource.undoLastMigration();
            await dataSource.runMigrations();
          }),
        ),
      );
    } finally {
      for (const database of databases) await database.drop();
    }
  });

  it('opens the tables of later migrations to the server', async () => {
    const owner = await store.connect();
    const server = await store.connect(store.url);
    await owner.query('CREATE TABLE later (id bigint GENERATED BY DEFAULT AS IDENTITY, text text)');
    await server.query("INSERT INTO later (text) VALUES ('a'); UPDATE later SET text = 'b'; DELETE FROM later");
    await expect(server.query('TRUNCATE later')).rejects.toThrow('permission denied');
  });
});
