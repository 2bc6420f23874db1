import { AssertionError } from 'node:assert';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { contractSchemas, eventLogContract } from '#libs/event-store/testing';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
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

describe('The log of events', () => {
  it.for(eventLogContract)('$promise', async ({ check }) => {
    await withLog(new EventLog(database.url, contractSchemas), check);
  });
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
