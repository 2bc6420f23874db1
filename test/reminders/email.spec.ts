import { afterEach, expect, it } from 'vitest';
import { ListDeliveries } from '../../apps/server/src/delivery/list-deliveries.ts';
import { ListInbox } from '../../apps/server/src/delivery/list-inbox.ts';
import { until } from '../support/until.ts';
import { onEachBackend, wipeQueues } from './support/backends.ts';
import { ids } from './support/office.ts';
import { headerOf, MailServer } from './support/smtp.ts';
import { clerkViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, type World } from './support/world.ts';

const servers: MailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.down();
});
async function mailServer(): Promise<MailServer> {
  const server = await MailServer.start();
  servers.push(server);
  return server;
}

/** A task of the water bureau that is due on 2022-11-11, seven days from the day to which time has moved. */
async function dueSoon(world: World): Promise<void> {
  const at = world.at('2022-10-26', '10:00');
  await world.task(newTask(), assigned(at, '2022-11-11'), signedFor(at));
  await world.moveTo('2022-11-04');
}

/** Real time goes on until the next try is due, and the sweep comes by. */
async function nextTry(world: World): Promise<void> {
  await world.sql(`UPDATE delivery SET next_try_at = clock_timestamp() WHERE outcome = 'pending'`);
  await world.sweep();
}

const outcomes = (world: World) =>
  world.sql(`SELECT outcome, attempt FROM delivery WHERE channel = 'email' ORDER BY id`);
const settled = (world: World) =>
  until(async () => {
    const rows = await outcomes(world);
    return rows.length > 0 && rows.every(({ outcome }) => outcome !== 'pending') && rows;
  });
const triedOnce = (world: World, attempt: number) =>
  until(async () => {
    const rows = await world.sql(
      `SELECT FROM delivery WHERE attempt = $1 AND lease_until IS NULL AND failure IS NOT NULL`,
      [attempt],
    );
    return rows.length > 0;
  });

await onEachBackend('reminders by e-mail', (open) => {
  it('one claim is one mail to a person, in their language, as text and as HTML', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url });
    const at = world.at('2022-10-26', '10:00');
    for (let i = 0; i < 2; i++) await world.task(newTask(), assigned(at, '2022-11-11'), signedFor(at));
    await world.task(newTask(), assigned(at, '2022-11-03'), signedFor(at));
    await world.moveTo('2022-11-04');

    await world.sweep();
    await settled(world);

    const [water, clerk] = smtp.mails.toSorted((a, b) => (a.to?.[0]?.name === 'Water Liaison' ? -1 : 1));
    expect(smtp.mails).toHaveLength(2);
    expect(water?.to).toEqual([{ name: 'Water Liaison', address: 'water@town.example' }]);
    expect(water?.subject).toBe('Duban reminders (3): 督〔2022〕1号-01 修好南渠');
    expect(water?.text).toContain('1 d late, was due Thu 3 Nov 2022 · Rule: Late: every working day');
    expect(water?.text).toContain('7 d left, due Fri 11 Nov 2022 · Rule: Seven days before');
    expect(water?.html).toContain('<li><strong>督〔2022〕1号-01 修好南渠</strong><br>7 d left');
    expect(clerk?.subject).toBe('督办提醒（1 项）：督〔2022〕1号-01 修好南渠');
    expect(clerk?.text).toContain('逾期 1 天，2022年11月3日 周四到期 · 规则：逾期后每个工作日，报督查室');
    expect(headerOf(water, 'auto-submitted')).toBe('auto-generated');
    expect(headerOf(water, 'x-duban-possible-repeat')).toBeUndefined();
    const told = await until(async () => {
      const events = await world.events('MessageDelivered');
      return events.length === 2 && events;
    });
    expect(told).toContainEqual(expect.objectContaining({ personId: ids.liaison, channel: 'email', attempt: 1 }));
  });

  it('a mail server that is away loses nothing: the mail comes once when it is back, under its first id', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url });
    await dueSoon(world);
    await smtp.down();

    await world.sweep();
    await triedOnce(world, 1);
    const [row] = await world.sql<{ message_id: string }>(`SELECT message_id FROM delivery WHERE channel = 'email'`);
    await smtp.up();
    await nextTry(world);

    expect(await settled(world)).toEqual([{ outcome: 'sent', attempt: 2 }]);
    expect(smtp.mails.map(({ messageId }) => messageId)).toEqual([`<${row?.message_id}@localhost>`]);
    expect(headerOf(smtp.mails[0], 'x-duban-possible-repeat')).toBe('attempt 2');
  });

  it('a mail that was taken without an answer is sent again under the same id, and says that it may be a repeat', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url });
    await dueSoon(world);
    smtp.breakAfterNext = true;

    await world.sweep();
    await triedOnce(world, 1);
    await nextTry(world);
    await settled(world);

    const [first, second] = smtp.mails;
    expect(second?.messageId).toBe(first?.messageId);
    expect(headerOf(second, 'x-duban-possible-repeat')).toBe('attempt 2');
    expect(second?.text).toContain('you may receive this message twice');
  });

  it('a mailbox that does not exist is given up at once: the office is alerted, and the page of deliveries shows it', async () => {
    const smtp = await mailServer();
    smtp.refused.add('water@town.example');
    const world = await open({ smtpUrl: smtp.url });
    await dueSoon(world);

    await world.sweep();

    expect(await settled(world)).toEqual([{ outcome: 'dead', attempt: 1 }]);
    const dead = await until(async () => (await world.events('MessageDead'))[0]);
    expect(dead).toMatchObject({ personId: ids.liaison, channel: 'email', attempts: 1 });
    expect(JSON.stringify(dead)).not.toContain('water@town.example');
    const viewer = clerkViewer();
    const deliveries = await world.queries.execute(new ListDeliveries(viewer, { limit: 10, channel: 'email' }));
    expect(deliveries.items).toMatchObject([
      {
        status: 'dead',
        attempts: 1,
        person: { name: 'Water Liaison' },
        error: expect.stringContaining('no such mailbox'),
      },
    ]);
    const inbox = await world.queries.execute(new ListInbox(viewer, { limit: 10 }));
    expect(inbox.items).toMatchObject([
      {
        rule: 'message-dead',
        taskId: null,
        subject: '消息未能送达：Water Liaison',
        body: expect.stringMatching(/^通过邮件发给 Water Liaison .*督〔2022〕1号-01/),
      },
    ]);
    await nextTry(world);
    expect(smtp.mails).toEqual([]);
  });

  it('an address that would reach other mailboxes too is never sent to', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url });
    await world.sql('UPDATE person SET email = $2 WHERE id = $1', [
      ids.liaison,
      'water@town.example\r\nBcc: all@town.example',
    ]);
    await dueSoon(world);

    await world.sweep();

    expect(await settled(world)).toEqual([{ outcome: 'dead', attempt: 1 }]);
    expect(await world.sql(`SELECT failure FROM delivery WHERE channel = 'email'`)).toEqual([
      { failure: 'address-invalid' },
    ]);
    expect(smtp.mails).toEqual([]);
  });

  it('after the eighth try in vain a message is given up', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url });
    await dueSoon(world);
    await smtp.down();
    await world.sweep();
    await triedOnce(world, 1);
    await world.sql(`UPDATE delivery SET attempt = 7 WHERE outcome = 'pending'`);

    await nextTry(world);

    expect(await settled(world)).toEqual([{ outcome: 'dead', attempt: 8 }]);
  });

  it('a worker that was killed while sending is followed by another when its lease is over, and not before', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url, roles: ['projections'] });
    await dueSoon(world);
    await world.sweep();
    await world.sql(
      `UPDATE delivery SET attempt = 1, lease_until = clock_timestamp() + interval '1 hour' WHERE channel = 'email'`,
    );
    const other = await world.another({ roles: ['delivery'] });
    await other.sweep();
    expect(await outcomes(world)).toEqual([{ outcome: 'pending', attempt: 1 }]);

    await world.sql(
      `UPDATE delivery SET lease_until = clock_timestamp() - interval '1 second' WHERE channel = 'email'`,
    );
    await other.sweep();

    expect(await settled(world)).toEqual([{ outcome: 'sent', attempt: 2 }]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('a queue that was wiped costs nothing but the time to the next sweep', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url, roles: ['projections'] });
    await dueSoon(world);
    await world.sweep();
    await wipeQueues(world);
    const other = await world.another({ roles: ['delivery'] });

    await other.sweep();

    expect(await settled(world)).toEqual([{ outcome: 'sent', attempt: 1 }]);
    expect(smtp.mails).toHaveLength(1);
  });

  it('a crash between sending and telling the log is made good once', async () => {
    const smtp = await mailServer();
    const world = await open({ smtpUrl: smtp.url });
    await dueSoon(world);
    await world.sweep();
    await settled(world);
    await until(async () => (await world.events('MessageDelivered')).length === 1);
    await world.sql(`UPDATE delivery SET outcome_recorded = false WHERE channel = 'email'`);

    await world.sweep();
    await world.sweep();

    expect(await world.events('MessageDelivered')).toHaveLength(1);
    expect(await world.sql(`SELECT FROM delivery WHERE NOT outcome_recorded`)).toEqual([]);
  });

  it('without SMTP_URL there is no delivery by e-mail', async () => {
    const world = await open();
    await dueSoon(world);

    await world.sweep();

    expect(await world.told()).toEqual(['2022-11-04 due-7d liaison']);
  });
});
