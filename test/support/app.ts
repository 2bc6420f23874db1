import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Postgres } from 'pg';
import { DEMO_ACCOUNTS } from '../../apps/server/src/access/demo-organisation.ts';
import { readConfig } from '../../apps/server/src/config.ts';
import { logger } from '../../apps/server/src/logger.ts';
import { type RunningServer, startServer } from '../../apps/server/src/server.ts';
import { Client } from './client.ts';
import { filledDatabase, freshDatabase, type TestDatabase } from './database.ts';
import { NO_LIMITS } from './no-limits.ts';

/** Servers of a run share databases that were filled once, and so the key of what is encrypted in them. */
export const SECRETS_KEY = Buffer.alloc(32, 'duban').toString('base64');

/** Whether the settings say what a database without events begins with. */
function beginsAnew(settings: Record<string, string>): boolean {
  return ['DUBAN_MODE', 'DEMO_START_AT', 'DEMO_DATA'].some((name) => name in settings);
}

/** The demo's organisation and accounts, which a first start makes, take longer than the start itself. */
async function startOnce({ url, ownerUrl }: TestDatabase): Promise<void> {
  const settings = { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, LOG_LEVEL: 'silent', PORT: '0', SECRETS_KEY };
  // No other role: reminding would begin, and a seal belongs to the key of whoever made it.
  const server = await startServer(readConfig({ ...settings, ROLES: 'api,projections' }));
  await server.stop();
}

/** The real server, in this process, on a free port, with a database of its own. */
export class TestApp {
  private constructor(
    readonly server: RunningServer,
    private readonly address: string,
    private readonly postgres: Postgres,
    private readonly drop: () => Promise<void>,
  ) {}

  /** Settings as in the environment; demo mode unless they say otherwise. `reach` may name other ways to the database; a `database` that is given is dropped at the end too. */
  static async start(
    settings: Record<string, string> = {},
    reach: (url: string) => Promise<Record<string, string>> = async () => ({}),
    database?: TestDatabase,
  ): Promise<TestApp> {
    database ??= await (beginsAnew(settings) ? freshDatabase() : filledDatabase('demo', startOnce));
    const given = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
    const urls = { ...given, ...(await reach(database.url)) };
    const dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-app-`));
    const config = readConfig({
      ...{ DUBAN_DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0', ...NO_LIMITS, SECRETS_KEY },
      ...urls,
      ...settings,
    });
    logger.level = config.logLevel;
    const server = await startServer(config);
    const postgres = new Postgres({ connectionString: database.ownerUrl });
    await postgres.connect();
    const { drop } = database;
    return new TestApp(server, await server.app.getUrl(), postgres, async () => {
      await drop();
      await rm(dataDir, { recursive: true });
    });
  }

  /** Somebody who is not signed in. */
  get stranger(): Client {
    return new Client(this.address, { 'accept-language': 'en' });
  }

  /** Somebody with a session, of the demo unless a password is given. */
  async signIn(
    username: string,
    password = DEMO_ACCOUNTS.find((one) => one.username === username)?.password,
  ): Promise<Client> {
    const { headers, status, text } = await this.stranger.post(
      '/api/v1/session',
      { username, password },
      { key: null },
    );
    const cookie = headers.getSetCookie()[0]?.split(';', 1)[0];
    if (!cookie) throw new Error(`${username} could not sign in: ${status} ${text}`);
    return this.stranger.with({ cookie });
  }

  /** Past the API, for what it does not tell. */
  async sql<Row extends object>(query: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.postgres.query<Row>(query, parameters)).rows;
  }

  async stop(): Promise<void> {
    await this.postgres.end();
    await this.server.stop();
    await this.drop();
  }
}
