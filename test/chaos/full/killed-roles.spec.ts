import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { readConfig } from '../../../apps/server/src/config.ts';
import { eventSchemas } from '../../../apps/server/src/event-schemas.ts';
import { asOwner } from '../../../apps/server/src/operations/owner.ts';
import { projectionsOf, verify } from '../../../apps/server/src/operations/projections.ts';
import { describeWith } from '../../support/servers.ts';
import { seed } from '../random.ts';
import { Aftermath } from '../support/aftermath.ts';
import { entitled, type Sendings, tooManyCopies } from '../support/copies.ts';
import { type Ordeal, undergo } from '../support/ordeal.ts';
import { triesOf } from '../support/tries.ts';

/** `CHAOS_KILLS` and `CHAOS_SECONDS`: whichever comes first ends the killing. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 200);
const SECONDS = Number(process.env.CHAOS_SECONDS ?? 170);
const PATIENCE_MS = (SECONDS + 300) * 1000;

function tests(queue: 'postgres' | 'redis'): void {
  let ordeal: Ordeal;
  let aftermath: Aftermath;
  let sendings: Omit<Sendings, 'copies'>;

  beforeAll(async () => {
    ordeal = await undergo({ queue, kills: KILLS, seconds: SECONDS });
    aftermath = await Aftermath.of(ordeal.ownerUrl);
    const { figures, office, webhooks } = ordeal;
    const { killedAt, ended } = ordeal;
    sendings = { killedAt, ended, tries: await triesOf(ordeal.ownerUrl) };
    const made = [...sendings.tries.values()];
    const told = {
      ...{ ...(await aftermath.counts()), answered: office.answers.size, extraCopies: webhooks.extraCopies },
      entitledCopies: made.reduce((sum, tries) => sum + entitled(tries, killedAt), 0),
      triesUnended: made.flat().filter(({ became }) => became === null).length,
    };
    process.stdout.write(`CHAOS_SEED=${seed} ${queue}: ${JSON.stringify({ ...figures, ...told })}\n`);
  }, PATIENCE_MS);
  afterAll(async () => {
    await aftermath?.close();
    await ordeal?.remove();
  });

  it('was really put through it, and nobody fell who was not killed', () => {
    const { figures } = ordeal;
    // How often follows from how fast the machine starts processes; the count is printed.
    expect(figures.kills).toBeGreaterThanOrEqual(Math.min(KILLS, 5));
    expect(figures.fell).toEqual([]);
    expect(ordeal.office.answers.size).toBeGreaterThan(SECONDS);
  });

  it('has settled: every projection is up with the log, and nothing waits that is due', async () => {
    expect(await aftermath.open()).toEqual({ behind: 0, unclaimed: 0, unsent: 0, untold: 0 });
  });

  it('refused nothing, and holds every command that was answered where it was said to be, once', async () => {
    expect(ordeal.office.refused).toEqual([]);
    expect(await aftermath.lostOrDoubled(ordeal.office.answers)).toEqual([]);
    expect(await aftermath.gaps()).toEqual([{ positions: 0, versions: 0 }]);
  });

  it('holds in every projection, row for row, what a replay of its log gives', async () => {
    const { url: databaseUrl, ownerUrl: databaseOwnerUrl } = ordeal;
    const log = new EventLog(databaseUrl, eventSchemas);
    await asOwner({ databaseOwnerUrl }, async (owner) => {
      for (const projection of projectionsOf(readConfig({}))) {
        const { differences, parked } = await verify(owner, log, projection);
        expect({ name: projection.name, differences, parked }).toMatchObject({ differences: [], parked: 0 });
      }
    });
    await log.close();
  });

  it('let nobody with a task miss its day, and told nobody too early', async () => {
    expect(await aftermath.unawares()).toEqual([]);
    expect(await aftermath.early()).toEqual([]);
    expect(ordeal.webhooks.early).toEqual([]);
  });

  it('wrote every alert once into the inbox, and told the log of every claim once', async () => {
    expect(await aftermath.notOnceInApp()).toEqual([]);
    expect(await aftermath.toldTwice()).toEqual([]);
  });

  it('sent every message to the webhooks, and a further copy only where its sender was killed or got no answer', async () => {
    const { webhooks } = ordeal;
    const messages = await aftermath.messages();
    const [sent, dead] = ['sent', 'dead'].map((outcome) => [...messages].filter(([, became]) => became === outcome));
    expect(dead).toEqual([]);
    expect(sent?.length).toBeGreaterThan(SECONDS / 5);
    expect(sent?.filter(([id]) => !webhooks.copies.has(id))).toEqual([]);
    expect(tooManyCopies({ ...sendings, copies: webhooks.copies })).toEqual([]);
  });

  it('sent all copies of a reminder under one id', () => {
    const under = [...ordeal.webhooks.idsOf].filter(([, ids]) => ids.size > 1);
    expect(under.map(([reminder, ids]) => [reminder, ...ids])).toEqual([]);
  });
}

const name = `api, projections, reminders and delivery, two of each, killed again and again (CHAOS_SEED=${seed})`;
describe(`${name}, with the queue in Postgres`, () => tests('postgres'));
await describeWith('redis', `${name}, with the queue in Redis`, () => tests('redis'));
