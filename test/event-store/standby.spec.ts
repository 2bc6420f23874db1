import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EventLog, type EventLogOptions, StoreUnavailable } from '#libs/event-store';
import { append, contractSchemas, noted, on, receipt } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { type Replicated, replicated, STANDBY } from './support/replicated.ts';

let pair: Replicated;
let owner: Client;
const opened: EventLog[] = [];

beforeAll(async () => {
  pair = await replicated();
  owner = await connect(pair.ownerUrl);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
});
afterAll(async () => {
  await owner.end();
  await pair.remove();
});

function openLog(options: EventLogOptions = {}): EventLog {
  const log = new EventLog(pair.url, contractSchemas, options);
  opened.push(log);
  return log;
}

const command = () => ({ ...append(on(randomUUID(), 0, noted('a'))), receipt: receipt('done') });

/** Does something while the standby is away, and lets it come back. */
async function withoutStandby(work: () => Promise<void>): Promise<void> {
  await pair.standby.stop();
  try {
    await work();
  } finally {
    await pair.standby.start(STANDBY);
  }
}

/** The session whose commit waits for the standby. */
async function waitingSession(): Promise<number> {
  const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = current_database()`;
  return until(async () => (await owner.query(waiting)).rows[0]?.pid, { what: 'a commit waits for the standby' });
}

/** Whether the standby, asked itself, has the event of a command. */
async function isOnStandby({ receipt: { key } }: ReturnType<typeof command>): Promise<boolean> {
  const client = await connect(pair.standbyUrl);
  try {
    return (await client.query('SELECT FROM receipt WHERE key = $1', [key])).rowCount === 1;
  } finally {
    await client.end();
  }
}

describe('With a standby that has to confirm each commit', () => {
  it('what was acknowledged is on the standby', async () => {
    const one = command();
    expect(await openLog().append(one)).toMatchObject({ outcome: 'appended' });
    await until(() => isOnStandby(one), { what: 'the standby has replayed it' });
  });

  it('a commit that was let go without it is not acknowledged, nor is its repeat before the standby has it', async () => {
    const log = openLog();
    const one = command();
    const { actor, key } = one.receipt;
    let repeats: Promise<unknown>[] = [];
    let answers = 0;
    await withoutStandby(async () => {
      const first = log.append(one).catch((error) => error);
      await owner.query('SELECT pg_cancel_backend($1)', [await waitingSession()]);
      expect(await first).toBeInstanceOf(StoreUnavailable);
      expect(await isStored(key)).toBe(true);

      repeats = [log.append(one), openLog().append(one), openLog().findReceipt(actor, key)];
      for (const repeat of repeats) void repeat.then(() => answers++);
      await waitingSession();
      await pause(100);
      expect(answers).toBe(0);
    });
    const stored = { ...one.receipt, position: await position(key) };
    const repeated = { outcome: 'repeated', receipt: stored };
    expect(await Promise.all(repeats)).toEqual([repeated, repeated, stored]);
    await until(() => isOnStandby(one));
  });

  it('the wait for it is bounded; afterwards the same command can be sent again', async () => {
    const log = openLog({ batchTimeoutMs: 200 });
    const one = command();
    await withoutStandby(async () => {
      await expect(log.append(one)).rejects.toThrow(StoreUnavailable);
    });
    expect(await openLog().append(one)).toMatchObject({ outcome: 'repeated' });
  });

  it('an import that was let go without it is not acknowledged', async () => {
    const log = openLog();
    const { meta } = command();
    const before = await log.head();
    const recordedAt = new Date().toISOString();
    await withoutStandby(async () => {
      const imported = log
        .importEvents([{ streamId: randomUUID(), version: 1, event: noted('imported'), meta, recordedAt }])
        .catch((error) => error);
      await owner.query('SELECT pg_cancel_backend($1)', [await waitingSession()]);
      expect(await imported).toBeInstanceOf(StoreUnavailable);
    });
    expect(await log.head()).toBe(before + 1);
  });
});

async function isStored(key: string): Promise<boolean> {
  return (await position(key)) !== undefined;
}

async function position(key: string): Promise<number | undefined> {
  return (await owner.query('SELECT position::int FROM receipt WHERE key = $1', [key])).rows[0]?.position;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}
