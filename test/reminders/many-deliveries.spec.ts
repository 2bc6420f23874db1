import { DataSource } from 'typeorm';
import { expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { eventSchemas } from '../../apps/server/src/event-schemas.ts';
import { recordClaims } from '../../apps/server/src/reminders/record-claims.ts';
import { freshDatabase } from '../support/database.ts';

const KEPT = 20_000;

it('the log is told of a claim without a look at all that was ever delivered', async () => {
  const { url, ownerUrl, drop } = await freshDatabase();
  // One connection: what it has read is counted when it says so itself.
  const options = { type: 'postgres', url: ownerUrl, installExtensions: false, extra: { max: 1 } } as const;
  const database = await new DataSource(options).initialize();
  const log = new EventLog(url, eventSchemas);
  const readByScans = async () => {
    await database.query('SELECT pg_stat_force_next_flush()');
    const [row] = await database.query(`SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'delivery'`);
    return Number(row.seq_tup_read);
  };
  try {
    await database.query(
      `INSERT INTO delivery (id, claim_id, claimed_at, task_id, rule, due_version, day, about, outcome, claim_recorded, outcome_recorded)
       SELECT gen_random_uuid(), md5((i / 100)::text)::uuid, '2022-12-26T01:00:00Z', gen_random_uuid(), 'late', 1, '2022-12-26', '{}', 'nobody', i >= 100, true
       FROM generate_series(0, ${KEPT - 1}) AS i`,
    );
    await database.query('ANALYZE delivery');
    const before = await readByScans();

    await recordClaims(database, log, 'Asia/Shanghai');

    expect(await readByScans()).toBe(before);
    const [told] = await log.readAll(0, 2);
    expect(told?.event).toHaveProperty('steps.length', 100);
    expect(await database.query('SELECT FROM delivery WHERE NOT claim_recorded')).toEqual([]);
  } finally {
    await log.close();
    await database.destroy();
    await drop();
  }
});
