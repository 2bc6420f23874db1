import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { EventLog, StoreUnavailable, Subscription } from '#libs/event-store';
import { append, contractSchemas, noted, on, receipt, textsOf } from '#libs/event-store/testing';
import { type FrameProxy, frameProxy, type Side } from './support/frame-proxy.ts';
import { notebook } from './support/notebook.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

const command = (streamId: string) => ({
  ...append(on(streamId, 0, noted('a'), noted('b'))),
  receipt: receipt('done'),
});

/** An append over the proxy, on a connection that it has to make or on one that has appended before. */
async function logOf(proxy: FrameProxy, connection: 'new' | 'used'): Promise<EventLog> {
  const log = new EventLog(proxy.url, contractSchemas);
  if (connection === 'used') await log.append(append(on(randomUUID(), 0, noted('before'))));
  return log;
}

it.for(['new', 'used'] as const)(
  'An append whose connection is cut between any two messages, on a %s connection, is done once when it is sent again',
  async (connection) => {
    const proxy = await frameProxy(store.url);
    const reader = store.openLog();
    const outcomes = new Set<string>();
    const whole = await logOf(proxy, connection);
    proxy.counted();
    await whole.append(command(randomUUID()));
    const messages = Object.entries(proxy.counted()) as [Side, number][];
    await whole.close();

    for (const [side, count] of messages) {
      expect(count).toBeGreaterThan(2);
      for (let sent = 0; sent < count; sent++) {
        const log = await logOf(proxy, connection);
        const stream = randomUUID();
        const one = command(stream);
        const before = await reader.head();
        proxy.cutAfter(side, sent);
        await expect(log.append(one), `cut after ${sent} messages of the ${side}`).rejects.toThrow(StoreUnavailable);
        const again = await log.append(one);
        outcomes.add(again.outcome);
        expect(await textsOf(reader, stream)).toEqual(['a', 'b']);
        expect(await reader.findReceipt(one.receipt.actor, one.receipt.key)).toMatchObject({ position: before + 2 });
        expect(again).toEqual(
          again.outcome === 'appended'
            ? { outcome: 'appended', position: before + 2 }
            : { outcome: 'repeated', receipt: { ...one.receipt, position: before + 2 } },
        );
        await log.close();
      }
    }
    expect(outcomes).toEqual(new Set(['appended', 'repeated']));
    await proxy.close();
  },
);

it('A subscription whose connection is cut between any two messages of its turn tells of each event once', async () => {
  const proxy = await frameProxy(store.url);
  const log = store.openLog();
  const book = await notebook(store);
  const subscription = new Subscription(await store.dataSource(proxy.url), log, book, { log: () => {} });
  const lines: string[] = [];
  const note = async () => {
    lines.push(`line ${lines.length}`);
    await log.append(append(on(randomUUID(), 0, noted(lines.at(-1) as string))));
  };
  await note();
  await subscription.catchUp();
  await note();
  proxy.counted();
  await subscription.catchUp();
  const messages = Object.entries(proxy.counted()) as [Side, number][];

  for (const [side, count] of messages) {
    expect(count).toBeGreaterThan(10);
    for (let sent = 0; sent < count; sent++) {
      await note();
      proxy.cutAfter(side, sent);
      await expect(subscription.catchUp(), `cut after ${sent} messages of the ${side}`).rejects.toThrow();
      await subscription.catchUp();
      expect(await book.texts()).toEqual(lines);
    }
  }
  expect(await log.parkedStreams()).toEqual([]);
  await proxy.close();
});
