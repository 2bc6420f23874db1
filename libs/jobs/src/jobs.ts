import { setTimeout as sleep } from 'node:timers/promises';
import type { Backend, RunningWorker } from './backend.ts';
import { openPostgresBackend } from './postgres.ts';
import { openRedisBackend } from './redis.ts';

export interface JobsOptions {
  /** A direct connection, not through a pooler in transaction mode: the queue needs LISTEN and its own search path. */
  readonly databaseUrl: string;
  /** When set, jobs lie in this Redis; else in the schema `bullmq` of the database, which the migrate step makes. */
  readonly redisUrl?: string | undefined;
  /** Sets the queues of one deployment apart from those of others on the same Redis. */
  readonly deploymentId: string;
  /** Told of every failure in the background (a lost connection, a processor that threw), and of a Redis that keeps nothing. Must not throw. */
  readonly onError: (error: Error) => void;
}

export interface Job<Data> {
  /** Names the work: adding an id that still waits is no second job. No `:`, and not a bare number. */
  readonly id: string;
  readonly data: Data;
  /** Real time to wait; 0 when absent or negative. */
  readonly delayMs?: number;
}

export interface JobQueue<Data> {
  /** Resolves when the jobs are stored. Rejects at once while the backend is away: nothing is kept in memory to be sent later. */
  add(jobs: readonly Job<Data>[]): Promise<void>;
}

/**
 * Alarms and errands, never the truth: whoever adds a job keeps a row in Postgres that says what is to be done, and a
 * sweep that adds it again. So a queue may be wiped at any time.
 *
 * A job runs at least once per `add` (again after a crash, within some ten seconds), on one attempt, and is forgotten
 * when it ends, well or badly; therefore its id may be added again.
 */
export interface Jobs {
  queue<Data extends object>(name: string): JobQueue<Data>;
  /** Starts to work on a queue: up to `concurrency` jobs at a time in this process. What `process` throws goes to `onError`. */
  worker<Data extends object>(
    name: string,
    process: (data: Data) => Promise<unknown>,
    options: { concurrency: number },
  ): void;
  /** Takes no more jobs, waits for the running ones, then closes all connections. A second call does nothing more. */
  close(): Promise<void>;
}

/** Opens the queues. Throws `UnfitRedis` when Redis would throw jobs away; a Redis that is away is only reported. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { databaseUrl, redisUrl, deploymentId, onError } = options;
  const backend: Backend = redisUrl
    ? await openRedisBackend(redisUrl, deploymentId, onError)
    : openPostgresBackend(databaseUrl, onError);
  const workers: RunningWorker[] = [];
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function run(work: Promise<unknown>): Promise<void> {
    running.add(work);
    await work.finally(() => running.delete(work));
  }

  async function closeAll(): Promise<void> {
    backend.stopReconnecting();
    const closed = Promise.all(workers.map((worker) => worker.close())).then(() => backend.close());
    const enough = new AbortController();
    const jobsEnded = Promise.allSettled(running);
    const patience = jobsEnded.then(() => sleep(TELL_THE_END_MS, undefined, { signal: enough.signal }));
    await Promise.race([closed, patience]).finally(() => enough.abort());
    closed.catch(onError);
    patience.catch(() => undefined);
  }

  return {
    queue: (name) => ({
      async add(jobs) {
        if (jobs.length === 0) return;
        const queue = await backend.queue(name);
        await queue.addBulk(
          jobs.map(({ id, data, delayMs = 0 }) => ({
            name,
            data,
            // A job kept after its end would silently swallow the next add of its id.
            opts: { jobId: id, delay: Math.max(0, delayMs), attempts: 1, removeOnComplete: true, removeOnFail: true },
          })),
        );
      },
    }),
    worker(name, process, { concurrency }) {
      const worker = backend.worker(name, (job) => run(process(job.data)), { ...RECOVER_FAST, concurrency });
      worker.on('error', onError);
      worker.on('failed', (_, error) => onError(error));
      workers.push(worker);
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

/**
 * How long, at closing, the backend may take to be told that the last jobs have ended. BullMQ would wait for ever for one
 * that is away; the jobs run again when it is back.
 */
const TELL_THE_END_MS = 3000;

/**
 * After a restart of the backend a worker is back within a second, and the job of a killed worker runs again within
 * ten; BullMQ's own figures are 15 and 60. A job may be found stalled often: the row it serves counts the tries.
 */
const RECOVER_FAST = { runRetryDelay: 1000, lockDuration: 10_000, stalledInterval: 5000, maxStalledCount: 10 };
