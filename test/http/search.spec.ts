import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, DirectiveDetail, HistoryPage, SearchAnswer } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
let task: { id: string; directiveId: string };
let after: number;

beforeAll(async () => {
  office = await Office.open();
  task = await office.task({ signedFor: true });
  const report = { percent: 30, text: '梧桐大桥主塔封顶，身份证号误填于此' };
  const reported = await office.liaison.post(`/api/v1/tasks/${task.id}/report-progress`, report);
  const urged = await office.clerk.post(`/api/v1/tasks/${task.id}/urge`, { text: 'Send the Survey of 100% by Friday' });
  after = Math.max(reported.as(CommandAnswer).position, urged.as(CommandAnswer).position);
});
afterAll(() => office.close());

async function found(q: string, who = office.clerk) {
  const path = `/api/v1/search?after=${after}&q=${encodeURIComponent(q)}`;
  return (await who.get(path)).as(SearchAnswer).items;
}

describe('search', () => {
  it('finds what somebody wrote, in Chinese by two characters, in English in any case, all words of it', async () => {
    for (const q of ['主塔', '梧桐大桥', '大桥 封顶', 'survey', 'SURVEY friday', '100%']) {
      expect(await found(q), q).toMatchObject([{ kind: 'task', id: task.id, field: 'text' }]);
    }
    for (const q of ['塔主', '主塔 survey', '10_%', '100%%', '桥塔']) expect(await found(q), q).toEqual([]);
    const [hit] = await found('封顶');
    expect(hit?.words).toBe('梧桐大桥主塔封顶，身份证号误填于此');
  });

  it('finds titles and numbers first, then quotes', async () => {
    const [first] = await found('大干60天');
    expect(first?.field).toBe('title');
    const fields = (await found('60天')).map(({ field }) => ['title', 'quote', 'text'].indexOf(field));
    expect(fields).toEqual([...fields].sort());
    const { number } = (await office.clerk.get(`/api/v1/directives/${task.directiveId}`)).as(DirectiveDetail);
    const ids = (await found(number ?? '')).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([task.directiveId, task.id]));
  });

  it('shows nobody what they may not see', async () => {
    expect(await found('主塔', office.liaison)).toHaveLength(1);
    expect(await found('主塔', await office.app.signIn('liaison.water'))).toEqual([]);
  });

  it('finds nothing that was erased', async () => {
    const { id } = await office.task({ signedFor: true });
    const report = { percent: 10, text: '误填：某某身份证号' };
    const path = `/api/v1/tasks/${id}`;
    after = (await office.liaison.post(`${path}/report-progress`, report)).as(CommandAnswer).position;
    expect((await found('某某')).map((hit) => hit.id)).toEqual([id]);
    const { items } = (await office.clerk.get(`${path}/history?limit=200`)).as(HistoryPage);
    const { position } = items.find(({ type }) => type === 'ProgressReported') ?? {};
    const erased = await office.clerk.post(`/api/v1/events/${position}/erase-text`, { reason: '误填身份证号' });
    after = erased.as(CommandAnswer).position;
    expect(await found('某某')).toEqual([]);
    expect(await office.app.sql(`SELECT FROM search_text WHERE words LIKE '%某某%'`)).toEqual([]);
  });

  it('asks for two characters at least', async () => {
    for (const q of ['', '塔', ' 塔 ']) {
      const { outcome } = await office.clerk.get(`/api/v1/search?q=${encodeURIComponent(q)}`);
      expect(outcome).toBe('400 request.invalid');
    }
  });
});
