import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { MortalServer } from '../chaos/mortal-server.ts';
import { MailServer } from '../reminders/support/smtp.ts';
import { assigned, newTask, signedFor, World } from '../reminders/support/world.ts';
import { describeWith } from '../support/servers.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

const PATIENTLY = { withinMs: 40_000 };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that reminds and delivers on the world's database, on a machine whose clock is wrong by so much. */
async function serverWhoseClockIs(skew: string, { config }: World, smtpUrl: string): Promise<MortalServer> {
  // Not `faketime node …`: that would stay in between, and signals would end it instead of the server.
  const { stdout: library } = await run('faketime', ['-f', skew, 'printenv', 'LD_PRELOAD']);
  return MortalServer.start({
    ...{ LD_PRELOAD: library.trim(), FAKETIME: skew, FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' },
    ...{ DATABASE_URL: config.databaseUrl, DATABASE_OWNER_URL: config.databaseOwnerUrl, SMTP_URL: smtpUrl },
    ...{ ROLES: 'reminders,delivery', SWEEP_INTERVAL_MS: '100' },
  });
}

await describeWith('faketime', 'a server whose clock is an hour', () => {
  beforeAll(async () => {
    await run(process.execPath, ['apps/cli/bin/build.mjs'], { cwd: ROOT });
  }, 300_000);

  it.each([
    ['ahead', '+1h'],
    ['behind', '-1h'],
  ])(
    '%s reminds and sends when it is time, not before, and takes nothing from others',
    { timeout: 120_000 },
    async (_, skew) => {
      const smtp = await MailServer.start();
      closing.push(() => smtp.down());
      const world = await World.open({ smtpUrl: smtp.url, roles: ['projections'] });
      closing.push(() => world.close());
      const at = world.at('2022-10-26', '10:00');
      const [later, leased, dueSince, dueInHalfAnHour] = [newTask(), newTask(), newTask(), newTask()];
      await world.moveTo('2022-11-04', '08:30');
      // Two mails that another server has: one that it will try again in half an hour, one that it is sending right now.
      for (const task of [later, leased]) await world.task(task, assigned(at, '2022-11-10'), signedFor(at));
      await world.sweep();
      await world.sql(
        `UPDATE delivery SET attempt = 1, next_try_at = clock_timestamp() + CASE WHEN task_id = $1 THEN interval '30 minutes' ELSE '0' END,
           lease_until = CASE WHEN task_id = $2 THEN clock_timestamp() + interval '30 minutes' END, message_id = task_id
         WHERE channel = 'email'`,
        [later, leased],
      );
      await world.task(dueSince, assigned(at, '2022-11-10'), signedFor(at));
      await world.task(dueInHalfAnHour, assigned(at, '2022-11-11'), signedFor(at));
      const mails = (task: string) =>
        world.sql(`SELECT outcome, attempt FROM delivery WHERE task_id = $1 AND channel = 'email'`, [task]);
      const sent = async (task: string) => {
        const rows = await mails(task);
        return rows.length > 0 && rows.every(({ outcome }) => outcome === 'sent') && rows;
      };

      const server = await serverWhoseClockIs(skew, world, smtp.url);
      closing.push(() => server.stop());

      await until(() => sent(dueSince), PATIENTLY);
      expect(await world.sql('SELECT FROM delivery WHERE task_id = $1', [dueInHalfAnHour])).toEqual([]);

      await world.moveTo('2022-11-04', '09:00');
      expect(await until(() => sent(dueInHalfAnHour), PATIENTLY)).toEqual([{ outcome: 'sent', attempt: 1 }]);
      for (const task of [later, leased]) expect(await mails(task)).toEqual([{ outcome: 'pending', attempt: 1 }]);
      expect(smtp.mails).toHaveLength(2);
      await until(async () => (await world.events('MessageDelivered')).length === 2, PATIENTLY);
      const told = (await world.events('MessageDelivered')).map((event) => Date.parse(event.at));
      const now = Date.parse(world.at('2022-11-04', '09:00'));
      for (const instant of told) expect(Math.abs(instant - now)).toBeLessThan(45 * 60_000);
    },
  );
});
