import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateAt } from '#libs/calendar';
import type { Delivery, MovedDates } from '#libs/contracts';
import { freshDatabase } from '../support/database.ts';
import { PUBLISHED_ON, planTheYear } from './support/year/deeds.ts';
import { Diary } from './support/year/diary.ts';
import { Town } from './support/year/town.ts';

const APPROVED = join(import.meta.dirname, 'year.txt');
const calendarOn = (day: string) => (day < PUBLISHED_ON ? 'cn-2025' : 'cn');

let diary: Diary;
let deliveries: Delivery[];
let moved: MovedDates['items'];

beforeAll(async () => {
  diary = await Diary.open(await freshDatabase(), {
    ...{ DEMO_START_AT: '2025-01-06T00:00:00Z', ROLES: 'api,projections,reminders,delivery' },
    ...{ WORKING_CALENDAR: 'cn-2025', SWEEP_INTERVAL_MS: '3600000' },
  });
  const town = new Town(diary);
  await town.settle();
  planTheYear(diary, town);
  const publication = 'the notice for 2026 is published; the office sees which dates would move';
  diary.on(`${PUBLISHED_ON} 08:00`, publication, async () => {
    await diary.restart({ WORKING_CALENDAR: 'cn' });
    moved = await town.movedDates();
  });
  diary.on(`${PUBLISHED_ON} 10:00`, '“survey” moves with the calendar, “stock” stays', async () => {
    await town.recompute('survey', 'move');
    await town.recompute('stock', 'keep');
  });
  await diary.live('2026-01-16T04:00:00.000Z');
  deliveries = await diary.deliveries();
}, 300_000);
afterAll(() => diary?.close());

describe('a year of a town', () => {
  it('sends what is approved, when it is approved, and nothing else; APPROVE=year approves what it sends now', async () => {
    const story = `${await diary.story(calendarOn)}\n`;
    if (process.env.APPROVE === 'year') await writeFile(APPROVED, story);
    expect(story).toBe(await readFile(APPROVED, 'utf8'));
  });

  it('tells nobody twice of one thing', () => {
    const things = deliveries.flatMap(({ person, channel, taskNumber, claimedAt, status }) =>
      person && status === 'sent'
        ? [[person.name, channel, taskNumber, civilDateAt(claimedAt, 'Asia/Shanghai')].join(' ')]
        : [],
    );
    expect(things.length).toBeGreaterThan(50);
    expect(things.filter((thing, i) => things.indexOf(thing) !== i)).toEqual([]);
  });

  it('sends a person one mail a day, and each reminder in one mail', () => {
    const mails = diary.mails.map(({ day, mail }) => `${day} ${mail.to?.[0]?.address}`);
    expect(mails.filter((mail, i) => mails.indexOf(mail) !== i)).toEqual([]);
    const ids = diary.mails.map(({ mail }) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    const sent = new Set(
      deliveries.flatMap(({ channel, status, messageId }) =>
        channel === 'email' && status === 'sent' ? (messageId ?? []) : [],
      ),
    );
    expect(ids.length).toBe(sent.size);
  });

  it('leaves nothing unsent, and nothing came before its day', () => {
    expect(
      deliveries.filter(({ status }) => status === 'waiting' || status === 'sending' || status === 'dead'),
    ).toEqual([]);
    const early = deliveries.filter(({ day, claimedAt }) => civilDateAt(claimedAt, 'Asia/Shanghai') < day);
    expect(early).toEqual([]);
  });

  it('moves no date when the calendar comes, but says which it would move', () => {
    expect(moved.map(({ title, deadline, to }) => [title, deadline.date, to])).toEqual([
      ['重大项目摸底', '2026-01-05', '2026-01-06'],
      ['存量资产清查', '2026-01-06', '2026-01-07'],
    ]);
  });
});
