import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { NO_LIMITS } from '../../support/no-limits.ts';
import type { BenchDatabase } from './postgres.ts';

const ROOT = join(import.meta.dirname, '../../..');
const LOADER = join(import.meta.dirname, 'typescript.mjs');

export interface Usage {
  readonly rss: number;
  /** Microseconds of processor time since its start. */
  readonly cpu: NodeJS.CpuUsage;
}

/** The real server in a process of its own, in demo mode, on a database of the bench. */
export class BenchServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** `settings` as in the environment. */
  static async start({ url, ownerUrl }: BenchDatabase, settings: Record<string, string> = {}): Promise<BenchServer> {
    const env = { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, LOG_LEVEL: 'fatal', ...NO_LIMITS };
    const child = fork(join(ROOT, 'test/bench/http/server.ts'), {
      cwd: ROOT,
      env: { ...env, DUBAN_MODE: 'demo', NODE_ENV: 'production', ...settings },
      execArgv: ['--conditions=source', '--import', LOADER],
    });
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code}`)));
    ended.catch(() => undefined);
    const [ready] = await Promise.race([once(child, 'message'), ended]);
    return new BenchServer(child, (ready as { url: string }).url);
  }

  async usage(): Promise<Usage> {
    this.child.send('usage');
    const [usage] = await once(this.child, 'message');
    return usage as Usage;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}

interface Answer {
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
}

/** Requests over connections that are kept. */
export class Caller {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  with(headers: Record<string, string>): Caller {
    return new Caller(this.url, { ...this.headers, ...headers });
  }

  /** The answer with its body parsed as JSON; rejects, showing it, when it is no 2xx. */
  send(method: 'GET' | 'POST', path: string, body: object | null = null, headers: object = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = body === null ? {} : { 'content-type': 'application/json' };
      const options = { method, agent: this.agent, headers: { ...this.headers, ...sent, ...headers } };
      const sending = request(this.url + path, options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => {
          if ((response.statusCode ?? 0) < 300) resolve({ body: JSON.parse(text), headers: response.headers });
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
        });
      });
      sending.on('error', reject);
      sending.end(body === null ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
