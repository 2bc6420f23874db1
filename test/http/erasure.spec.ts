import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, HistoryPage, type TaskDetail } from '#libs/contracts';
import { Office } from '../support/office.ts';

const WORDS = '联系人身份证号 110101199003077571';
const ERASED = '〔文字已抹除 · text erased〕';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

/** A task on which the liaison has written what should not be there. */
async function reported(text = WORDS): Promise<{ id: string; position: number }> {
  const { id } = await office.task({ signedFor: true });
  const body = { percent: 10, text };
  const { position } = (await office.liaison.post(`/api/v1/tasks/${id}/report-progress`, body)).as(CommandAnswer);
  return { id, position };
}

const erase = (position: number, reason = '误填身份证号', who = office.clerk) =>
  who.post(`/api/v1/events/${position}/erase-text`, { reason });

async function history(id: string): Promise<HistoryPage['items']> {
  return (await office.clerk.get(`/api/v1/tasks/${id}/history`)).as(HistoryPage).items;
}

const reports = ({ reports }: TaskDetail) => reports.map(({ text, percent }) => ({ text, percent }));

/** Every place of the database in which a text may lie, as one text; but for a table that is left out. */
async function everything({ but = '' } = {}): Promise<string> {
  const tables = await office.app.sql<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'bullmq') AND tablename <> $1`,
    [but],
  );
  const rows = await Promise.all(tables.map(({ name }) => office.app.sql(`SELECT t::text AS row FROM ${name} t`)));
  return JSON.stringify(rows);
}

describe('what somebody wrote freely', () => {
  it('is read by who may see the task, and stands nowhere in the database as it was written but where it is searched', async () => {
    const { id } = await reported();
    expect(reports(await office.see(id))).toEqual([{ text: WORDS, percent: 10 }]);
    expect(JSON.stringify(await history(id))).toContain(WORDS);
    const stored = await everything({ but: 'search_text' });
    expect(stored).toContain('locked:1:');
    expect(stored).not.toContain('110101199003077571');
  });

  it('is erased by the office: nobody can read it any more, and all else of the event stays', async () => {
    const { id, position } = await reported();
    const other = await reported();
    expect((await erase(position)).status).toBe(200);

    expect(reports(await office.see(id))).toEqual([{ text: ERASED, percent: 10 }]);
    const [event] = (await history(id)).filter((item) => item.position === position);
    expect(event).toMatchObject({ type: 'ProgressReported', data: { text: ERASED, percent: 10 } });
    expect(reports(await office.see(other.id))).toEqual([{ text: WORDS, percent: 10 }]);
  });

  it('stands nowhere at all once it is erased, not where it is searched either', async () => {
    const { position } = await reported('联系人身份证号 220202198804045566');
    expect((await erase(position)).status).toBe(200);
    expect(await everything()).not.toContain('220202198804045566');
  });

  it('leaves the log as it was, to the byte', async () => {
    const { position } = await reported();
    const bytes = () =>
      office.app.sql('SELECT e::text FROM event e WHERE position <= $1 ORDER BY position', [position]);
    const before = await bytes();
    await erase(position);
    expect(await bytes()).toEqual(before);
  });

  it('is erased once: a second request is answered the same and adds nothing', async () => {
    const { position } = await reported();
    const first = (await erase(position)).as(CommandAnswer);
    const second = (await erase(position, '再次请求')).as(CommandAnswer);
    expect([second.id, second.version]).toEqual([first.id, first.version]);
  });

  it('is not erased by its unit, nor where there is none', async () => {
    const { id, position } = await reported();
    expect((await erase(position, '误填', office.liaison)).outcome).toBe('403 access.denied');
    const [assigned] = await history(id);
    expect((await erase(assigned?.position ?? 0)).outcome).toBe('422 text.none-to-erase');
    expect((await erase(10_000_000)).outcome).toBe('404 item.not-found');
    expect((await office.clerk.post('/api/v1/events/none/erase-text', { reason: 'x' })).status).toBe(400);
  });

  it('whose key is missing without having been erased is not passed off as erased', async () => {
    const { id } = await reported();
    await office.app.sql('DELETE FROM text_key');
    expect((await office.clerk.get(`/api/v1/tasks/${id}`)).status).toBe(500);
  });
});
