import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Append, type EventLog, StoreBusy, StoreUnavailable } from '#libs/event-store';
import { append, noted, on, outcomes, receipt } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { holdAppendLock } from './support/append-lock.ts';
import { cuttingProxy } from './support/cutting-proxy.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

const newStream = (text = 'a') => append(on(randomUUID(), 0, noted(text)));

describe('When the connection is lost', () => {
  it('before the commit: those in flight fail as unavailable, nothing is stored, and the next append works', async () => {
    const log = store.openLog();
    const owner = await store.connect();
    const lock = await holdAppendLock(owner);
    const inFlight = Promise.allSettled([log.append(newStream()), log.append(newStream())]);
    await owner.query('SELECT pg_terminate_backend($1)', [await lock.waiting()]);
    expect(await inFlight).toEqual([
      { status: 'rejected', reason: expect.any(StoreUnavailable) },
      { status: 'rejected', reason: expect.any(StoreUnavailable) },
    ]);
    await lock.release();
    expect(await log.append(newStream())).toEqual({ outcome: 'appended', position: 1 });
  });

  it('after the commit, but before its answer: a retry with the receipt is told what was done', async () => {
    const proxy = await cuttingProxy(store.url);
    const log = store.openLog({}, proxy.url);
    try {
      await log.append(newStream());
      const command = { ...newStream(), receipt: receipt({ id: 'one' }) };
      proxy.cutAnswerOfNextAppend();
      await expect(log.append(command)).rejects.toThrow(StoreUnavailable);
      expect(await log.append(command)).toEqual({ outcome: 'repeated', receipt: { ...command.receipt, position: 2 } });
      expect(await log.head()).toBe(2);
    } finally {
      await log.close();
      await proxy.close();
    }
  });

  it('while idle: appends work again at once', async () => {
    const log = store.openLog();
    await log.append(newStream());
    const owner = await store.connect();
    await owner.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await until(async () => (await log.append(newStream()).catch(() => null))?.outcome === 'appended', {
      what: 'an append works',
    });
  });

  it('again and again: callers that retry with their receipts get each command done once', async () => {
    const log = store.openLog();
    const owner = await store.connect();
    const commands: Append[] = [];
    const next = () => {
      const i = commands.length;
      commands.push({ ...newStream(`command ${i}`), receipt: receipt({ i }) });
      return commands[i] as Append;
    };
    let working = true;
    const killer = (async () => {
      for (let kills = 0; working; kills++) {
        await until(async () => (await log.head()) > kills * 10 || !working);
        await owner.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^SELECT append_batch'",
        );
      }
    })();
    let retries = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (commands.length < 200 || retries < 5) {
          const more = await retriesUntilDone(log, next());
          retries += more;
        }
      }),
    );
    working = false;
    await killer;
    const events = await log.readAll(0, commands.length + 1);
    expect(events.map(({ position }) => position)).toEqual(commands.map((_, i) => i + 1));
    expect(new Set(events.map(({ streamId }) => streamId)).size).toBe(commands.length);
  });

  it('for good: an append fails as unavailable, and says why', async () => {
    const log = store.openLog({}, Object.assign(new URL(store.url), { port: '1' }).href);
    await expect(log.append(newStream())).rejects.toThrow(/No connection to the database/);
    await expect(log.append(newStream())).rejects.toThrow(StoreUnavailable);
  });
});

describe('When the commit', () => {
  const atCommit = (body: string) => `
    CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.data ->> 'text' = 'troubled') EXECUTE FUNCTION at_commit()`;

  it('comes with a warning, as without a standby that confirms it, the append is not acknowledged but may be repeated', async () => {
    await (await store.connect()).query(atCommit("RAISE WARNING 'the transaction might not have been replicated';"));
    const log = store.openLog();
    const command = { ...newStream('troubled'), receipt: receipt(null) };
    await expect(log.append(command)).rejects.toThrow(StoreUnavailable);
    expect(await log.append(command)).toMatchObject({ outcome: 'repeated' });
    expect(await log.append(newStream())).toMatchObject({ outcome: 'appended', position: 2 });
  });

  it('is refused, only the append to blame fails, and the others get the positions', async () => {
    await (await store.connect()).query(atCommit("RAISE EXCEPTION 'refused at the commit';"));
    const log = store.openLog();
    const attempts = await Promise.allSettled([
      log.append(newStream()),
      log.append(newStream('troubled')),
      log.append(newStream()),
    ]);
    expect(attempts.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await log.readAll(0, 10)).map(({ position }) => position)).toEqual([1, 2]);
  });
});

describe('When another transaction stays open', () => {
  it('holding the append lock: an append gives up in time, nothing stored, and can be tried again', async () => {
    const log = store.openLog({ lockTimeoutMs: 50 });
    const lock = await holdAppendLock(await store.connect());
    await expect(log.append(newStream())).rejects.toThrow(StoreBusy);
    await lock.release();
    expect(await log.append(newStream())).toEqual({ outcome: 'appended', position: 1 });
  });

  it('having written something else: readers see what is appended meanwhile', async () => {
    const foreign = await store.connect();
    await foreign.query("BEGIN; INSERT INTO checkpoint VALUES ('foreign', 0, 1)");
    const log = store.openLog();
    await log.append(newStream());
    expect(await log.readAll(0, 10)).toHaveLength(1);
    await foreign.query('ROLLBACK');
  });
});

describe('When the log is closed', () => {
  it('finishes the appends that wait and takes no more', async () => {
    const log = store.openLog();
    const waiting = [log.append(newStream()), log.append(newStream())];
    const closed = log.close();
    await expect(log.append(newStream())).rejects.toThrow(StoreUnavailable);
    expect(outcomes(await Promise.all(waiting))).toEqual(['appended', 'appended']);
    await closed;
  });
});

async function retriesUntilDone(log: EventLog, command: Append): Promise<number> {
  for (let retries = 0; ; retries++) {
    try {
      await log.append(command);
      return retries;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}
