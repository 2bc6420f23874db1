import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../../apps/server/src/operations/embedded-postgres.ts';
import { migrate } from '../../../apps/server/src/operations/migrate.ts';
import { isAlive, postmasterOf } from '../../support/checkouts.ts';
import { NO_LIMITS } from '../../support/no-limits.ts';
import { until } from '../../support/until.ts';
import { randomFrom, seed } from '../random.ts';
import { Aftermath } from './aftermath.ts';
import { BusinessDays } from './business-days.ts';
import { OfficeAtWork } from './office-at-work.ts';
import { RedisProcess } from './redis-process.ts';
import { RoleProcesses } from './role-processes.ts';
import { keepTries } from './tries.ts';
import { Webhooks } from './webhooks.ts';

const DATABASE = 'chaos';
const STARTED_AT = '2022-10-26T00:55:00.000Z';
const DAY_MS = 8_000;
const COMMANDS_PER_SECOND = 100;
const DIRECTIVES = 6;
const WEBHOOKS = 8;
const OUTAGE_MS = 30_000;
/** A start costs seconds of processor time, and is no use to anybody when the next kill hits it. */
const MOST_STARTING = 3;
/** A lease of a minute, and what was put off after a failure. */
const SETTLED_WITHIN_MS = 150_000;

export interface Ordeal {
  readonly url: string;
  readonly ownerUrl: string;
  readonly office: OfficeAtWork;
  readonly webhooks: Webhooks;
  /** By the name of its connections, when a process was killed, in milliseconds of the machine's clock. */
  readonly killedAt: ReadonlyMap<string, number>;
  /** In the same way, when it ended, by itself or not, and how. */
  readonly ended: ReadonlyMap<string, string>;
  readonly figures: { readonly kills: number; readonly fell: readonly string[] } & Readonly<Record<string, unknown>>;
  remove(): Promise<void>;
}

/** Starts everything, lets the office work while role processes, Postgres and Redis are killed, and waits until the dust has settled. */
export async function undergo(options: {
  queue: 'postgres' | 'redis';
  kills: number;
  seconds: number;
}): Promise<Ordeal> {
  const dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-ordeal-`));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, settings: { max_connections: '400' } });
  await postgres.createDatabase(DATABASE);
  const [url, ownerUrl] = [postgres.runtimeUrl(DATABASE), postgres.ownerUrl(DATABASE)];
  await migrate(ownerUrl, url);
  await keepTries(ownerUrl);
  const redis = options.queue === 'redis' ? await RedisProcess.start() : null;
  const webhooks = await Webhooks.start(WEBHOOKS);
  const random = randomFrom(seed);
  const processes = new RoleProcesses({
    ...{ ...NO_LIMITS, DUBAN_MODE: 'demo', DEMO_START_AT: STARTED_AT, SWEEP_INTERVAL_MS: '1000' },
    ...{ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DUBAN_DATA_DIR: join(dataDir, 'server') },
    ...{ PRIVATE_ORIGINS: webhooks.origin, ...(redis && { REDIS_URL: redis.url }) },
  });
  const remove = async () => {
    await processes.stop();
    await webhooks.stop();
    await redis?.remove();
    await postgres.stop();
    await rm(postgres.home, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  const asked = <T>(question: (aftermath: Aftermath) => Promise<T>) => askAgain(ownerUrl, question);

  try {
    await processes.add('projections', 1);
    await processes.add('api', 2);
    for (const role of ['reminders', 'delivery'] as const) await processes.add(role, 2);
    await processes.add('projections', 1);
    const office = await OfficeAtWork.open(processes.urlsOf('api'), random);
    const days = BusinessDays.from(ownerUrl, STARTED_AT);
    webhooks.listen(days);
    await office.tellAlso(webhooks.addresses);
    for (let i = 0; i < DIRECTIVES; i++) await office.issue();

    const killPostgres = async () => {
      const pid = await postmasterOf(postgres.home);
      if (pid === null) throw new Error('There is no Postgres to kill');
      process.kill(pid, 'SIGKILL');
      await until(() => !isAlive(pid), { what: 'Postgres is dead' });
    };
    const outage = async () => {
      await redis?.fall();
      await pause(OUTAGE_MS);
      await redis?.rise();
    };
    /** By how much of the time has passed. */
    const blows: [number, () => Promise<unknown>][] = [0.2, 0.5, 0.8].map((at) => [at, killPostgres]);
    if (redis)
      blows.push(...[0.1, 0.3, 0.45].map((at): [number, () => Promise<unknown>] => [at, () => redis.flushAll()]));
    if (redis) blows.push([0.5, outage]);
    blows.sort(([a], [b]) => a - b);

    const over = new AbortController();
    const from = performance.now();
    const passed = () => (performance.now() - from) / (options.seconds * 1000);
    const underWay: Promise<unknown>[] = [
      office.work(COMMANDS_PER_SECOND, over.signal),
      days.pass(DAY_MS, over.signal),
    ];
    let kills = 0;
    while (passed() < 1 && (kills < options.kills || blows.length > 0)) {
      for (const [at, blow] of blows.splice(0, blows.findLastIndex(([at]) => at <= passed()) + 1))
        underWay.push(blow().catch((error) => Promise.reject(new Error(`the blow at ${at} failed`, { cause: error }))));
      await pause(random() * 100);
      if (processes.starting >= MOST_STARTING || kills === options.kills) continue;
      const role = await processes.kill(random());
      if (role !== null) kills += 1;
    }
    const killedForMs = performance.now() - from;
    over.abort();
    await Promise.all(underWay);
    await processes.allUp();
    const settlingFrom = performance.now();
    const isSettled = async () =>
      Object.values(await asked((aftermath) => aftermath.open())).every((open) => open === 0);
    await until(() => pause(500).then(isSettled), { what: 'settled', withinMs: SETTLED_WITHIN_MS }).catch(
      () => undefined,
    );
    const figures = {
      ...{ kills, byRole: processes.kills, fell: processes.fell, vainStarts: processes.vainStarts },
      meanStartMs: Math.round(processes.startsMs.reduce((sum, ms) => sum + ms, 0) / processes.startsMs.length),
      ...{ postgresKills: 3, days: days.passed, resent: office.resent, webhookMessages: webhooks.copies.size },
      ...{
        killedForS: Math.round(killedForMs / 1000),
        settledInS: Math.round((performance.now() - settlingFrom) / 1000),
      },
    };
    return { url, ownerUrl, office, webhooks, killedAt: processes.killedAt, ended: processes.ended, figures, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Again and again, as Postgres may just be away. */
async function askAgain<T>(ownerUrl: string, question: (aftermath: Aftermath) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const aftermath = await Aftermath.of(ownerUrl);
      return await question(aftermath).finally(() => aftermath.close());
    } catch {
      await pause(100);
    }
  }
}
