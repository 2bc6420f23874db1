import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { backUp } from '../../apps/server/src/operations/backup/back-up.ts';
import { readBackup } from '../../apps/server/src/operations/backup/read-backup.ts';
import { restore } from '../../apps/server/src/operations/backup/restore.ts';
import { begun, databasesLike, forged, newFolder, query, settingsOf, target } from './support/kept.ts';

let folder: Awaited<ReturnType<typeof newFolder>>;
let database: Awaited<ReturnType<typeof target>>;
const file = () => folder.at('people.backup');

beforeAll(async () => {
  folder = await newFolder();
  const source = await target();
  await begun(source.ownerUrl);
  await addPerson(source.ownerUrl, '张三');
  await backUp(source.ownerUrl, file());
  await source.drop();
});
afterAll(() => folder?.remove());

beforeEach(async () => {
  database = await target();
  return () => database.drop();
});

const addPerson = (url: string, name: string) =>
  query(url, `INSERT INTO person (id, name, language) VALUES (gen_random_uuid(), '${name}', 'zh')`);
const people = (url: string) => query(url, 'SELECT name FROM person ORDER BY name');

/** A deployment that somebody works with. */
async function inUse() {
  await begun(database.ownerUrl);
  await addPerson(database.ownerUrl, '李四');
}
const tryRestore = (given: Partial<Parameters<typeof restore>[0]> = {}) =>
  restore({ file: file(), replace: true, settings: database.settings, ...given });
const untouched = async () => {
  expect(await people(database.ownerUrl)).toEqual([{ name: '李四' }]);
  expect(await databasesLike(database.ownerUrl)).toHaveLength(1);
};

describe('a file that is not whole', () => {
  beforeEach(inUse);
  const damaged = async (name: string, change: (bytes: Buffer) => Buffer) => {
    const copy = folder.at(name);
    await writeFile(copy, change(Buffer.from(await readFile(file()))));
    return copy;
  };

  it('is refused when it was cut off anywhere', async () => {
    const { size } = await stat(file());
    for (let i = 0; i < 40; i++) {
      const copy = await damaged('cut', (bytes) => bytes.subarray(0, Math.floor((i * size) / 40)));
      await expect(readBackup(copy), `cut off at ${i}/40`).rejects.toThrow('no whole backup');
    }
    await expect(tryRestore({ file: folder.at('cut') })).rejects.toThrow('no whole backup');
    await untouched();
  });

  it('is refused when a single bit was flipped anywhere behind the ten bytes in which gzip names itself', async () => {
    const { size } = await stat(file());
    for (let i = 0; i < 200; i++) {
      const at = 10 + Math.floor(((size - 10) * i) / 200);
      const copy = await damaged('flipped', (bytes) => {
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (i % 8)), at);
        return bytes;
      });
      await expect(readBackup(copy), `bit ${i % 8} of byte ${at}`).rejects.toThrow('no whole backup');
    }
    await expect(tryRestore({ file: folder.at('flipped') })).rejects.toThrow('no whole backup');
    await untouched();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['something follows it', (bytes) => Buffer.concat([bytes, Buffer.from('more')])],
    ['it follows itself', (bytes) => Buffer.concat([bytes, bytes])],
    ['it is something else', () => Buffer.from('Dear diary,\n')],
  ])('is refused when %s', async (_, change) => {
    await expect(tryRestore({ file: await damaged('other', change) })).rejects.toThrow('no whole backup');
    await untouched();
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['a row is missing', (lines) => lines.filter((line) => !line.includes('张三'))],
    ['a row was changed', (lines) => lines.map((line) => line.replace('张三', '王五'))],
  ])('is refused when %s and it was packed again', async (_, change) => {
    await expect(tryRestore({ file: await forged(file(), folder.at('forged'), change) })).rejects.toThrow(
      'no whole backup',
    );
    await untouched();
  });

  it('is refused when it is not there', async () => {
    await expect(tryRestore({ file: folder.at('none') })).rejects.toThrow('There is no file');
  });
});

describe('a backup that does not fit', () => {
  beforeEach(inUse);
  const withHeader = (change: (header: Record<string, unknown>) => object) =>
    forged(file(), folder.at('other-header'), ([header = '', ...lines]) => [
      JSON.stringify(change(JSON.parse(header))),
      ...lines,
    ]);

  it('is refused when its format is newer', async () => {
    await expect(tryRestore({ file: await withHeader((header) => ({ ...header, format: 2 })) })).rejects.toThrow(
      'has format 2, and this Duban reads formats up to 1',
    );
    await untouched();
  });

  it('is refused when a newer Duban made it', async () => {
    const newer = await withHeader(({ migrations, ...header }) => ({
      ...header,
      version: '9.0.0',
      migrations: [...(migrations as string[]), 'Wonders2000000000000'],
    }));
    await expect(tryRestore({ file: newer })).rejects.toThrow('made by Duban 9.0.0');
    await untouched();
  });

  it('is refused when it is of the other mode', async () => {
    const settings = settingsOf(database, 'production');
    await expect(tryRestore({ settings })).rejects.toThrow('set DUBAN_MODE=demo');
    await untouched();
  });

  it('is refused when its log has a gap', async () => {
    const gap = await withHeader((header) => ({ ...header, head: 3 }));
    await expect(tryRestore({ file: gap })).rejects.toThrow('has a gap');
    await untouched();
  });
});

describe('data that is there', () => {
  beforeEach(inUse);

  it('is not replaced unless that is said', async () => {
    await expect(tryRestore({ replace: false })).rejects.toThrow('say --replace');
    await untouched();
  });

  it('is not replaced while somebody works with it, who is named', async () => {
    const server = new Client({ connectionString: database.url, application_name: 'duban' });
    await server.connect();
    await expect(tryRestore()).rejects.toThrow(/\(duban\).*Stop every server/);
    await server.end();
    await untouched();
  });

  it('is kept beside when it is replaced, until the next restore', async () => {
    const { kept } = await tryRestore();

    expect(await people(database.ownerUrl)).toEqual([{ name: '张三' }]);
    expect(await people(database.beforeUrl)).toEqual([{ name: '李四' }]);
    expect(new URL(database.beforeUrl).pathname).toBe(`/${kept}`);

    await addPerson(database.ownerUrl, '赵六');
    await tryRestore();

    expect(await people(database.beforeUrl)).toEqual([{ name: '张三' }, { name: '赵六' }]);
    expect(await databasesLike(database.ownerUrl)).toHaveLength(2);
  });

  it('can be restored by a login that is no superuser, when it may make databases', async () => {
    const name = `keeper_${randomUUID().replaceAll('-', '')}`;
    const cluster = Object.assign(new URL(database.ownerUrl), { pathname: 'postgres' }).href;
    await query(cluster, `CREATE ROLE ${name} LOGIN PASSWORD 'keeper'`);
    await query(cluster, `CREATE DATABASE ${name} OWNER ${name}`);
    onTestFinished(async () => {
      await query(cluster, `DROP DATABASE ${name} WITH (FORCE)`);
      await query(cluster, `DROP ROLE ${name}`);
    });
    const url = Object.assign(new URL(database.ownerUrl), { username: name, password: 'keeper', pathname: name }).href;
    const settings = settingsOf({ url, ownerUrl: url });

    await expect(tryRestore({ settings })).rejects.toThrow(`GRANT duban_reader TO "${name}"`);
    await query(cluster, `GRANT duban_reader TO ${name}`);
    await expect(tryRestore({ settings })).rejects.toThrow(`ALTER ROLE ${name} CREATEDB`);
    await query(cluster, `ALTER ROLE ${name} CREATEDB`);
    await tryRestore({ settings });

    expect(await people(url)).toEqual([{ name: '张三' }]);
  });

  it('comes back with what an administrator had set for its database', async () => {
    const name = new URL(database.ownerUrl).pathname.slice(1);
    await query(database.ownerUrl, `ALTER DATABASE ${name} SET work_mem = '7MB'`);
    await query(database.ownerUrl, `ALTER DATABASE ${name} SET search_path = public, pg_temp`);
    const login = new URL(database.url).username;
    await query(database.ownerUrl, `REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
    await query(database.ownerUrl, `GRANT CONNECT ON DATABASE ${name} TO ${login}`);
    const said = () =>
      query(
        database.ownerUrl,
        `SELECT current_setting('work_mem') AS memory, current_setting('search_path') AS path, encoding, datcollate,
           array(SELECT acl::text FROM unnest(datacl) AS acl ORDER BY 1) AS rights
         FROM pg_database WHERE datname = current_database()`,
      );
    const before = await said();

    await tryRestore();

    expect(await said()).toEqual(before);
  });
});
