import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  type Checkout,
  isRoot,
  makeCheckout,
  ORDINARY_UID,
  ordinaryUserCanRun,
  postmasterOf,
  removePristine,
} from '../support/checkouts.ts';
import { until } from '../support/until.ts';

const checkouts: Checkout[] = [];
const programs: ChildProcess[] = [];
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  await Promise.all(checkouts.splice(0).map((checkout) => checkout.remove()));
});

afterAll(removePristine);

async function checkout(options: Parameters<typeof makeCheckout>[0] = {}): Promise<Checkout> {
  const made = await makeCheckout(options);
  checkouts.push(made);
  return made;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0]?.answer ?? null;
  } finally {
    await client.end();
  }
}

const orSkipped = (possible: boolean, reason: string) => (possible ? '' : ` (skipped: ${reason})`);

describe('where and as whom the embedded Postgres runs', () => {
  const asRoot = orSkipped(isRoot, 'these tests do not run as root');
  const asOther = orSkipped(ordinaryUserCanRun, 'an ordinary user cannot reach this Node');

  it.skipIf(!isRoot)(
    `root in a closed directory: in a place that its Postgres account can enter${asRoot}`,
    async () => {
      const { start, directory, dataDir } = await checkout({ mode: 0o700 });

      const { home, ownerUrl, end } = await start();

      expect(await ask(ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
      expect(home.startsWith(directory)).toBe(false);
      expect(JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'))).toEqual({ home });
      expect(await end()).toBe(0);
      expect((await start()).home).toBe(home);
    },
  );

  it.skipIf(!isRoot)(`root elsewhere: in the data directory, as an account without rights${asRoot}`, async () => {
    const { start, dataDir } = await checkout();

    const { home, ownerUrl } = await start();

    expect(await ask(ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
    expect(home.startsWith(dataDir)).toBe(true);
    expect((await stat(home)).uid).not.toBe(0);
  });

  it.skipIf(!ordinaryUserCanRun)(`an ordinary user: in the data directory, as that user${asOther}`, async () => {
    const { start, dataDir } = await checkout({ uid: ORDINARY_UID, mode: 0o700 });

    const { home, ownerUrl } = await start();

    expect(await ask(ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
    expect(home.startsWith(dataDir)).toBe(true);
    expect((await stat(home)).uid).toBe(ORDINARY_UID);
  });

  it.skipIf(!isRoot || !ordinaryUserCanRun)(
    `root carries on with what an ordinary user made${asRoot || asOther}`,
    async () => {
      const { start } = await checkout({ uid: ORDINARY_UID });
      const { home, end } = await start();
      await end();

      const next = await start(0);

      expect(next.home).toBe(home);
      expect(await ask(next.ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
      expect((await stat(home)).uid).toBe(ORDINARY_UID);
    },
  );

  it.skipIf(!isRoot || !ordinaryUserCanRun)(
    `an ordinary user cannot use what root made, and is told so${asRoot || asOther}`,
    async () => {
      const { start } = await checkout({ uid: ORDINARY_UID });
      const { end } = await start(0);
      await end();

      await expect(start()).rejects.toThrow(
        /belongs to another user \(uid \d+\)\. Start as that user or as root, or set DUBAN_DATA_DIR/,
      );
    },
  );

  it('with install scripts off: the library links that npm could not make are made', async () => {
    const { start, binaries } = await checkout();
    await removeLinks(binaries);

    const { home, ownerUrl } = await start();

    expect(await ask(ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
    expect((await readdir(home)).some((entry) => entry.startsWith('postgresql-'))).toBe(false);
  });

  it.skipIf(!isRoot || !ordinaryUserCanRun)(
    `with packages that may not be written and have no links: from a copy of its own${asRoot || asOther}`,
    async () => {
      const { start, binaries } = await checkout({ uid: ORDINARY_UID });
      await removeLinks(binaries);

      const { home, ownerUrl } = await start();

      expect(await ask(ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
      expect((await readdir(home)).some((entry) => entry.startsWith('postgresql-'))).toBe(true);
    },
  );
});

describe('starting, attaching and stopping', () => {
  it('three first starts at once share one database, and the last to leave stops it', async () => {
    const { start, dataDir } = await checkout();

    const [first, second, third] = await Promise.all([start(), start(), start()]);

    expect(new Set([first.home, second.home, third.home]).size).toBe(1);
    expect((await readdir(dataDir)).filter((entry) => entry.startsWith('postgres-'))).toHaveLength(1);
    await Promise.all([first.end(), second.end()]);
    expect(await ask(third.ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
    await third.end();
    expect(await postmasterOf(third.home)).toBe(null);
  });

  it('after kill -9 of the server the next start finds the Postgres it left behind, and stops it in the end', async () => {
    const { start } = await checkout();
    const killed = await start();
    await ask(killed.ownerUrl, 'CREATE TABLE kept ()');
    const left = await postmasterOf(killed.home);
    killed.process.kill('SIGKILL');

    const next = await start();

    expect(await postmasterOf(next.home)).toBe(left);
    expect(await ask(next.ownerUrl, `SELECT to_regclass('kept')::text AS answer`)).toBe('kept');
    expect(await next.end()).toBe(0);
    expect(await postmasterOf(next.home)).toBe(null);
  });

  it('a postmaster killed under a running server is started again, at the same address', async () => {
    const { start } = await checkout();
    const { ownerUrl, home, end } = await start();
    process.kill((await postmasterOf(home)) as number, 'SIGKILL');

    const answer = await until(() => ask(ownerUrl, 'SELECT 6 * 7 AS answer').catch(() => null));

    expect(answer).toBe(42);
    expect(await end()).toBe(0);
    expect(await postmasterOf(home)).toBe(null);
  });

  it('after kill -9 of server and postmaster together the next start has the data', async () => {
    const { start } = await checkout();
    const killed = await start();
    await ask(killed.ownerUrl, 'CREATE TABLE kept ()');
    killed.process.kill('SIGKILL');
    process.kill((await postmasterOf(killed.home)) as number, 'SIGKILL');

    const next = await start();

    expect(await ask(next.ownerUrl, `SELECT to_regclass('kept')::text AS answer`)).toBe('kept');
  });

  it('a pid file whose number another program of the same user has got by now is not believed', async () => {
    const { start } = await checkout();
    const { home, end } = await start();
    const { uid, gid } = await stat(home);
    const pidFile = join(home, 'data/postmaster.pid');
    const contents = await readFile(pidFile, 'utf8');
    await end();
    const other = spawn('sleep', ['600'], { stdio: 'ignore', ...(isRoot ? { uid, gid } : {}) });
    programs.push(other);
    await writeFile(pidFile, contents.replace(/^\d+/, `${other.pid}`));

    const next = await start();

    expect(await ask(next.ownerUrl, 'SELECT 6 * 7 AS answer')).toBe(42);
  });
});

describe('what cannot be started says what to do', () => {
  it('a database that is not where it was recorded', async () => {
    const { start, dataDir } = await checkout();
    await writeFile(join(dataDir, 'postgres.json'), JSON.stringify({ home: 'postgres-00000000' }));

    await expect(start()).rejects.toThrow(/is not there\. Put it back, or remove .*postgres\.json to start over/);
  });

  it('a database of another major version', async () => {
    const { start } = await checkout();
    const { home, end } = await start();
    await end();
    await writeFile(join(home, 'data/PG_VERSION'), '14\n');

    await expect(start()).rejects.toThrow(/made by PostgreSQL 14, and this Duban brings 18\. .* DATABASE_URL/s);
  });

  it('a platform without a PostgreSQL package', async () => {
    const { start, binaries } = await checkout();
    await rm(binaries, { recursive: true });

    await expect(start()).rejects.toThrow(
      /is not installed\. Run `npm ci` without --omit=optional, or set DATABASE_URL/,
    );
  });
});

async function removeLinks(binaries: string): Promise<void> {
  const links: { target: string }[] = JSON.parse(await readFile(join(binaries, 'native/pg-symlinks.json'), 'utf8'));
  await Promise.all(links.map(({ target }) => rm(join(binaries, target), { force: true })));
}
