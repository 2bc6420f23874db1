import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { TaskEvent } from '#libs/directives';
import { EventLog, rebuildProjection, Subscription, verifyProjection } from '#libs/event-store';
import { eventSchemas } from '../../apps/server/src/event-schemas.ts';
import { rebuildApart, runFollower } from './live/processes.ts';
import { LEDGER_TABLE, Ledger } from './rebuild/ledger.ts';
import { fillTaskLog } from './rebuild/task-log.ts';
import type { BenchRun } from './support/bench.ts';
import { benchMeta } from './support/events.ts';
import { type Figure, percentile } from './support/figures.ts';
import { execute } from './support/postgres.ts';

const WRITERS = 8;
const assigned: TaskEvent = {
  ...{ type: 'TaskAssigned', at: '2022-11-01T01:00:00.000Z', by: benchMeta.actor, directiveId: randomUUID() },
  ...{ parentTaskId: null, number: '督〔2022〕1号-01', title: '推进重点工作', leadUnit: randomUUID(), coUnits: [] },
  ...{ leaderInCharge: null, signBy: '2022-11-03', deadline: null },
};

/** What goes on at once: a rebuild while others append, a projection at a thousand commands a second, readers beside a long transaction. */
export async function bench(run: BenchRun): Promise<void> {
  if (run.wants('live.rebuild')) {
    const apart = ({ ownerUrl }: Stage) => rebuildApart(ownerUrl);
    const inTheWriters = async ({ owner }: Stage) =>
      (await rebuildProjection(owner, new Ledger(), eventSchemas))?.lockMs ?? Number.NaN;
    await rebuildWhileAppending(run, 'live.rebuild', apart);
    await rebuildWhileAppending(run, 'live.rebuild.in-the-writers-process', inTheWriters);
  }
  if (run.wants('live.lag')) {
    await projectionLag(run, 'live.lag.one-process', false);
    await projectionLag(run, 'live.lag.two-processes', true);
  }
  if (run.wants('live.foreign')) await foreignTransaction(run);
}

function figures(run: BenchRun, bench: string, values: Readonly<Record<string, readonly [number, string]>>): void {
  const all = Object.entries(values).map(
    ([name, [value, unit]]): Figure => ({
      ...{ bench: `${bench}.${name}`, variant: 'ours', value: Number(value.toPrecision(4)), unit, ratioToRaw: null },
    }),
  );
  run.report(all);
}

/** Commands in a closed loop of eight; how many a second before and while it is rebuilt, and the slowest while it was swapped. */
async function rebuildWhileAppending(
  run: BenchRun,
  bench: string,
  rebuild: (stage: Stage) => Promise<number>,
): Promise<void> {
  const stage = await open(run, run.quick ? 100 : 50_000);
  if (!stage) return;
  const { log, owner, subscription } = stage;
  await rebuildProjection(owner, new Ledger(), eventSchemas);
  await subscription.start();

  const done: { at: number; ms: number }[] = [];
  let isOver = false;
  const writing = Array.from({ length: WRITERS }, async () => {
    while (!isOver) {
      const from = performance.now();
      await append(log);
      done.push({ at: performance.now(), ms: performance.now() - from });
    }
  });
  const pause = run.quick ? 100 : 3_000;
  await sleep(pause);
  const [began, before] = [performance.now(), done.length];
  const lockMs = await rebuild(stage);
  const [ended, during] = [performance.now(), done.length - before];
  await sleep(50);
  isOver = true;
  await Promise.all(writing);
  await subscription.catchUp();
  const { different } = await verifyProjection(owner, new Ledger(), eventSchemas);
  // The end of the other process comes some time after its swap.
  const inSwap = done.filter(({ at, ms }) => at > ended - lockMs - 250 && at - ms < ended + 5).map(({ ms }) => ms);
  const [rateBefore, rateDuring] = [(before * 1000) / pause, (during * 1000) / (ended - began)];
  figures(run, bench, {
    lock: [lockMs, 'ms'],
    'worst-command-in-swap': [Math.max(...inSwap, 0), 'ms'],
    'rows-that-differ': [different, 'rows'],
    'commands-before': [rateBefore, 'commands/s'],
    'commands-during': [rateDuring, 'commands/s'],
    'commands-kept': [rateDuring / rateBefore, 'of before'],
    took: [ended - began, 'ms'],
  });
}

/** From an append's answer to the commit of its row, at a thousand appends a second by the clock. */
async function projectionLag(run: BenchRun, bench: string, apart: boolean): Promise<void> {
  const stage = await open(run, 0);
  if (!stage) return;
  const { log, subscription, url, ownerUrl } = stage;
  const stop = apart ? await runFollower(url) : null;
  if (!apart) await subscription.start();
  const looking = new Client({ connectionString: ownerUrl });
  await looking.connect();

  const answered = new Map<number, number>();
  const lags: number[] = [];
  let isOver = false;
  const look = (async () => {
    for (let seen = 0; !isOver || seen < answered.size; ) {
      const { rows } = await looking.query("SELECT position FROM checkpoint WHERE name = 'ledger'");
      const [now, position] = [performance.now(), Number(rows[0]?.position ?? 0)];
      // An append whose answer is still on its way is visible at once.
      for (; seen < position && answered.has(seen + 1); seen++)
        lags.push(Math.max(0, now - (answered.get(seen + 1) ?? 0)));
    }
  })();
  const [seconds, rate] = [run.quick ? 0.2 : 8, 1_000];
  const appending: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let sent = 0; sent < seconds * rate; ) {
    for (const due = ((performance.now() - startedAt) * rate) / 1000; sent < due; sent++)
      appending.push(append(log).then((position) => void answered.set(position, performance.now())));
    await sleep(1);
  }
  await Promise.all(appending);
  isOver = true;
  await look;
  await Promise.all([looking.end(), stop?.()]);
  figures(run, bench, { p50: [percentile(lags, 0.5), 'ms'], p99: [percentile(lags, 0.99), 'ms'] });
}

/** How late a reader of the log hears of an append, while somebody's transaction stays open. */
async function foreignTransaction(run: BenchRun): Promise<void> {
  const stage = await open(run, 0);
  if (!stage) return;
  const foreign = new Client({ connectionString: stage.ownerUrl });
  await foreign.connect();
  const heard = new Map<number, number>();
  const stopping = new AbortController();
  const following = stage.log.follow(
    0,
    (events) => {
      for (const { position } of events) heard.set(position, performance.now());
    },
    stopping.signal,
  );
  await foreign.query('BEGIN; CREATE TABLE foreign_work (n int)');
  const lags: number[] = [];
  for (const endsAt = performance.now() + (run.quick ? 100 : 3_000); performance.now() < endsAt; await sleep(20)) {
    const position = await append(stage.log);
    const answered = performance.now();
    while (!heard.has(position)) await sleep(0);
    lags.push(Math.max(0, (heard.get(position) ?? Number.NaN) - answered));
  }
  await foreign.query('ROLLBACK');
  stopping.abort();
  await Promise.all([following, foreign.end()]);
  figures(run, 'live.foreign', { p50: [percentile(lags, 0.5), 'ms'], max: [Math.max(...lags), 'ms'] });
}

async function append(log: EventLog): Promise<number> {
  const result = await log.append({
    streams: [{ streamId: randomUUID(), expectedVersion: 0, events: [assigned] }],
    meta: benchMeta,
  });
  if (result.outcome !== 'appended') throw new Error(`An append to a new stream ended as ${result.outcome}`);
  return result.position;
}

type Stage = NonNullable<Awaited<ReturnType<typeof open>>>;

async function open(run: BenchRun, tasks: number) {
  const postgres = await run.postgres();
  if (!postgres) return null;
  const { url, ownerUrl } = await postgres.database();
  if (tasks > 0) await fillTaskLog(ownerUrl, tasks);
  await execute(ownerUrl, `${LEDGER_TABLE} GRANT ALL ON ledger TO duban_runtime`);
  const log = new EventLog(url, eventSchemas);
  const connect = (to: string) => new DataSource({ type: 'postgres', url: to, installExtensions: false }).initialize();
  const [database, owner] = [await connect(url), await connect(ownerUrl)];
  const subscription = new Subscription(database, log, new Ledger(), {
    log: (level, message, details) => process.stderr.write(`${level}: ${message} ${JSON.stringify(details)}\n`),
  });
  run.onEnd(async () => {
    await subscription.stop();
    await Promise.all([log.close(), database.destroy(), owner.destroy()]);
  });
  return { url, ownerUrl, log, owner, subscription };
}
