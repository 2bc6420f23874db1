import { createPostgresBackend, type PgPool, type Queue, withBackend } from 'bullmq';
import pg from 'pg';
import type { Backend, WaitingQueue } from './backend.ts';

const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);

/**
 * One pool for all queues and workers, apart from the application's: BullMQ's SQL names its tables without a schema.
 * Every worker holds one connection of it for LISTEN.
 */
export function openPostgresBackend(databaseUrl: string, onError: (error: Error) => void): Backend {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: '-c search_path=bullmq',
    application_name: 'duban jobs',
    max: 8,
    keepAlive: true,
  });
  pool.on('error', onError);
  // One that is lost while it is lent, and no query runs on it, would else end the process.
  pool.on('connect', (client) => client.on('error', onError));
  // BullMQ asks for node-postgres's own Pool; only its description of the listeners differs from that of @types/pg.
  const connection = pool as unknown as PgPool;
  const queues = new Map<string, WaitingQueue & Pick<Queue, 'close'>>();

  return {
    async queue(name) {
      const known = queues.get(name);
      if (known) return known;
      const queue = new PostgresQueue(name, { connection });
      queue.on('error', onError);
      queues.set(name, queue);
      return queue;
    },
    worker: (name, process, settings) => new PostgresWorker(name, process, { ...settings, connection }),
    stopReconnecting() {}, // its pool connects only when asked
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await pool.end();
    },
  };
}
