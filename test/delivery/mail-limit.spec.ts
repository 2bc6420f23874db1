import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { email } from '../../apps/server/src/delivery/email.ts';
import { mayTakeTurn } from '../../apps/server/src/delivery/send-turns.ts';
import { ids } from '../reminders/support/office.ts';
import { World } from '../reminders/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ roles: [] });
});
afterAll(() => world.close());

describe('mail', () => {
  it('goes out so many a minute, to all people together; the others wait without counting a try', async () => {
    const messages = await world.sql<{ id: string }>(
      `INSERT INTO delivery (id, claim_id, claimed_at, task_id, rule, due_version, day, about, person_id, channel, message_id,
         outcome, next_try_at, claim_recorded)
       SELECT gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(), 'late', 1, '2022-11-04', '{}', person, 'email',
         gen_random_uuid(), 'pending', clock_timestamp(), true
       FROM unnest($1::uuid[]) AS person RETURNING message_id AS id`,
      [[ids.liaison, ids.clerk, ids.head]],
    );
    const settings = { smtpUrl: 'smtp://127.0.0.1:1', from: 'Duban <duban@localhost>', publicUrl: null };
    const turns: boolean[] = [];
    for (const { id } of messages)
      turns.push(await mayTakeTurn(world.database, id, [email({ ...settings, perMinute: 2 })]));

    expect(turns).toEqual([true, true, false]);
    const waiting = await world.sql(
      `SELECT message_id AS id, attempt FROM delivery WHERE next_try_at > clock_timestamp() + interval '30 seconds'`,
    );
    expect(waiting).toEqual([{ id: messages[2]?.id, attempt: 0 }]);
    expect(await mayTakeTurn(world.database, messages[1]?.id ?? '', [email(settings)])).toBe(true);
  });
});
