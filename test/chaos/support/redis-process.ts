import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { until } from '../../support/until.ts';

/** A real Redis at one port, which can be wiped, and be gone for a while with everything that it knew. */
export class RedisProcess {
  private child!: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly directory: string,
  ) {}

  static async start(): Promise<RedisProcess> {
    const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-redis-`));
    const redis = new RedisProcess(await freePort(), directory);
    await redis.rise();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async flushAll(): Promise<void> {
    await this.ask((redis) => redis.flushall());
  }

  /** `kill -9`; it keeps nothing on disk. */
  async fall(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async rise(): Promise<void> {
    const options = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    this.child = spawn('redis-server', [...options, '--dir', this.directory], { stdio: 'ignore' });
    const answers = () => this.ask((redis) => redis.ping()).catch(() => null);
    await until(answers, { what: `redis-server answers on port ${this.port}` });
  }

  async remove(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.fall();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }
}
