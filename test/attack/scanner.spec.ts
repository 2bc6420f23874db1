import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CreatedToken } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { describeWith } from '../support/servers.ts';

/** All that ask nothing of the world outside; addresses inside are tried by hand (by-hand.spec.ts). */
const MODULES = [
  ...['exec', 'file', 'sql', 'blindsql', 'xss', 'permanentxss', 'redirect', 'crlf', 'backup', 'methods', 'htaccess'],
  ...['http_headers', 'csp', 'cookieflags', 'csrf'],
];
/** What it asks for and should not be there. */
const NOT_WANTED: Record<string, string> = {
  'X-XSS-Protection is not set':
    'a filter that browsers have dropped and that was a hole itself; the policy of contents does its work',
};
const CRAWL_SECONDS = 30;
const SECONDS_A_MODULE = 12;
const ALL_SECONDS = 180;

interface Finding {
  readonly method: string;
  readonly path: string;
  readonly info: string;
  readonly parameter: string | null;
}
interface Report {
  readonly vulnerabilities: Record<string, readonly Finding[]>;
  readonly anomalies: Record<string, readonly Finding[]>;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly enum?: readonly string[]; readonly type?: string; readonly format?: string };
}

await describeWith('wapiti', 'a scanner from outside', () => {
  let office: Office;
  let home: string;
  let token: string;
  let starts: string[];

  beforeAll(async () => {
    // As behind a proxy that speaks https: then every header and cookie is as people get them.
    office = await Office.open({ PUBLIC_URL: 'https://duban.town.example' });
    home = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-wapiti-`));
    ({ token } = (await office.clerk.post('/api/v1/tokens', { name: '扫描' })).as(CreatedToken));
    const task = await office.task();
    const { paths } = JSON.parse((await office.app.stranger.get('/api/openapi.json')).text);
    const items: Record<string, string> = { tasks: task.id, directives: task.directiveId };
    starts = Object.entries<Record<string, { parameters?: Parameter[] }>>(paths)
      .filter(([path, { get }]) => get && path !== '/api/v1/stream')
      .map(([path, { get }]) => addressOf(path.replace('{id}', items[path.split('/')[3] ?? ''] ?? task.id), get));
  });
  afterAll(async () => {
    await office.close();
    await rm(home, { recursive: true, force: true });
  });

  /** With every parameter of the query filled in: those are what it plays with. */
  function addressOf(path: string, operation: { parameters?: Parameter[] } = {}): string {
    const query = new URLSearchParams();
    for (const { name, in: where, schema } of operation.parameters ?? [])
      if (where === 'query') query.set(name, schema?.enum?.[0] ?? (schema?.type === 'integer' ? '1' : '会议'));
    return `${path.replace(/\{\w+\}/g, '1')}?${query}`;
  }

  /** What it found, or all that it said when it came to no end in time. */
  async function scan(origin: string, addresses: readonly string[], modules: readonly string[]): Promise<string[]> {
    const place = await mkdtemp(join(home, 'scan-'));
    const report = join(place, 'report.json');
    const options = [
      ...['--url', `${origin}/`, ...addresses.flatMap((address) => ['--start', origin + address]), '--scope', 'domain'],
      ...['--header', `Authorization: Bearer ${token}`, '--module', modules.join(',')],
      ...['--max-scan-time', `${CRAWL_SECONDS}`, '--max-attack-time', `${SECONDS_A_MODULE}`, '--timeout', '10'],
      ...['--store-session', place, '--store-config', place, '--format', 'json', '--output', report],
      ...['--no-bugreport', '--verbose', '1'],
    ];
    const scanner = spawn('wapiti', options, {
      env: { ...process.env, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: ALL_SECONDS * 1000,
      killSignal: 'SIGKILL',
    });
    let told = '';
    for (const stream of [scanner.stdout, scanner.stderr])
      stream.on('data', (part) => {
        told += part;
      });
    await new Promise((done, fail) => scanner.once('error', fail).once('close', done));
    const { vulnerabilities, anomalies }: Report = await readFile(report, 'utf8').then(JSON.parse, () => {
      throw new Error(`wapiti wrote no report within ${ALL_SECONDS} s:\n${told.slice(-3000)}`);
    });
    return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([kind, findings]) =>
      findings
        .filter(({ info }) => !(info in NOT_WANTED))
        .map(({ method, path, parameter, info }) => `${kind}: ${method} ${path} ${parameter ?? ''}: ${info}`),
    );
  }

  async function requests(): Promise<number> {
    const metrics = (await office.app.stranger.get('/metrics')).text;
    const counts = metrics.matchAll(/^duban_http_request_seconds_count\{.*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  it('finds nothing', { timeout: (ALL_SECONDS + 30) * 1000 }, async () => {
    const before = await requests();
    const found = await scan(new URL(await office.app.server.app.getUrl()).origin, starts, MODULES);
    const sent = (await requests()) - before;
    process.stdout.write(
      `scanned by wapiti: ${sent} requests from ${starts.length} addresses on, ${MODULES.length} modules\n`,
    );
    expect(found).toEqual([]);
    expect(sent).toBeGreaterThan(500);
    expect((await office.clerk.get('/api/v1/tasks')).status).toBe(200);
  });

  it('would find a page that gives back what it is given', async () => {
    const leaky = createServer(({ url = '' }, response) => {
      const given = new URL(url, 'http://localhost').searchParams.get('q') ?? '';
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<html><body><p>${given}</p></body></html>`);
    });
    await new Promise((done) => leaky.listen(0, '127.0.0.1', () => done(0)));
    try {
      const { port } = leaky.address() as AddressInfo;
      const found = await scan(`http://127.0.0.1:${port}`, ['/?q=x'], ['xss']);
      expect(found).toContainEqual(expect.stringContaining('Cross Site Scripting'));
    } finally {
      await new Promise((done) => leaky.close(done));
    }
  });
});
