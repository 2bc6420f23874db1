import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { EventLog } from '#libs/event-store';
import { contractSchemas, meta, noted } from '#libs/event-store/testing';
import { backUp } from '../../apps/server/src/operations/backup/back-up.ts';
import { restore } from '../../apps/server/src/operations/backup/restore.ts';
import { until } from '../support/until.ts';
import { begun, newFolder, query, target } from './support/kept.ts';

it('a backup while commands go on is the log up to one position, with all that was written in the same commits', async () => {
  const [folder, source, copy] = [await newFolder(), await target(), await target()];
  onTestFinished(async () => {
    for (const database of [source, copy]) await database.drop();
    await folder.remove();
  });
  await begun(source.ownerUrl);
  const log = new EventLog(source.url, contractSchemas);
  let writing = true;
  const write = async () => {
    const streamId = randomUUID();
    for (let version = 0; writing; version++) {
      await log.append({
        streams: [
          {
            streamId,
            expectedVersion: version,
            events: [noted('x'.repeat(500))],
            state: { decider: 'd', shape: 1, body: {} },
          },
        ],
        meta,
        receipt: { actor: streamId, key: `${version}`, bodyHash: '', status: 200, answer: null },
      });
    }
  };
  const writers = Array.from({ length: 4 }, write);
  const headBefore = await until(async () => (await log.head()) > 200 && log.head());

  const { header } = await backUp(source.ownerUrl, folder.at('busy'));

  const headAfter = await log.head();
  writing = false;
  await Promise.all(writers);
  await log.close();
  expect(header.head).toBeGreaterThanOrEqual(headBefore);
  expect(header.head).toBeLessThan(headAfter);
  await restore({ file: folder.at('busy'), replace: false, settings: copy.settings });
  const events = `SELECT position, stream_id, version FROM event WHERE position <= ${header.head} ORDER BY position`;
  expect(await query(copy.ownerUrl, 'SELECT position, stream_id, version FROM event ORDER BY position')).toEqual(
    await query(source.ownerUrl, events),
  );
  expect(
    await query(
      copy.ownerUrl,
      `SELECT (SELECT count(*) FROM event)::int AS events, (SELECT count(*) FROM receipt)::int AS receipts,
         (SELECT sum(version) FROM stream_state)::int AS versions, (SELECT max(position) FROM receipt)::int AS newest`,
    ),
  ).toEqual([{ events: header.head, receipts: header.head, versions: header.head, newest: header.head }]);
});

it('a backup during which a table is replaced, as at the end of a rebuild, has its rows all the same', async () => {
  const [folder, source] = [await newFolder(), await target()];
  const other = new Client({ connectionString: source.ownerUrl });
  await other.connect();
  onTestFinished(async () => {
    await other.end();
    await source.drop();
    await folder.remove();
  });
  await begun(source.ownerUrl);
  const unit = `INSERT INTO unit_row (id, kind, name) VALUES (gen_random_uuid(), 'unit', '{}')`;
  await query(source.ownerUrl, unit);

  // The backup comes as far as this table, and to `unit_row` only when that is another one.
  await other.query('BEGIN; LOCK TABLE seal IN ACCESS EXCLUSIVE MODE');
  const backup = backUp(source.ownerUrl, folder.at('replaced'));
  await until(() => waitsForSeal(source.ownerUrl));
  await query(
    source.ownerUrl,
    `BEGIN; DROP TABLE unit_row; CREATE TABLE unit_row (id uuid PRIMARY KEY, kind text, name jsonb); ${unit}; COMMIT`,
  );
  await other.query('COMMIT');

  const { tables } = await backup;
  expect(tables.find(({ table }) => table === 'unit_row')).toMatchObject({ rows: 1, columns: ['id', 'kind', 'name'] });
});

async function waitsForSeal(ownerUrl: string): Promise<boolean> {
  const rows = await query(ownerUrl, `SELECT FROM pg_locks WHERE relation = 'seal'::regclass AND NOT granted`);
  return rows.length > 0;
}
