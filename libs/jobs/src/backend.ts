import type { Job, Queue, Worker, WorkerOptions } from 'bullmq';

export type WaitingQueue = Pick<Queue, 'addBulk'>;
export type RunningWorker = Pick<Worker, 'close'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: unknown, error: Error) => void): unknown;
};
export type WorkerSettings = Omit<WorkerOptions, 'connection'>;

/** What differs between BullMQ on Postgres and on Redis: how its classes are connected and closed. */
export interface Backend {
  /** The queue, connected; rejects while the backend is away. */
  queue(name: string): Promise<WaitingQueue>;
  worker(name: string, process: (job: Job) => Promise<unknown>, settings: WorkerSettings): RunningWorker;
  /** Said first when closing: a backend that is away is not looked for any more. */
  stopReconnecting(): void;
  /** Closes the queues and connections; the workers are closed before. */
  close(): Promise<void>;
}
