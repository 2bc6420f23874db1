import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../../../..');
const MAIN = join(ROOT, 'dist/apps/server/src/main.js');
/** When reminders go out, and where: said to the server, and held against what it does. */
export const DIGEST_TIME = '09:00';
export const TIME_ZONE = 'Asia/Shanghai';
const START_MS = 120_000;
const STOP_MS = 20_000;
const LINES_SHOWN = 15;

export interface SignIn {
  readonly username: string;
  readonly password: string;
}
interface Ready {
  readonly url: string;
  readonly signIns: readonly SignIn[];
}

/** A server for one story: demo mode, a database of its own that is dropped at the end, business time from `startAt`. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly logFile: string,
  ) {}

  /** The process is running; `ready` tells when it listens. */
  static async start({ startAt, smtpUrl }: { startAt: string; smtpUrl: string }): Promise<ServerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'duban-demo-'));
    const logFile = join(folder, 'server.log');
    const log = await open(logFile, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      cwd: ROOT,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      // An empty setting counts as unset: what the shell has set for another server is not for this one.
      env: {
        ...process.env,
        ...{ DATABASE_URL: '', DATABASE_OWNER_URL: '', REDIS_URL: '', ROLES: '', HOST: '', PUBLIC_URL: '' },
        ...{
          DEMO_DATA: '',
          DIGEST_TIME,
          TIME_ZONE,
          WORKING_CALENDAR: '',
          NUMBER_PREFIX: '',
          MAIL_FROM: '',
          SWEEP_INTERVAL_MS: '',
          LOG_LEVEL: '',
          SEAL_FILE: '',
          SEAL_URL: '',
          SEAL_HASH: '',
          SEAL_INTERVAL_MS: '1000',
        },
        ...{ DUBAN_MODE: 'demo', DUBAN_TEMPORARY_DATABASE: 'yes', PORT: '0' },
        DEMO_START_AT: startAt,
        SMTP_URL: smtpUrl,
      },
    });
    await log.close();
    return new ServerProcess(child, folder, logFile);
  }

  /** Throws when the server ends instead, or has not said within two minutes that it listens. */
  async ready(): Promise<Ready> {
    const signal = AbortSignal.timeout(START_MS);
    const said = once(this.child, 'message', { signal }).then(([message]) => (message as { ready: Ready }).ready);
    const ended = once(this.child, 'exit', { signal }).then(() => null);
    const ready = await Promise.race([said, ended]).catch(() => null);
    if (ready) return ready;
    const log = (await readFile(this.logFile, 'utf8')).trimEnd().split('\n');
    const what = signal.aborted ? 'does not listen after two minutes' : 'ended before it listened';
    throw new Error(`The server ${what}:\n${log.slice(-LINES_SHOWN).join('\n')}`);
  }

  /** Asks it to stop and waits; a server that does not is ended. The log is removed unless it is to be kept. */
  async stop({ keepLog }: { keepLog: boolean }): Promise<void> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const overdue = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(overdue);
    }
    if (!keepLog) await rm(this.folder, { recursive: true, force: true });
  }
}
