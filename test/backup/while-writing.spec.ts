import { randomUUID } from 'node:crypto';
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
