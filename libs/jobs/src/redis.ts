import { createRedisBackend, type Queue, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Backend, WaitingQueue } from './backend.ts';

const { Queue: RedisQueue, Worker: RedisWorker } = withBackend(createRedisBackend);

/** Redis may throw away keys when its memory is full. Nothing would be lost for ever, but every alarm would be late. */
export class UnfitRedis extends Error {
  override readonly name = 'UnfitRedis';
}

/** Nothing is lost for ever with the jobs either: the sweep adds them again. But until then every alarm is late. */
export class ForgetfulRedis extends Error {
  override readonly name = 'ForgetfulRedis';
  constructor() {
    super(
      'REDIS_URL points to a Redis that keeps nothing on disk (appendonly no, save ""): a restart of it loses every waiting ' +
        'alarm and message, and they go out only when the sweep finds them. Set appendonly to yes.',
    );
  }
}

/** What the names of all keys of a deployment begin with. */
export function keyPrefix(deploymentId: string): string {
  return `duban:${deploymentId}`;
}

const RECONNECT_AFTER_MS = 1000;

/**
 * Producers share a connection without an offline queue, so that an `add` fails at once while Redis is away. Workers
 * have their own, which wait for it to come back.
 */
export async function openRedisBackend(
  redisUrl: string,
  deploymentId: string,
  onError: (error: Error) => void,
): Promise<Backend> {
  let closing = false;
  const prefix = keyPrefix(deploymentId);
  const producer = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0, lazyConnect: true });
  producer.on('error', onError);
  const reachable = await producer.connect().then(
    () => true,
    () => false, // told by the listener above; ioredis goes on trying
  );
  if (reachable) {
    await refuseEviction(producer).catch((error: unknown) => {
      producer.disconnect();
      throw error;
    });
    if (!(await keepsOnDisk(producer))) onError(new ForgetfulRedis());
  }
  const queues = new Map<string, WaitingQueue & Pick<Queue, 'close'>>();

  return {
    async queue(name) {
      // A queue made while Redis is away would stay broken after its return.
      if (producer.status !== 'ready')
        throw new Error(`Redis is away (${producer.status}): no job was added to ${name}`);
      const known = queues.get(name);
      if (known) return known;
      const queue = new RedisQueue(name, { connection: producer, prefix, skipWaitingForReady: true });
      queue.on('error', onError);
      queues.set(name, queue);
      await queue.waitUntilReady().catch((error: unknown) => {
        queues.delete(name);
        throw error;
      });
      return queue;
    },
    worker: (name, process, settings) =>
      new RedisWorker(name, process, {
        ...settings,
        prefix,
        connection: {
          url: redisUrl,
          maxRetriesPerRequest: null,
          retryStrategy: () => (closing ? null : RECONNECT_AFTER_MS),
        },
      }),
    stopReconnecting() {
      closing = true;
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      producer.disconnect();
    },
  };
}

async function refuseEviction(redis: Redis): Promise<void> {
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
  if (policy && policy !== 'noeviction') {
    throw new UnfitRedis(
      `REDIS_URL points to a Redis with maxmemory-policy ${policy}, which throws jobs away. Set it to noeviction.`,
    );
  }
}

/** By the log of every write, or at least by snapshots. Where CONFIG is forbidden, as on rented ones, it is taken to. */
async function keepsOnDisk(redis: Redis): Promise<boolean> {
  if (/^aof_enabled:1/m.test(await redis.info('persistence'))) return true;
  const save = await redis.config('GET', 'save').catch(() => null);
  return !Array.isArray(save) || save[1] !== '';
}
