import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchDatabase } from '../support/postgres.ts';

const ROOT = join(import.meta.dirname, '../../..');

interface Usage {
  /** Bytes. */
  readonly rss: number;
  /** Bytes of JavaScript in use, what is to be collected included. */
  readonly heap: number;
  /** Of processor time since its start. */
  readonly cpuSeconds: number;
}

/** The server as `npm start` runs it, built (it builds itself when it is not), with all roles and in demo mode. */
export class ShippedServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly dataDir: string,
    readonly url: string,
  ) {}

  static async start({ url, ownerUrl }: BenchDatabase): Promise<ShippedServer> {
    const dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-bench-`));
    const env = {
      ...{ ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, LOG_LEVEL: 'fatal', PORT: '0' },
      // One key for all servers of a database: each has a data directory of its own.
      SECRETS_KEY: Buffer.alloc(32, 'duban').toString('base64'),
    };
    const child = fork(join(ROOT, 'apps/cli/bin/start.mjs'), {
      env: { ...env, DUBAN_MODE: 'demo', DEMO_DATA: 'none', DUBAN_DATA_DIR: dataDir, NODE_ENV: 'production' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}`)));
    ended.catch(() => undefined);
    const [{ ready }] = await Promise.race([once(child, 'message'), ended]);
    return new ShippedServer(child, dataDir, ready.url);
  }

  /** From what it tells Prometheus. */
  async usage(): Promise<Usage> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const metric = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
    return {
      rss: metric('process_resident_memory_bytes'),
      heap: metric('nodejs_heap_size_used_bytes'),
      cpuSeconds: metric('process_cpu_seconds_total'),
    };
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
