import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { afterEach, describe } from 'vitest';
import { keyPrefix } from '#libs/jobs';
import { describeWith, startRedis } from '../../support/servers.ts';
import { World } from './world.ts';

type OpenWorld = (options?: Parameters<typeof World.open>[0]) => Promise<World>;

/**
 * The same tests with BullMQ on Postgres and on Redis. Worlds are closed after each test, and only then is the Redis that
 * they share wiped: an alarm that a living world still sets would swallow the next world's alarm for the same instant.
 */
export async function onEachBackend(name: string, tests: (open: OpenWorld) => void): Promise<void> {
  describe(`${name}, with the queue in Postgres`, () => withWorlds(undefined, tests));
  await describeWith('redis', `${name}, with the queue in Redis`, async () => withWorlds(await startRedis(), tests));
}

function withWorlds(redisUrl: string | undefined, tests: (open: OpenWorld) => void): void {
  const worlds: World[] = [];
  afterEach(async () => {
    for (const world of worlds.splice(0)) {
      await world.close();
      if (redisUrl) await wipeQueues(world);
    }
  });
  tests(async (options = {}) => {
    const world = await World.open({ ...(redisUrl && { redisUrl }), ...options });
    worlds.push(world);
    return world;
  });
}

/** Throws away every job, waiting or running, as a FLUSHALL or a lost volume would. */
export async function wipeQueues({ config: { databaseOwnerUrl, redisUrl }, queues }: World): Promise<void> {
  const prefix = keyPrefix(queues);
  for (const name of ['alarm', 'delivery', 'delivery-destinations']) {
    const queue = redisUrl
      ? new (withBackend(createRedisBackend).Queue)(name, { connection: { url: redisUrl }, prefix })
      : new (withBackend(createPostgresBackend).Queue)(name, { connection: databaseOwnerUrl });
    await queue.obliterate({ force: true });
    await queue.close();
  }
}
