import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectiveDetail, ImportAnswer, ReadoutDetail, ReadoutPage } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

function readout(extra = {}): { text: string; meetingDate: string } {
  return { text: `全市经济运行调度会 ${randomUUID()}\n\n会议强调，要大干60天。`, meetingDate: office.today, ...extra };
}

describe('importing a readout', () => {
  it('keeps the text as given, under its digest, and proposes with exact quotes', async () => {
    const body = readout({ body: '市政府常务会议' });
    const imported = await office.clerk.post('/api/v1/readouts', body);
    expect([imported.status, imported.headers.get('etag')]).toEqual([201, '"v1"']);
    const answer = imported.as(ImportAnswer);
    const seen = (await office.clerk.get(`/api/v1/readouts/${answer.id}?after=${answer.position}`)).as(ReadoutDetail);
    expect(seen).toMatchObject({
      text: body.text,
      title: body.text.split('\n')[0],
      body: '市政府常务会议',
      language: 'zh',
    });

    const directive = (await office.clerk.get(`/api/v1/directives/${answer.directiveIds[0]}`)).as(DirectiveDetail);
    const { exact, start, end } = directive.quote;
    expect(seen.text.slice(start, end)).toBe(exact);
    expect(directive.clock).toMatchObject({ expression: '60天' });
    // How many readings there are depends on whether the day is a working day.
    expect(directive.clock?.readings[0]).toMatchObject({ date: office.inDays(60), expression: '60天' });
  });

  it('says so when the text with that meeting date is known, and makes nothing new', async () => {
    const body = readout();
    const first = (await office.clerk.post('/api/v1/readouts', body)).as(ImportAnswer);
    const again = await office.clerk.post('/api/v1/readouts', { ...body, title: '另一个题目' });
    expect(again.status).toBe(200);
    expect(again.as(ImportAnswer)).toMatchObject({ id: first.id, known: true, directiveIds: first.directiveIds });
    expect(await office.app.sql('SELECT 1 FROM event WHERE stream_id = $1', [first.id])).toHaveLength(1);
  });

  it('takes the same text of another meeting for another readout', async () => {
    const body = readout();
    const first = (await office.clerk.post('/api/v1/readouts', body)).as(ImportAnswer);
    const other = (await office.clerk.post('/api/v1/readouts', { ...body, meetingDate: office.inDays(-1) })).as(
      ImportAnswer,
    );
    expect(other.id).not.toBe(first.id);
    expect(await office.app.sql('SELECT 1 FROM readout_text WHERE text = $1', [body.text])).toHaveLength(1);
  });

  it('is listed for the office, the newest first, and for nobody who has no part in it', async () => {
    const { id, position } = (await office.clerk.post('/api/v1/readouts', readout())).as(ImportAnswer);
    const all = (await office.clerk.get(`/api/v1/readouts?after=${position}`)).as(ReadoutPage);
    expect(all.items[0]).toMatchObject({ id, importedBy: { name: '文督查' } });
    const ofUnit = (await office.liaison.get('/api/v1/readouts')).as(ReadoutPage);
    expect(ofUnit.items.map((item) => item.id)).not.toContain(id);
    expect((await office.liaison.get(`/api/v1/readouts/${id}`)).outcome).toBe('404 item.not-found');
  });
});
