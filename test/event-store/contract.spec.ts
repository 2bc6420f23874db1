import { AssertionError } from 'node:assert';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { contractSchemas, eventLogContract } from '#libs/event-store/testing';
import { Writers } from '../chaos/support/writers.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer.ts';
import { describeWith } from '../support/servers.ts';
import { brokenLogs } from './support/broken-logs.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function withLog<T>(log: EventLog, work: (log: EventLog) => Promise<T>): Promise<T> {
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}

/** A test for each promise; some are about readers that come and go, so each has a log of its own. */
function keepsItsPromises(url: () => string): void {
  it.for(eventLogContract)('$promise', async ({ check }) => {
    await withLog(new EventLog(url(), contractSchemas), check);
  });
}

describe('The log of events', () => {
  keepsItsPromises(() => database.url);
});

describe('The log of events, while two other processes append as fast as they can', () => {
  let writers: Writers;
  beforeAll(async () => {
    writers = await Writers.start(database.url, 2);
  });
  afterAll(async () => {
    await writers.stop();
  });

  keepsItsPromises(() => database.url);

  it('has in fact got theirs', async () => {
    await expect.poll(() => writers.answers.size, { timeout: 20_000 }).toBeGreaterThan(100);
  });
});

await describeWith('pgbouncer', 'The log of events through PgBouncer in transaction mode', () => {
  let pgBouncer: PgBouncer;
  beforeAll(async () => {
    pgBouncer = await startPgBouncer(database.url);
  });
  afterAll(async () => {
    await pgBouncer.stop();
  });

  keepsItsPromises(() => pgBouncer.through(database.url));
});

await describeWith('postgres15', 'The log of events on PostgreSQL 15', () => {
  let postgres: OwnPostgres;
  let url: string;
  beforeAll(async () => {
    postgres = await OwnPostgres.start({ version: 15 });
    url = (await postgres.migratedDatabase()).url;
  });
  afterAll(async () => {
    await postgres.remove();
  });

  keepsItsPromises(() => url);
});

describe('The contract notices a log that', () => {
  it.for(brokenLogs)('$fault', async ({ noticedBy, Log }) => {
    const noticing = eventLogContract.filter(({ promise }) => promise === noticedBy);
    expect(noticing).toHaveLength(1);
    for (const { check } of noticing) {
      await expect(withLog(new Log(database.url, contractSchemas), check)).rejects.toThrow(AssertionError);
    }
  });

  it('breaks any of its promises', () => {
    const broken = new Set(brokenLogs.map(({ noticedBy }) => noticedBy));
    expect(eventLogContract.map(({ promise }) => promise).filter((promise) => !broken.has(promise))).toEqual([]);
  });
});
