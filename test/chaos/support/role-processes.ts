import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { ServerRole } from '../../../apps/server/src/config.ts';
import { freePort } from '../../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { until } from '../../support/until.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Who could not start because its database was away comes again after so long. */
const RISE_AGAIN_MS = 300;

interface Place {
  readonly role: ServerRole;
  readonly port: number;
  child: ChildProcess | null;
  isUp: boolean;
  isKilled: boolean;
  /** What its connections to Postgres are called: each process's own, also at the same place. */
  name: string;
}

/** Real processes of the built server, each with one role and at one port. Each that ends, killed or not, is started again. */
export class RoleProcesses {
  /** How often each role was killed. */
  readonly kills: Partial<Record<ServerRole, number>> = {};
  /** By the name of its connections, when a process was killed, in milliseconds of the machine's clock. */
  readonly killedAt = new Map<string, number>();
  /** In the same way, when it ended, by itself or not, and how. */
  readonly ended = new Map<string, string>();
  /** Those that were up and ended by themselves: `delivery ended with 1`. */
  readonly fell: string[] = [];
  /** Starts that came to nothing, as when Postgres was just away. */
  vainStarts = 0;
  /** How long each start took. */
  readonly startsMs: number[] = [];
  private readonly places: Place[] = [];
  private stopping = false;
  private started = 0;

  constructor(private readonly settings: Record<string, string> & { readonly DATABASE_URL: string }) {}

  /** Adds so many of a role; resolves when all of them listen. */
  async add(role: ServerRole, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const place: Place = { role, port: await freePort(), child: null, isUp: false, isKilled: false, name: '' };
      this.places.push(place);
      this.rise(place);
    }
    await this.allUp();
  }

  allUp(): Promise<unknown> {
    return until(() => this.starting === 0, { what: 'every process is up', withinMs: 120_000 });
  }

  get starting(): number {
    return this.places.filter(({ isUp }) => !isUp).length;
  }

  /** Where those of a role listen, up or not. */
  urlsOf(role: ServerRole): string[] {
    return this.places.filter((place) => place.role === role).map(({ port }) => `http://127.0.0.1:${port}`);
  }

  /** `kill -9` of one of those that are up, by a number from 0 to 1; resolves with its role when it is dead. */
  async kill(luck: number): Promise<ServerRole | null> {
    const up = this.places.filter(({ isUp }) => isUp);
    const place = up[Math.floor(luck * up.length)];
    if (!place?.child) return null;
    place.isKilled = true;
    const { child } = place;
    this.killedAt.set(place.name, Date.now());
    child.kill('SIGKILL');
    await until(() => place.child !== child, { what: `a process of ${place.role} is dead` });
    this.kills[place.role] = (this.kills[place.role] ?? 0) + 1;
    return place.role;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const { child } of this.places) child?.kill('SIGTERM');
    await until(() => this.places.every(({ child }) => child === null), { what: 'all have ended', withinMs: 60_000 });
  }

  private rise(place: Place): void {
    const from = performance.now();
    const name = `${place.role}-${++this.started}`;
    const database = new URL(this.settings.DATABASE_URL);
    database.searchParams.set('application_name', name);
    const child = spawn(process.execPath, [join(ROOT, 'dist/apps/server/src/main.js')], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...{ ...process.env, LOG_LEVEL: 'silent', ...this.settings, DATABASE_URL: database.href },
        ...{ ROLES: place.role, PORT: String(place.port) },
      },
    });
    Object.assign(place, { child, name, isUp: false, isKilled: false });
    child.once('message', () => {
      place.isUp = true;
      this.startsMs.push(performance.now() - from);
    });
    child.once('exit', (code, signal) => {
      const { isUp, isKilled } = place;
      this.ended.set(name, `with ${code ?? signal} at ${Date.now()}${isUp ? '' : ', while it started'}`);
      Object.assign(place, { child: null, isUp: false });
      if (this.stopping) return;
      if (!isUp) this.vainStarts += 1;
      else if (!isKilled) this.fell.push(`${place.role} ended with ${code ?? signal}`);
      if (isUp && isKilled) this.rise(place);
      else setTimeout(() => this.stopping || this.rise(place), RISE_AGAIN_MS);
    });
  }
}
