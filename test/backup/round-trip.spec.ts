import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CommandAnswer, EvidenceFile, TaskDetail } from '#libs/contracts';
import { backUp } from '../../apps/server/src/operations/backup/back-up.ts';
import { readBackup } from '../../apps/server/src/operations/backup/read-backup.ts';
import { restore } from '../../apps/server/src/operations/backup/restore.ts';
import { TestApp } from '../support/app.ts';
import { formWith } from '../support/form.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';
import { databasesLike, newFolder, query, rowsIn, target } from './support/kept.ts';

let office: Office;
let taskId: string;
let folder: Awaited<ReturnType<typeof newFolder>>;
const file = () => folder.at('office.backup');

beforeAll(async () => {
  folder = await newFolder();
  office = await Office.open({ ROLES: 'api,projections' }); // nothing changes by itself
  taskId = (await office.task({ signedFor: true })).id;
  const form = await formWith(Buffer.from('%PDF-1.7 \n\\.\n'), '整改照片.pdf');
  const path = `/api/v1/tasks/${taskId}/files`;
  const added = await office.liaison.post(path, form.body, { headers: form.headers });
  const fileIds = [added.as(EvidenceFile).id];
  const report = { fileIds, percent: 40, text: '已排查\t三处隐患 \\n \\. \n\\.\n 👍' };
  expect((await office.liaison.post(`/api/v1/tasks/${taskId}/report-progress`, report)).status).toBe(200);
  await until(projected);
  await backUp(office.app.server.config.databaseOwnerUrl, file());
});

async function projected(): Promise<boolean> {
  const behind = 'SELECT FROM checkpoint WHERE position < (SELECT max(position) FROM event)';
  return (await query(office.app.server.config.databaseOwnerUrl, behind)).length === 0;
}
afterAll(async () => {
  await office?.close();
  await folder?.remove();
});

async function newTarget() {
  const database = await target();
  onTestFinished(() => database.drop());
  return database;
}

describe('a backup', () => {
  it('made while the server runs says where it stands, and can be read by its owner alone', async () => {
    const { header, tables } = await readBackup(file());

    expect(header).toMatchObject({ format: 1, mode: 'demo', postgres: expect.stringMatching(/^18/) });
    const events = tables.find(({ table }) => table === 'event');
    expect(events?.rows).toBe(header.head);
    expect(header.head).toBeGreaterThan(10);
    expect((await stat(file())).mode & 0o077).toBe(0);
    expect(existsSync(`${file()}.partial`)).toBe(false);
  });

  it('has every table but those that are left out on purpose', async () => {
    const { tables } = await readBackup(file());

    const all = Object.keys(await rowsIn(office.app.server.config.databaseOwnerUrl));
    expect(tables.map(({ table }) => table).sort()).toEqual(all.sort());
  });

  it('does not overwrite a file', async () => {
    const taken = folder.at('taken');
    await writeFile(taken, 'something dear');

    await expect(backUp(office.app.server.config.databaseOwnerUrl, taken)).rejects.toThrow('exists already');

    expect((await stat(taken)).size).toBe('something dear'.length);
  });

  it('that fails leaves no file', async () => {
    const failed = folder.at('failed');

    await expect(backUp('postgres://nobody@127.0.0.1:1/none', failed)).rejects.toThrow();

    expect(existsSync(failed) || existsSync(`${failed}.partial`)).toBe(false);
  });
});

describe('a restore', () => {
  it('into an empty database gives back every row of every table', async () => {
    const database = await newTarget();

    const { kept, wrong } = await restore({ file: file(), replace: false, settings: database.settings });

    expect({ kept, wrong }).toEqual({ kept: null, wrong: [] });
    const [before, after] = [await rowsIn(office.app.server.config.databaseOwnerUrl), await rowsIn(database.ownerUrl)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before)) expect({ [table]: after[table] }).toEqual({ [table]: rows });
    expect(await databasesLike(database.ownerUrl)).toHaveLength(1);
  });

  it('gives back keys, indexes and triggers as the migrations made them', async () => {
    const database = await newTarget();
    await restore({ file: file(), replace: false, settings: database.settings });

    const shape = (url: string) =>
      query(
        url,
        `SELECT indexdef AS said FROM pg_indexes WHERE schemaname = 'public'
         UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
           FROM pg_constraint WHERE connamespace = 'public'::regnamespace
         UNION ALL SELECT format('%s %s', pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal
         ORDER BY 1`,
      );
    expect(await shape(database.ownerUrl)).toEqual(await shape(office.app.server.config.databaseOwnerUrl));
  });

  it('is followed by a server that goes on where the backup stood', async () => {
    const database = await newTarget();
    await restore({ file: file(), replace: false, settings: database.settings });
    const app = await TestApp.start({}, undefined, database);
    onTestFinished(() => app.stop());

    const liaison = await app.signIn('liaison');
    const report = { percent: 80, text: '整改完毕' };
    const answer = await liaison.post(`/api/v1/tasks/${taskId}/report-progress`, report);
    const { position } = answer.as(CommandAnswer);

    const task = (await liaison.get(`/api/v1/tasks/${taskId}?after=${position}`)).as(TaskDetail);
    expect(task.percent).toBe(80);
    // The first event after the backup says that sending is held.
    expect(position).toBe((await readBackup(file())).header.head + 2);
  });

  it('names a projection that was not what the log says when the backup was made', async () => {
    const database = await newTarget();
    await restore({ file: file(), replace: false, settings: database.settings });
    await query(database.ownerUrl, `UPDATE task_row SET title = 'another' WHERE valid_to IS NULL`);
    await backUp(database.ownerUrl, folder.at('wrong.backup'));

    const again = { file: folder.at('wrong.backup'), replace: true, settings: database.settings };
    expect((await restore(again)).wrong).toEqual(['tasks']);
  });
});
