import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog, StoreUnavailable, type Subscriber, Subscription } from '#libs/event-store';
import { append, contractSchemas, noted, on, receipt } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { type MovingAddress, movingAddress } from './support/moving-address.ts';
import { type Replicated, replicated } from './support/replicated.ts';

const WRITERS = 8;

let pair: Replicated;
let address: MovingAddress;

beforeAll(async () => {
  pair = await replicated();
  address = await movingAddress(pair.primary.port);
});
afterAll(async () => {
  await address.close();
  await pair.remove();
});

/** Writes down the position of every event, without looking whether it is there already. */
const follower: Subscriber = {
  name: 'follower',
  start: 'origin',
  async apply(events, manager) {
    await manager.query('INSERT INTO followed (position) SELECT unnest($1::bigint[])', [
      events.map(({ position }) => position),
    ]);
  },
};

/** Commands of new streams one after the other, each sent again under its receipt until it is acknowledged. */
async function write(log: EventLog, acknowledged: string[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const command = { ...append(on(randomUUID(), 0, noted('a'))), receipt: receipt('done') };
    for (let isAcknowledged = false; !isAcknowledged; ) {
      try {
        const { outcome } = await log.append(command);
        expect(['appended', 'repeated']).toContain(outcome);
        isAcknowledged = true;
      } catch (error) {
        expect(error).toBeInstanceOf(StoreUnavailable);
        await pause(10);
      }
    }
    acknowledged.push(command.receipt.key);
  }
}

describe('When the primary fails and its synchronous standby takes over', () => {
  it('all that was acknowledged is there once; appends and subscribers go on, without a gap', async () => {
    await run(pair.ownerUrl, 'CREATE TABLE followed (line int GENERATED ALWAYS AS IDENTITY, position bigint NOT NULL)');
    await run(pair.ownerUrl, 'GRANT ALL ON followed TO duban_runtime');
    const url = address.through(pair.url);
    const log = new EventLog(url, contractSchemas);
    const database = await new DataSource({
      ...{ type: 'postgres', url, installExtensions: false, poolErrorHandler: () => {} },
      extra: { onConnect: (client: Client) => client.on('error', () => {}) },
    }).initialize();
    const subscription = new Subscription(database, log, follower, { log: () => {}, pollMs: 10 });
    await subscription.start();

    const acknowledged: string[] = [];
    let isOver = false;
    const writing = Promise.all(Array.from({ length: WRITERS }, () => write(log, acknowledged, () => isOver)));
    try {
      await until(() => acknowledged.length > 200, { what: 'the primary has acknowledged 200 commands' });
      await pair.primary.kill();
      const before = acknowledged.length;
      await pair.standby.promote();
      address.moveTo(pair.standby.port);
      await until(() => acknowledged.length > before + 200, { what: 'the promoted one has acknowledged 200 commands' });
    } finally {
      isOver = true;
      await writing;
    }
    const head = await subscription.catchUp();
    await subscription.stop();
    await log.close();
    await database.destroy();

    const keys = await run<{ key: string }>(pair.standbyUrl, 'SELECT key FROM receipt');
    expect(new Set(keys.map(({ key }) => key))).toEqual(new Set(acknowledged));
    const positions = Array.from({ length: head }, (_, nth) => nth + 1);
    expect(acknowledged).toHaveLength(head);
    expect(await positionsOf('SELECT position::int FROM event ORDER BY position')).toEqual(positions);
    expect(await positionsOf('SELECT position::int FROM followed ORDER BY line')).toEqual(positions);
  });
});

async function positionsOf(query: string): Promise<number[]> {
  return (await run<{ position: number }>(pair.standbyUrl, query)).map(({ position }) => position);
}

async function run<Row>(url: string, query: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows as Row[];
  } finally {
    await client.end();
  }
}
