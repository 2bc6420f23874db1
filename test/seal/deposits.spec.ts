import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../apps/server/src/config.ts';
import { depositOf } from '../../apps/server/src/seal/deposits.ts';
import { readSealKey } from '../../apps/server/src/seal/seal-key.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-deposits-`));
});
afterEach(() => rm(directory, { recursive: true }));

const settings = (given: Record<string, string>) => readConfig({ DUBAN_DATA_DIR: directory, ...given });
const ORIGIN = 'duban-log/one';
const [FIRST, SECOND] = ['1', '2'].map((size) => `${ORIGIN}\n${size}\nroot\n\n— ${ORIGIN} c2ln\n`) as [string, string];

describe('an address that seals are sent to', () => {
  let server: Server;
  let kept: string[];
  let status: number;
  let asked: (string | undefined)[];
  beforeEach(async () => {
    [kept, asked, status] = [[], [], 200];
    server = createServer(async (request, response) => {
      asked.push(request.headers.authorization);
      if (status === 200 && request.method === 'POST') kept.push(await text(request));
      response.statusCode = status === 200 && request.method === 'GET' && kept.length === 0 ? 404 : status;
      response.end(kept.join('\n'));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(() => void server.close());
  const address = () => `http://auditor:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}/seals`;
  const deposit = () => depositOf(settings({ SEAL_URL: address() }), ORIGIN);

  it('keeps them in order and gives them back, to whoever has the password in the URL', async () => {
    const outside = deposit();
    expect(await outside?.newest(ORIGIN)).toBeNull();
    await outside?.add([FIRST, SECOND]);
    expect(await outside?.all()).toEqual([FIRST, SECOND]);
    expect(await outside?.newest(ORIGIN)).toBe(SECOND);
    expect(await outside?.newest('duban-log/another')).toBeNull();
    expect(new Set(asked)).toEqual(new Set([`Basic ${Buffer.from('auditor:p@ss').toString('base64')}`]));
  });

  it('that refuses is told by its name, without the password', async () => {
    status = 503;
    const refused = deposit()?.add([FIRST]);
    await expect(refused).rejects.toThrow(/^SEAL_URL http:\/\/127\.0\.0\.1:\d+\/seals answers 503 to POST$/);
  });

  it('that does not answer is told by its name', async () => {
    const outside = deposit();
    await new Promise((done) => server.close(done));
    await expect(outside?.newest(ORIGIN)).rejects.toThrow(/^SEAL_URL http:.* does not answer: .*ECONNREFUSED/);
  });
});

describe('a file that seals are put into', () => {
  it('is the one that SEAL_FILE names, in a directory that is there', async () => {
    const path = join(directory, 'seals.txt');
    await depositOf(settings({ SEAL_FILE: path }), ORIGIN)?.add([FIRST, SECOND]);
    expect(await readFile(path, 'utf8')).toBe(`\n${FIRST}\n${SECOND}`);
    const nowhere = depositOf(settings({ SEAL_FILE: join(directory, 'not-mounted/seals.txt') }), ORIGIN);
    await expect(nowhere?.add([FIRST])).rejects.toThrow(/^SEAL_FILE .*not-mounted\/seals\.txt: ENOENT/);
  });

  it('is one of its own for each log in the data directory, when nothing is set', async () => {
    await depositOf(settings({}), ORIGIN)?.add([FIRST]);
    await depositOf(settings({}), 'duban-log/two')?.add([SECOND]);
    expect((await readdir(join(directory, 'seals'))).sort()).toEqual(['one.txt', 'two.txt']);
  });

  it('is not made for a database that is dropped at the end', () => {
    expect(depositOf(settings({ DUBAN_TEMPORARY_DATABASE: 'yes' }), ORIGIN)).toBeNull();
  });

  it('finds the newest seal of a log also far before the end', async () => {
    const outside = depositOf(settings({ SEAL_FILE: join(directory, 'seals.txt') }), ORIGIN);
    await outside?.add([FIRST, ...Array.from({ length: 1_000 }, () => SECOND.replaceAll('log/one', 'log/two'))]);
    expect(await outside?.newest(ORIGIN)).toBe(FIRST);
  });

  it('is not named together with an address', () => {
    const both = () => settings({ SEAL_FILE: 'seals.txt', SEAL_URL: 'http://127.0.0.1/' });
    expect(both).toThrow(/SEAL_URL: unset while SEAL_FILE is set/);
  });
});

describe('the key of the seals', () => {
  it('is made by the first of several starts at once, for its owner’s eyes only', async () => {
    const keys = await Promise.all([1, 2, 3, 4].map(() => readSealKey(settings({}))));
    expect(new Set(keys).size).toBe(1);
    expect((await stat(join(directory, 'seal.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['seal.key']);
    expect(await readSealKey(settings({ SEAL_KEY_FILE: join(directory, 'seal.key') }))).toBe(keys[0]);
  });

  it('that is missing or is none is told with the name of the setting and what to do', async () => {
    const missing = readSealKey(settings({ SEAL_KEY_FILE: join(directory, 'no.key') }));
    await expect(missing).rejects.toThrow(
      /^SEAL_KEY_FILE: .*no\.key cannot be read.*openssl genpkey -algorithm ed25519/,
    );
    await writeFile(join(directory, 'seal.key'), 'hello');
    await expect(readSealKey(settings({}))).rejects.toThrow(/seal\.key holds no Ed25519 private key/);
    await expect(readSealKey(settings({ DUBAN_DATA_DIR: join(directory, 'seal.key') }))).rejects.toThrow(
      /SEAL_KEY_FILE/,
    );
  });
});
