import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { backUp } from '../../apps/server/src/operations/backup/back-up.ts';
import { readBackup } from '../../apps/server/src/operations/backup/read-backup.ts';
import { restore } from '../../apps/server/src/operations/backup/restore.ts';
import { withDeployment } from '../../apps/server/src/operations/deployment.ts';
import { migrateAsOf, migrations } from '../../apps/server/src/operations/migrate.ts';
import { projectionsOf, rebuild, verify } from '../../apps/server/src/operations/projections.ts';
import { emptyDatabase } from '../support/database.ts';
import { Office } from '../support/office.ts';
import { OwnPostgres } from '../support/own-postgres.ts';
import { DEBIAN_POSTGRES_15, describeWith } from '../support/servers.ts';
import { newFolder, query, rowsIn, settingsOf, target } from './support/kept.ts';

const run = promisify(execFile);
let folder: Awaited<ReturnType<typeof newFolder>>;
beforeAll(async () => {
  folder = await newFolder();
});
afterAll(() => folder?.remove());

it('a backup of an older Duban is migrated after its rows are loaded', async () => {
  const [old, database] = [await emptyDatabase(), await target()];
  onTestFinished(async () => {
    await old.drop();
    await database.drop();
  });
  const all = (await migrations()).map(({ name }) => name);
  await migrateAsOf(old.ownerUrl, all.slice(0, 2));
  await query(old.ownerUrl, `INSERT INTO deployment (mode) VALUES ('demo')`);
  await query(old.ownerUrl, `INSERT INTO person (id, name, language) VALUES (gen_random_uuid(), '张三', 'zh')`);
  const { header } = await backUp(old.ownerUrl, folder.at('old'));
  expect(header.migrations).toEqual(all.slice(0, 2));

  await restore({ file: folder.at('old'), replace: false, settings: database.settings });

  expect(await query(database.ownerUrl, 'SELECT name FROM person')).toEqual([{ name: '张三' }]);
  expect(await query(database.ownerUrl, 'SELECT name FROM migration ORDER BY id')).toEqual(
    all.map((name) => ({ name })),
  );
  expect(await query(database.url, 'SELECT count(*)::int AS n FROM task_row')).toEqual([{ n: 0 }]);
});

await describeWith('postgres15', 'between PostgreSQL 18 and 15', () => {
  let office: Office;
  let debian: OwnPostgres;
  beforeAll(async () => {
    [office, debian] = await Promise.all([Office.open(), OwnPostgres.start({ version: 15 })]);
    await office.task({ signedFor: true });
  });
  afterAll(async () => {
    await office?.close();
    await debian?.remove();
  });

  it('a backup carries every row there and back', async () => {
    const { databaseOwnerUrl: source } = office.app.server.config;
    const [on15, on18] = [await debian.migratedDatabase(), await target()];
    onTestFinished(() => on18.drop());

    await backUp(source, folder.at('from-18'));
    await restore({ file: folder.at('from-18'), replace: false, settings: settingsOf(on15) });
    const there = await rowsIn(on15.ownerUrl);
    await backUp(on15.ownerUrl, folder.at('from-15'));
    await restore({ file: folder.at('from-15'), replace: false, settings: on18.settings });

    expect((await readBackup(folder.at('from-15'))).header.postgres).toMatch(/^15\./);
    const before = await rowsIn(source);
    for (const rows of [there, await rowsIn(on18.ownerUrl)])
      for (const [table, expected] of Object.entries(before))
        expect({ [table]: rows[table] }).toEqual({ [table]: expected });
  });

  it('pg_dump and pg_restore carry it too, and the log can be appended to, followed and rebuilt from there', async () => {
    const from = await debian.migratedDatabase();
    const other = await debian.migratedDatabase();
    await backUp(office.app.server.config.databaseOwnerUrl, folder.at('for-dump'));
    await restore({ file: folder.at('for-dump'), replace: false, settings: settingsOf(from) });

    await run(join(DEBIAN_POSTGRES_15, 'pg_dump'), ['-Fc', '-f', folder.at('dump'), from.ownerUrl]);
    await run(join(DEBIAN_POSTGRES_15, 'pg_restore'), [
      '--clean',
      '--if-exists',
      '-d',
      other.ownerUrl,
      folder.at('dump'),
    ]);

    expect(await rowsIn(other.ownerUrl)).toEqual(await rowsIn(from.ownerUrl));
    const dumped = await Office.open({}, undefined, { ...other, drop: async () => {} });
    onTestFinished(() => dumped.close());
    const { id } = await dumped.task({ signedFor: true });
    expect((await dumped.see(id)).status).toBe('signed-for');
    await withDeployment(async ({ config, database, log: dumpedLog }) => {
      for (const projection of projectionsOf(config)) {
        await rebuild(database, dumpedLog, projection);
        expect(await verify(database, dumpedLog, projection)).toMatchObject({ different: 0 });
      }
    }, dumped.app.server.config);
  });
});
