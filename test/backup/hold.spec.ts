import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CommandAnswer, Health, HoldAnswer, SystemStatus } from '#libs/contracts';
import { digest, generatePrivateKey } from '#libs/crypto';
import { rebuildProjection } from '#libs/event-store';
import type { Viewer } from '../../apps/server/src/access/viewer.ts';
import { KeptStates } from '../../apps/server/src/commands/kept-states.ts';
import { GetHold } from '../../apps/server/src/delivery/get-hold.ts';
import { ListDeliveries } from '../../apps/server/src/delivery/list-deliveries.ts';
import { ReleaseMessages } from '../../apps/server/src/delivery/release-messages.ts';
import { backUp } from '../../apps/server/src/operations/backup/back-up.ts';
import { restore } from '../../apps/server/src/operations/backup/restore.ts';
import { asOwner } from '../../apps/server/src/operations/owner.ts';
import { fileDeposit } from '../../apps/server/src/seal/deposit.ts';
import { Sealer } from '../../apps/server/src/seal/sealer.ts';
import { ids } from '../reminders/support/office.ts';
import { MailServer } from '../reminders/support/smtp.ts';
import { clerkViewer } from '../reminders/support/viewers.ts';
import { assigned, newTask, signedFor, World } from '../reminders/support/world.ts';
import { cloneOf } from '../support/database.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';
import { begun, newFolder, query, target } from './support/kept.ts';

let folder: Awaited<ReturnType<typeof newFolder>>;
let smtp: MailServer;
let restored: Awaited<ReturnType<typeof target>>;
const file = () => folder.at('at-nine.backup');

/**
 * A town of three tasks. One was warned of and the mail went out; then the backup was made, at nine in the morning of the
 * 4th; then the two others were warned of and those mails went out, which the backup cannot know.
 */
beforeAll(async () => {
  [folder, smtp] = [await newFolder(), await MailServer.start()];
  const world = await World.open({ smtpUrl: smtp.url });
  await begun(world.config.databaseOwnerUrl);
  const at = world.at('2022-10-26', '10:00');
  for (const [due, unit] of [['2022-11-10'], ['2022-11-11'], ['2022-11-11', ids.roads]])
    await world.task(newTask(), assigned(at, due ?? null, '2022-10-27', unit), signedFor(at));
  await world.moveTo('2022-11-03');
  await world.sweep();
  await until(() => smtp.mails.length === 1);
  await world.moveTo('2022-11-04');
  await until(
    async () => (await world.sql(`SELECT FROM delivery WHERE outcome = 'sent' AND channel = 'email'`)).length === 1,
  );
  await backUp(world.config.databaseOwnerUrl, file());
  await world.sweep();
  await until(() => smtp.mails.length === 3);
  await world.close();
  restored = await target();
  await restore({ file: file(), replace: false, settings: restored.settings });
});
afterAll(async () => {
  await restored?.drop();
  await smtp?.down();
  await folder?.remove();
});

let world: World;
beforeEach(async () => {
  smtp.mails.length = 0;
  world = await World.on(await cloneOf(restored), { smtpUrl: smtp.url });
  return () => world.close();
});

const auditor: Viewer = { ...clerkViewer(), personId: ids.head, roles: ['auditor'], isOffice: false };
const release = (body: ReleaseMessages['release'], key = `${Math.random()}`, viewer = auditor, where = world) =>
  where.commands.execute(
    new ReleaseMessages(
      { viewer, key, bodyHash: digest(JSON.stringify(body)), correlationId: key, ifMatch: null },
      body,
    ),
  );
const hold = async () => (await world.queries.execute(new GetHold())).hold;
const mailed = async () =>
  (await world.queries.execute(new ListDeliveries(clerkViewer(), { limit: 50, channel: 'email' }))).items;
const statuses = async () => (await mailed()).map(({ day, status }) => `${day} ${status}`).sort();
/** A mail that was on its way would be there by the end of it. */
const silence = async () => {
  for (let i = 0; i < 3; i++) {
    await world.sweep();
    await pause(50);
  }
  expect(smtp.mails).toEqual([]);
};

describe('after a restore', () => {
  it('nothing is sent again, the inbox goes on, and everybody can see why', async () => {
    await world.sweep();

    await silence();
    expect(await statuses()).toEqual(['2022-11-03 sent', '2022-11-04 held', '2022-11-04 held']);
    expect(await world.told()).toContain('2022-11-04 due-7d liaison');
    const state = HoldAnswer.parse({ hold: await hold() });
    expect(state.hold).toMatchObject({ reason: 'restored', waiting: 2, maybeSent: 2, sealedHead: null });
    expect(await world.events('SendingHeld')).toMatchObject([{ holdId: state.hold?.id, reason: 'restored' }]);
  });

  it('a second start holds on and tells the log nothing new', async () => {
    await world.another({ roles: ['delivery'] });

    await silence();
    expect(await world.events('SendingHeld')).toHaveLength(1);
  });

  it('what was due before goes out when an auditor says so, once', async () => {
    await world.sweep();

    const first = await release({ decision: 'send' }, 'the same key');
    const second = await release({ decision: 'send' }, 'the same key');

    expect(second).toEqual(first);
    await until(() => smtp.mails.length === 2);
    expect(await hold()).toBeNull();
    expect(await world.events('MessagesReleased')).toMatchObject([{ by: auditor.personId, decision: 'send' }]);
  });

  it('what was due before never goes out when an auditor says that it was sent, and all that comes later does', async () => {
    await world.sweep();

    await release({ decision: 'drop' });

    await silence();
    expect(await statuses()).toEqual(['2022-11-03 sent', '2022-11-04 dropped', '2022-11-04 dropped']);
    await world.moveTo('2022-11-07');
    await world.sweep();
    await until(() => smtp.mails.length > 0);
  });

  it('an auditor who is faster than the claim is obeyed all the same', async () => {
    await release({ decision: 'drop' });

    await silence();
    expect(await statuses()).toEqual(['2022-11-03 sent', '2022-11-04 dropped', '2022-11-04 dropped']);
  });

  it('an auditor may decide on each message, and what is decided stays so when the hold ends', async () => {
    await world.sweep();
    const [one, other] = (await mailed())
      .filter(({ status }) => status === 'held')
      .map(({ messageId }) => messageId ?? '');
    if (!one || !other) throw new Error('Two messages are held');

    await release({ decision: 'send', messageIds: [one] });
    await until(() => smtp.mails.length === 1);
    await release({ decision: 'drop', messageIds: [other] });

    expect(await statuses()).toEqual(['2022-11-03 sent', '2022-11-04 dropped', '2022-11-04 sent']);
    expect(await hold()).toMatchObject({ waiting: 0 });
    await expect(release({ decision: 'send', messageIds: [other] })).rejects.toMatchObject({
      code: 'hold.message-not-held',
    });
    await release({ decision: 'send' });
    await world.sweep();
    expect(smtp.mails).toHaveLength(1);
    await expect(release({ decision: 'send' })).rejects.toMatchObject({ code: 'hold.none' });
  });

  it('what an auditor has decided is kept also when the kept states are made anew from the log', async () => {
    await release({ decision: 'send' });
    const kept = () => world.sql(`SELECT version, body FROM stream_state WHERE decider = 'sending-hold'`);
    const before = await kept();

    const { databaseOwnerUrl } = world.config;
    await asOwner({ databaseOwnerUrl }, (owner) => rebuildProjection(owner, new KeptStates(), world.log.schemas));

    expect(before).toMatchObject([{ body: { ended: true } }]);
    expect(await kept()).toEqual(before);
  });

  it('nobody but an auditor decides', async () => {
    await expect(release({ decision: 'send' }, 'key', clerkViewer())).rejects.toMatchObject({ code: 'access.denied' });
    await silence();
  });
});

describe('a database that was put back by other means', () => {
  it('is found out by the newest seal outside, once, and holds until an auditor has decided', async () => {
    const sealFile = folder.at('seals.txt');
    const town = await World.open({ smtpUrl: smtp.url, sealFile });
    onTestFinished(() => town.close());
    const deposit = fileDeposit(sealFile, { setting: 'SEAL_FILE', makeDirectory: false });
    const sealer = new Sealer(town.database, { privateKey: generatePrivateKey(), depositFor: () => deposit });
    await sealer.turn();
    await town.another();
    const stateOf = async () => (await town.queries.execute(new GetHold())).hold;
    expect(await stateOf()).toBeNull();
    const sealedHead = await town.log.head();
    await query(
      town.config.databaseOwnerUrl,
      `ALTER TABLE event DISABLE TRIGGER event_is_for_ever; DELETE FROM event WHERE position > ${sealedHead - 5}`,
    );

    await town.another();

    expect(await stateOf()).toMatchObject({ reason: 'behind', head: sealedHead - 5, sealedHead });
    await release({ decision: 'send' }, 'key', auditor, town);
    await town.another();
    expect(await town.log.head()).toBeLessThan(sealedHead);
    expect(await stateOf()).toBeNull();
    expect(await town.events('SendingHeld')).toMatchObject([{ reason: 'behind', sealedHead }]);
  });
});

describe('the API after a restore', () => {
  it('says that sending is held, until the auditor has decided', async () => {
    const [before, database] = [await Office.open(), await target()];
    await backUp(before.app.server.config.databaseOwnerUrl, folder.at('office.backup'));
    await before.close();
    await restore({ file: folder.at('office.backup'), replace: false, settings: database.settings });
    const office = await Office.open({}, undefined, database);
    onTestFinished(() => office.close());
    const held = async () => {
      const { sendingHeld } = (await office.app.stranger.get('/api/v1/status')).as(SystemStatus);
      const { checks } = (await office.app.stranger.get('/health/ready')).as(Health);
      return { sendingHeld, health: checks.sending?.status ?? null };
    };

    expect(await held()).toEqual({ sendingHeld: true, health: 'down' });
    expect((await office.clerk.get('/api/v1/hold')).as(HoldAnswer).hold).toMatchObject({ reason: 'restored' });
    (await office.auditor.post('/api/v1/hold/release', { decision: 'send' })).as(CommandAnswer);

    expect(await held()).toEqual({ sendingHeld: false, health: null });
    expect((await office.auditor.post('/api/v1/hold/release', { decision: 'drop' })).outcome).toBe('409 hold.none');
  });
});
