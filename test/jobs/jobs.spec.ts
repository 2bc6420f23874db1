import { connect, createServer, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { type Jobs, openJobs } from '#libs/jobs';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { describeWith, startRedis } from '../support/servers.ts';
import { until } from '../support/until.ts';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function database(): Promise<TestDatabase> {
  const made = await freshDatabase();
  opened.push(() => made.drop());
  return made;
}

async function open(redisUrl?: string, deploymentId = 'test'): Promise<Jobs & { errors: string[] }> {
  const errors: string[] = [];
  const { url } = await database();
  const onError = (error: Error) => errors.push(error.message);
  const jobs = await openJobs({ databaseUrl: url, redisUrl, deploymentId, onError });
  opened.push(() => jobs.close());
  return { ...jobs, errors };
}

describe('jobs in Postgres', () => sameOnBoth());

await describeWith('redis', 'jobs in Redis', async () => {
  const redisUrl = await startRedis();
  sameOnBoth(redisUrl);

  it('refuse a Redis that would throw jobs away, and say what to set', async () => {
    const redis = new Redis(redisUrl);
    opened.push(() => redis.quit());
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    opened.push(() => redis.config('SET', 'maxmemory-policy', 'noeviction'));

    await expect(open(redisUrl)).rejects.toThrow(
      'maxmemory-policy allkeys-lru, which throws jobs away. Set it to noeviction',
    );
  });

  it('warn of a Redis that keeps nothing on disk, and not of one that does', async () => {
    const redis = new Redis(redisUrl);
    opened.push(() => redis.quit());
    expect((await open(redisUrl)).errors).toEqual([expect.stringContaining('keeps nothing on disk')]);

    await redis.config('SET', 'save', '3600 1');
    opened.push(() => redis.config('SET', 'save', ''));

    expect((await open(redisUrl)).errors).toEqual([]);
  });

  it('of one deployment are not taken by another on the same Redis', async () => {
    const [ours, theirs] = [await open(redisUrl, 'ours'), await open(redisUrl, 'theirs')];
    const done: string[] = [];
    theirs.worker('shared', async () => done.push('theirs'), { concurrency: 1 });
    ours.worker<{ n: number }>('shared', async ({ n }) => done.push(`ours ${n}`), { concurrency: 1 });

    await ours.queue('shared').add(Array.from({ length: 20 }, (_, n) => ({ id: `job-${n}`, data: { n } })));

    await until(() => done.length === 20);
    expect(done).not.toContain('theirs');
  });

  it('fail an add at once while Redis is away, and go on when it is back', async () => {
    const proxy = await proxyTo(redisUrl);
    const jobs = await open(proxy.url);
    const queue = jobs.queue<{ n: number }>('away');
    const done: number[] = [];
    jobs.worker<{ n: number }>('away', async ({ n }) => done.push(n), { concurrency: 1 });
    await queue.add([{ id: 'before', data: { n: 1 } }]);
    await until(() => done.length === 1);

    await proxy.down();
    await until(() =>
      queue.add([{ id: 'during', data: { n: 2 } }]).then(
        () => false,
        () => true,
      ),
    );
    await expect(queue.add([{ id: 'during', data: { n: 2 } }])).rejects.toThrow('Redis is away');

    await proxy.up();
    await until(() =>
      queue.add([{ id: 'after', data: { n: 3 } }]).then(
        () => true,
        () => false,
      ),
    );
    await until(() => done.includes(3));
    expect(done).toEqual([1, 3]);
  });

  it('close although Redis went away while a job ran, once the job has ended', async () => {
    const proxy = await proxyTo(redisUrl);
    const jobs = await open(proxy.url);
    const steps: string[] = [];
    jobs.worker(
      'cut-off',
      async () => {
        await proxy.down();
        steps.push('ended');
      },
      { concurrency: 1 },
    );
    await jobs.queue('cut-off').add([{ id: 'cut', data: {} }]);
    await until(() => steps.length === 1 && jobs.errors.filter((error) => error.includes('ECONNREFUSED')).length > 2);

    await jobs.close();
    steps.push('closed');

    expect(steps).toEqual(['ended', 'closed']);
  });

  it('open although Redis is away', async () => {
    const proxy = await proxyTo(redisUrl);
    await proxy.down();

    const jobs = await open(proxy.url);

    await expect(jobs.queue('absent').add([{ id: 'x', data: {} }])).rejects.toThrow('Redis is away');
    expect(jobs.errors).not.toEqual([]);
  });
});

function sameOnBoth(redisUrl?: string): void {
  let queues = 0;
  const newName = () => `queue-${process.pid}-${queues++}-${redisUrl ? 'redis' : 'postgres'}`;

  it('run each job with its data', async () => {
    const [jobs, name] = [await open(redisUrl), newName()];
    const done: string[] = [];
    jobs.worker<{ word: string }>(name, async ({ word }) => done.push(word), { concurrency: 2 });

    await jobs.queue<{ word: string }>(name).add([
      { id: 'a-1', data: { word: '督' } },
      { id: 'b-1', data: { word: '办' } },
    ]);

    await until(() => done.length === 2);
    expect(done.sort()).toEqual(['办', '督']);
  });

  it('make one job of an id that still waits, and a new one of an id whose job has ended, well or badly', async () => {
    const [jobs, name] = [await open(redisUrl), newName()];
    const queue = jobs.queue<{ n: number }>(name);
    await queue.add([{ id: 'same', data: { n: 1 } }]);
    await queue.add([{ id: 'same', data: { n: 2 } }]);
    const done: number[] = [];
    jobs.worker<{ n: number }>(
      name,
      async ({ n }) => {
        done.push(n);
        if (n === 1) throw new Error('the first one fails');
      },
      { concurrency: 1 },
    );
    await until(() => jobs.errors.includes('the first one fails'));

    await until(async () => {
      await queue.add([{ id: 'same', data: { n: 3 } }]);
      return done.includes(3);
    });
    await until(async () => {
      await queue.add([{ id: 'same', data: { n: 4 } }]);
      return done.includes(4);
    });

    expect(done.slice(0, 1)).toEqual([1]);
    expect(done).not.toContain(2);
  });

  it('keep a delayed job back, and run what is due meanwhile', async () => {
    const [jobs, name] = [await open(redisUrl), newName()];
    const done: string[] = [];
    jobs.worker<{ word: string }>(name, async ({ word }) => done.push(word), { concurrency: 1 });

    await jobs.queue<{ word: string }>(name).add([
      { id: 'soon-1', data: { word: 'soon' }, delayMs: 300 },
      { id: 'now-1', data: { word: 'now' }, delayMs: -5 },
      { id: 'far-1', data: { word: 'far' }, delayMs: 86_400_000 },
    ]);

    await until(() => done.length === 2);
    expect(done).toEqual(['now', 'soon']);
  });

  it('wait at closing for the job that runs', async () => {
    const [jobs, name] = [await open(redisUrl), newName()];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const steps: string[] = [];
    jobs.worker(
      name,
      async () => {
        steps.push('began');
        await released;
        steps.push('ended');
      },
      { concurrency: 1 },
    );
    await jobs.queue(name).add([{ id: 'slow', data: {} }]);
    await until(() => steps.length === 1);

    const closed = jobs.close().then(() => steps.push('closed'));
    release();
    await closed;

    expect(steps).toEqual(['began', 'ended', 'closed']);
  });
}

/** A way to Redis that can be cut and mended. */
async function proxyTo(redisUrl: string) {
  const { hostname, port: target } = new URL(redisUrl);
  const sockets = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(target), hostname);
    for (const socket of [from, to]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    from.pipe(to).pipe(from);
  });
  const up = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await up(0);
  const { port } = server.address() as { port: number };
  opened.push(async () => (server.listening ? down() : undefined));
  return { url: `redis://127.0.0.1:${port}`, up: () => up(port), down };
}
