import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../apps/server/src/operations/embedded-postgres/cluster.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A real server process at one address, which can be killed without warning and then comes back by itself. */
export class MortalServer {
  readonly url: string;
  private child!: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly dataDir: string,
    private readonly settings: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(settings: Record<string, string>): Promise<MortalServer> {
    const dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-mortal-`));
    const server = new MortalServer(await freePort(), dataDir, settings);
    await server.rise();
    return server;
  }

  /** `kill -9`, then a new start; resolves when it listens again. */
  async killAndRise(): Promise<void> {
    await this.end('SIGKILL');
    await this.rise();
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async rise(): Promise<void> {
    this.child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/apps/server/src/main.js')], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        LOG_LEVEL: 'silent',
        PORT: String(this.port),
        DUBAN_DATA_DIR: this.dataDir,
        ...this.settings,
      },
    });
    const ended = once(this.child, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${code} before it listened`);
    });
    await Promise.race([once(this.child, 'message'), ended]);
    ended.catch(() => undefined);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
