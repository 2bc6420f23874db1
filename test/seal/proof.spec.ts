import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, Script } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateKey, HASHES, hashNamed, signerOf } from '#libs/crypto';
import { type Proof, prove } from '../../apps/server/src/seal/prove.ts';
import { SealedStore } from './support/sealed-store.ts';

const VERIFIER = resolve(import.meta.dirname, '../../docs/verify/verify.mjs');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-proof-`));
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs the verifier as an outsider does: one file, Node, nothing else. */
async function run(proof: string, key: string): Promise<{ code: number; said: string }> {
  const file = join(directory, `${crypto.randomUUID()}.json`);
  await writeFile(file, proof);
  return new Promise((done) => {
    execFile(process.execPath, ['--no-warnings', VERIFIER, file, key], { cwd: directory }, (error, stdout, stderr) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });
}

describe.each(HASHES)('a proof for an item of a log sealed with %s', (hash) => {
  let store: SealedStore;
  let proof: Proof;
  let verify: (json: string, key: string) => Promise<unknown>;
  beforeAll(async () => {
    store = await SealedStore.open();
    await store.addEvents(1_310);
    await (await store.sealer({ hash })).turn();
    const { rows } = await store.owner.query('SELECT stream_id AS id FROM event WHERE position = 700');
    proof = await prove(store.sql, rows[0].id);
    // As a page without modules has it.
    const page = createContext({ crypto, TextEncoder, atob, btoa, document: {} });
    new Script(await readFile(VERIFIER, 'utf8')).runInContext(page);
    verify = page.verifyProof;
  });
  afterAll(() => store.close());

  it('holds, offline, in a process of its own', async () => {
    const { code, said } = await run(JSON.stringify(proof), await store.key());
    expect(said).toMatch(/^真实 · TRUE: 25 个事件/);
    expect(said).toContain('ProgressReported  {"text": "已完成 700 项"');
    expect(code).toBe(0);
  });

  it('holds in a page of a browser', async () => {
    await expect(verify(JSON.stringify(proof), await store.key())).resolves.toMatchObject({ stream: proof.stream });
  });

  it('is small: at most a kilobyte for an event besides its text', () => {
    expect(proof.events).toHaveLength(25);
    for (const event of proof.events) expect(event.proof.length).toBeLessThanOrEqual(1024);
  });

  it('is refused with another key', async () => {
    const { verifierKey } = signerOf('duban-log/another', generatePrivateKey()).verifier;
    expect(await run(JSON.stringify(proof), verifierKey)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/bears another key/),
    });
    const swapped = JSON.stringify({ ...proof, key: verifierKey });
    expect(await run(swapped, verifierKey)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/not signed by this key/),
    });
  });

  it('is refused with any one character of any field altered, or left out', async () => {
    const key = await store.key();
    const json = JSON.stringify(proof);
    const places = fieldPlaces(json);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places.keys()), fc.nat(), fc.nat(), fc.boolean(), async (field, ...any) => {
        const [nth, offset, isLeftOut] = any;
        const found = places.get(field) ?? [];
        const [from, to] = found[nth % found.length] as [number, number];
        const at = from + (offset % (to - from));
        const other = json[at] === '7' ? '8' : '7';
        const altered = json.slice(0, at) + (isLeftOut ? '' : other) + json.slice(at + 1);
        await expect(verify(altered, key), `${field}: ${altered.slice(at - 20, at + 20)}`).rejects.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, (proof: Proof) => object]>([
    ['an event left out', (whole) => ({ ...whole, events: whole.events.toSpliced(3, 1) })],
    ['the first event left out', (whole) => ({ ...whole, events: whole.events.slice(1) })],
    ['two events swapped', ({ events, ...rest }) => ({ ...rest, events: [events[1], events[0], ...events.slice(2)] })],
    ['an event twice', ({ events, ...rest }) => ({ ...rest, events: [...events, events[24]] })],
    ['no events', (whole) => ({ ...whole, events: [] })],
    ['the path of another event', (whole) => withEvent(whole, { proof: whole.events[5]?.proof ?? '' })],
    ['an empty path', (whole) => withEvent(whole, { proof: '' })],
    ['a path with a hash more', (whole) => withEvent(whole, { proof: `${whole.events[0]?.proof}${'A'.repeat(43)}=` })],
    ['a field more', (whole) => ({ ...whole, note: '' })],
    ['a field more in an event', (whole) => ({ ...whole, events: [{ ...whole.events[0], note: '' }] })],
    ['another time in its seal', (whole) => ({ ...whole, seal: whole.seal.replace('time 2', 'time 3') })],
    ['another format', (whole) => ({ ...whole, format: 'duban-proof/2' })],
    ['a second signature', (whole) => ({ ...whole, seal: `${whole.seal}— another AAAA\n` })],
  ])('is refused with %s', async (_, alter) => {
    await expect(verify(JSON.stringify(alter(proof)), await store.key())).rejects.toThrow();
  });

  it('is not given for what came after the newest seal, for what was altered, or for nothing', async () => {
    const last = (sql: string) => (owner: SealedStore['owner']) => owner.query(sql);
    const given = (sql: string) => store.whileTampered(last(sql), (tampered) => prove(tampered, proof.stream));
    await expect(
      given(`INSERT INTO event SELECT 1311, stream_id, recorded_at, 26, schema_version, type, data, meta
      FROM event WHERE position = 700`),
    ).rejects.toMatchObject({ reason: 'not-sealed-yet', number: 1_310 });
    await expect(given("UPDATE event SET data = '{}' WHERE position = 700")).rejects.toMatchObject({
      reason: 'altered',
      number: 700,
    });
    await expect(prove(store.sql, '督〔2022〕1号')).rejects.toMatchObject({ reason: 'unknown' });
  });
});

it('the verifier is one file of at most 250 lines that takes from elsewhere only how to read a file', async () => {
  const text = await readFile(VERIFIER, 'utf8');
  expect(text.split('\n').length).toBeLessThanOrEqual(250);
  expect(text.match(/\b(import|require)\(.*?\)/g)).toEqual(["import('node:fs/promises')"]);
  expect(text).not.toMatch(/^\s*(import|export)\s/m);
});

it('sm3 as it is written out there is that of OpenSSL', async () => {
  const page = createContext({ crypto, TextEncoder, atob, btoa, document: {} });
  new Script(`${await readFile(VERIFIER, 'utf8')}; globalThis.hashes = HASHES`).runInContext(page);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(Buffer.from(await page.hashes.sm3(bytes))).toEqual(hashNamed('sm3')(bytes));
    }),
  );
});

function withEvent(whole: Proof, altered: Partial<Proof['events'][number]>): object {
  return { ...whole, events: [{ ...whole.events[0], ...altered }, ...whole.events.slice(1)] };
}

/** Where in the JSON the values of each field stand, and its names, so that all fields are tried alike, however long. */
function fieldPlaces(json: string): Map<string, [number, number][]> {
  const places = new Map<string, [number, number][]>();
  const add = (field: string, from: number, to: number) =>
    places.set(field, [...(places.get(field) ?? []), [from, to]]);
  for (const match of json.matchAll(
    /"(format|stream|events|seal|key|position|leaf|proof)":("(?:[^"\\]|\\.)*"|\d+|)/g,
  )) {
    const [whole, name = '', value = ''] = match;
    const end = match.index + whole.length;
    add(`the name of ${name}`, match.index + 1, match.index + 1 + name.length);
    if (value !== '') add(name, end - value.length, end);
  }
  return places;
}
