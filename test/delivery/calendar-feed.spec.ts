import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddedCalendarFeed, CalendarFeedPage } from '#libs/contracts';
import { calendarText } from '../../apps/server/src/documents/calendar-text.ts';
import type { DueDate } from '../../apps/server/src/read-models/list-due-dates.ts';
import { newPerson } from '../access/support/new-person.ts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

const PATH = '/api/v1/calendar-feeds';
let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const feedOf = async (who: Client, unitId: string | null = null) =>
  (await who.post(PATH, { unitId })).as(AddedCalendarFeed);

/** The lines of one task's event; null when the feed has none. */
async function eventIn(address: string, taskId: string): Promise<string[] | null> {
  const { status, text } = await office.app.stranger.get(address);
  if (status !== 200) return null;
  const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
  const at = unfolded.indexOf(`UID:task-${taskId}@duban`);
  return at < 0 ? null : unfolded.slice(at, unfolded.indexOf('END:VEVENT', at));
}
const fieldOf = (event: readonly string[], field: string) =>
  event.find((line) => line.startsWith(`${field}:`))?.slice(field.length + 1);

describe('a calendar feed', () => {
  it('has a task on its due date, as a day and not as an hour, and follows its changes under one UID', async () => {
    const { id } = await office.task({ dueDate: office.inDays(9) });
    const { address } = await feedOf(office.liaison);

    const event = await until(() => eventIn(address, id));
    expect(event).toContain(`DTSTART;VALUE=DATE:${office.inDays(9).replaceAll('-', '')}`);
    expect(fieldOf(event, 'STATUS')).toBe('CONFIRMED');
    const before = Number(fieldOf(event, 'SEQUENCE'));

    await office.liaison.post(`/api/v1/tasks/${id}/sign-for`, {});
    const changed = await until(async () => {
      const again = await eventIn(address, id);
      return again && Number(fieldOf(again, 'SEQUENCE')) > before && again;
    });
    expect(fieldOf(changed, 'UID')).toBe(fieldOf(event, 'UID'));

    const closing = { kind: 'partly', reason: '情况变化' };
    await office.liaison.post(`/api/v1/tasks/${id}/claim-completion`, { text: '已办', evidence: ['图'] });
    const closed = await office.clerk.post(`/api/v1/tasks/${id}/close`, closing);
    expect(closed.status, closed.text).toBe(200);
    await until(async () => fieldOf((await eventIn(address, id)) ?? [], 'STATUS') === 'CANCELLED');
  });

  it('is answered with 304 as long as nothing changed', async () => {
    const { address } = await feedOf(office.leader);
    const first = await office.app.stranger.get(address);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const etag = first.headers.get('etag') ?? '';
    expect((await office.app.stranger.get(address, { 'if-none-match': etag })).status).toBe(304);
    expect((await office.app.stranger.get(address, { 'if-none-match': '"other"' })).text).toBe(first.text);
  });

  it('is no more once it is revoked, and none where no address was made', async () => {
    const { id, address } = await feedOf(office.liaison);
    expect((await office.app.stranger.get(address)).status).toBe(200);
    expect((await office.leader.delete(`${PATH}/${id}`)).outcome).toBe('404 item.not-found');
    expect((await office.liaison.delete(`${PATH}/${id}`)).status).toBe(204);

    expect((await office.app.stranger.get(address)).outcome).toBe('404 item.not-found');
    for (const other of [`/calendar/${'x'.repeat(43)}.ics`, '/calendar/x.ics', '/calendar/..%2f.ics'])
      expect((await office.app.stranger.get(other)).outcome).toBe('404 item.not-found');
    const { items } = (await office.liaison.get(PATH)).as(CalendarFeedPage);
    expect(items.find((feed) => feed.id === id)?.revokedAt).not.toBe(null);
  });

  it('keeps its address secret: it is stored as a digest and shown once', async () => {
    const { address } = await feedOf(office.liaison);
    const secret = address.slice('/calendar/'.length, -'.ics'.length);
    const rows = JSON.stringify(await office.app.sql('SELECT f::text, a::text FROM calendar_feed f, audit_entry a'));
    for (const text of [rows, (await office.liaison.get(PATH)).text]) expect(text).not.toContain(secret);
  });

  it('of a unit shows its tasks, to whoever may see that unit', async () => {
    const { id } = await office.task();
    const { address } = await feedOf(office.clerk, office.unit('Industry Bureau'));
    const other = await feedOf(office.clerk, office.unit('Water Bureau'));
    await until(() => eventIn(address, id));
    expect(await eventIn(other.address, id)).toBe(null);
    const denied = await office.liaison.post(PATH, { unitId: office.unit('Water Bureau') });
    expect(denied.outcome).toBe('404 item.not-found');
  });

  it('has the rights of its person at the moment of reading', async () => {
    const administrator = await office.administrator();
    const person = await newPerson(office, administrator);
    const client = await person.signIn();
    const { address } = await feedOf(client);
    const { id } = await office.task();
    expect((await office.app.stranger.get(address)).status).toBe(200);
    expect(await eventIn(address, id)).toBe(null);

    expect((await administrator.post(`/api/v1/people/${person.id}/disable`, {})).status).toBe(204);
    expect((await office.app.stranger.get(address)).outcome).toBe('404 item.not-found');
  });
});

describe('the text of a feed', () => {
  const date: DueDate = {
    ...{ taskId: 't', number: '督〔2022〕1号-01', title: '修渠', leadUnit: { zh: '水务局', en: 'Water' } },
    ...{ day: '2022-11-11', isOver: false, version: 3, changedAt: '2022-11-01T03:00:00.000Z' },
  };
  const text = (dates: readonly DueDate[]) => calendarText(dates, { name: '督办', language: 'zh', publicUrl: null });

  it('is the same for the same dates, and nothing in a title becomes a line of its own', () => {
    const sly = { ...date, title: '甲\r\nEND:VEVENT\r\nBEGIN:VEVENT;,\\' };
    expect(text([sly])).toBe(text([sly]));
    expect(
      text([sly])
        .split('\r\n')
        .filter((line) => line === 'BEGIN:VEVENT'),
    ).toHaveLength(1);
  });

  it('has no line of more than 75 bytes, and is whole without dates', () => {
    const long = text([{ ...date, title: '渠'.repeat(200) }]);
    for (const line of long.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text([])).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR$/);
  });
});
