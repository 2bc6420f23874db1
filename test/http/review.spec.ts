import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CommandAnswer,
  CorrectAnswer,
  ImportAnswer,
  ReadoutDetail,
  ReadoutProposals,
  SplitAnswer,
} from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

/** Words that no other test has, so that nothing is kin by chance. */
const WORDS = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
const place = () => Array.from({ length: 8 }, () => WORDS[Math.floor(Math.random() * WORDS.length)]).join('');

async function imported(text: string, meetingDate = office.today): Promise<ImportAnswer> {
  return (await office.clerk.post('/api/v1/readouts', { text, meetingDate })).as(ImportAnswer);
}
async function review({ id, position }: { id: string; position?: number }): Promise<ReadoutProposals> {
  const after = position === undefined ? '' : `?after=${position}`;
  return (await office.clerk.get(`/api/v1/readouts/${id}/proposals${after}`)).as(ReadoutProposals);
}

describe('the review of a readout', () => {
  it('shows each proposal with its quote, every reading of its clock, its unit and its target', async () => {
    const text = `${place()}调度会\n会议强调，发展形势总体向好。\n由市工业和信息化局牵头，60天内在${place()}新建充电桩300个。`;
    const { proposals, other, handled, textHash } = await review(await imported(text));
    const [proposal] = proposals;
    expect(proposal).toMatchObject({
      status: 'proposed',
      isQuoted: true,
      clock: { expression: '60天内', date: office.inDays(60), asks: null },
      leadUnit: { words: '市工业和信息化局', unit: { id: office.unit('Industry Bureau') } },
      target: { number: 300, unit: '个' },
      kin: [],
    });
    expect(proposal?.clock?.readings.length).toBeGreaterThan(2);
    expect(proposal?.clock?.readings[0]?.words).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
    expect(text.slice(proposal?.quote.start, proposal?.quote.end)).toBe(proposal?.quote.exact);
    expect(other.map(({ quote }) => quote.exact).join()).toContain('总体向好');
    expect(handled).toMatchObject({ proposals: 1, decided: 0 });
    expect(handled.characters).toBeGreaterThan(0.8);
    expect(textHash).toMatch(/^sha256:/);
  });

  it('shows what became of each', async () => {
    const { readoutId, first, second } = await office.proposals();
    await office.clerk.post(`/api/v1/directives/${first}/merge`, { into: second, reason: '同一件事' });
    const done = await office.clerk.post(`/api/v1/directives/${second}/drop`, { reason: '宣传性表述' });
    const { position } = done.as(CommandAnswer);
    const { proposals, handled } = await review({ id: readoutId, position });
    expect(proposals.map(({ directiveId, status, into }) => [directiveId, status, into])).toEqual([
      [first, 'dropped', second],
      [second, 'dropped', null],
    ]);
    expect(handled).toMatchObject({ proposals: 2, decided: 2 });
  });

  it('lets a proposal be put in other words and split, by quotes to the letter', async () => {
    const { readoutId, first } = await office.proposals();
    const revise = (body: object, ifMatch: number) =>
      office.clerk.post(`/api/v1/directives/${first}/revise`, body, { ifMatch });
    expect((await revise({ quote: { exact: '不在文中' } }, 1)).outcome).toBe('422 readout.quote-missing');
    expect((await revise({ title: '奋战' }, 9)).outcome).toBe('412 version.stale');
    expect((await revise({ title: '奋战' }, 1)).status).toBe(200);
    const parts = [
      { title: '大干', quote: { exact: '大干60天' }, expression: '60天' },
      { title: '决战', quote: { exact: '四季度' }, expression: null },
    ];
    const split = await office.clerk.post(`/api/v1/directives/${first}/split`, { parts }, { ifMatch: 2 });
    const { directiveIds, position } = split.as(SplitAnswer);
    expect(directiveIds[0]).toBe(first);
    const { proposals } = await review({ id: readoutId, position });
    const shown = directiveIds.map((id) => proposals.find(({ directiveId }) => directiveId === id));
    expect(shown.map((one) => [one?.title, one?.quote.exact, one?.clock?.date ?? null])).toEqual([
      ['大干', '大干60天', office.inDays(60)],
      ['决战', '四季度', null],
    ]);
  });

  it('shows the open directive that a proposal repeats, and the one that it carries on', async () => {
    const where = place();
    const first = await imported(`由工业局牵头，60天内在${where}新建充电桩300个。`);
    const register = { leadUnit: office.unit('Industry Bureau'), dueDate: null };
    const registered = await office.clerk.post(`/api/v1/directives/${first.directiveIds[0]}/register`, register);
    const { number } = JSON.parse(registered.text);
    const again = await review(await imported(`会议指出，60天内在${where}新建充电桩300个，由工业局牵头。`));
    expect(again.proposals[0]?.kin).toMatchObject([{ number, relation: 'repeats' }]);
    const below = await imported(`请财政局按照${number}要求，10天内完成${place()}资金拨付工作。`);
    expect((await review(below)).proposals[0]?.kin).toMatchObject([{ number, because: 'names-number' }]);
  });
});

describe('a text that was read out before', () => {
  it('is told with the other meetings', async () => {
    const text = `会议强调，要大干60天，建好${place()}。`;
    const first = await imported(text, office.inDays(-7));
    await review(first);
    const second = await imported(text);
    expect(second.alsoReadOn).toMatchObject([{ id: first.id, meetingDate: office.inDays(-7) }]);
  });
});

describe('a corrected readout', () => {
  const correct = (id: string, text: string, ifMatch: number) =>
    office.clerk.post(`/api/v1/readouts/${id}/correct`, { text, reason: '更正' }, { ifMatch });

  it('is a new version in which quotes are found again, changed or missing', async () => {
    const [a, b, c] = [place(), place(), place()];
    const line = (where: string, days: number) => `工业局要在${days}天内完成${where}改造任务。`;
    const text = [`${place()}会议听取了汇报。`, line(a, 60), line(b, 30), line(c, 20)].join('\n');
    const { id, directiveIds, position } = await imported(text);
    expect(directiveIds).toHaveLength(3);
    await review({ id, position });
    const corrected = ['更正版。', line(a, 60), line(b, 45), `水务局负责在15天内编制河道清淤方案。`].join('\n');
    const answer = (await correct(id, corrected, 1)).as(CorrectAnswer);
    expect(answer).toMatchObject({ version: 2, changed: [directiveIds[1]], unfound: [directiveIds[2]] });
    expect(answer.directiveIds).toHaveLength(1);

    const seen = (await office.clerk.get(`/api/v1/readouts/${id}?after=${answer.position}`)).as(ReadoutDetail);
    expect(seen).toMatchObject({ version: 2, text: corrected });
    expect(seen.versions).toMatchObject([
      { version: 1, reason: null },
      { version: 2, reason: '更正', unfound: [directiveIds[2]] },
    ]);
    const { proposals } = await review({ id });
    for (const { quote, isQuoted, directiveId } of proposals) {
      expect([directiveId, isQuoted]).toEqual([directiveId, directiveId !== directiveIds[2]]);
      if (isQuoted) expect(corrected.slice(quote.start, quote.end)).toBe(quote.exact);
    }
    const again = await imported(corrected);
    expect(again).toMatchObject({ id, known: true });
    expect((await correct(id, corrected, 2)).as(CorrectAnswer)).toMatchObject({ version: 2, directiveIds: [] });
    expect((await correct(id, text, 1)).outcome).toBe('412 version.stale');
  });
});
