import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../apps/cli/src/demo/facts.ts';
import { duban, type Ended, ROOT } from './duban.ts';

const ONE_STORY_MS = 180_000;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duban-story-'));
  await chmod(dataDir, 0o711); // so that root's Postgres account can pass
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Tells a story with a data directory of its own; `left` is what it leaves of its log. */
async function demo(...args: string[]): Promise<Ended & { left: string[] }> {
  const settings = { DUBAN_DATA_DIR: dataDir, TMPDIR: dataDir };
  const ended = await duban(['demo', ...args, '--meeting-date', '2022-10-26'], settings);
  const left = (await readdir(dataDir)).filter((name) => name.startsWith('duban-demo-'));
  return { ...ended, left };
}
type Told<Name> = Extract<Fact, { fact: Name }>;

/** Worked out by hand: the working days after 2022-12-25, a Sunday, until 2023-01-06; 2 January is a holiday. */
const LATE = ['12-26', '12-27', '12-28', '12-29', '12-30', '01-03', '01-04', '01-05', '01-06'];
const REMINDERS = {
  '督〔2022〕1号-01 due-7d': ['12-16'],
  '督〔2022〕1号-01 due-3wd': ['12-21'],
  '督〔2022〕1号-02 sign-for': ['10-28', '10-31', '11-01', '11-02'],
  '督〔2022〕1号-02 due-7d': ['12-16'],
  '督〔2022〕1号-02 due-3wd': ['12-21'],
  '督〔2022〕1号-02 due-1wd': ['12-23'],
  '督〔2022〕1号-02 due-day': ['12-25'],
  '督〔2022〕1号-02 late': LATE,
  '督〔2022〕1号-02 late-office': LATE,
  // Due on 12-23 since its extension: nothing of its first date, 12-08, is left.
  '督〔2022〕2号-01 due-7d': ['12-16'],
  '督〔2022〕2号-01 due-3wd': ['12-20'],
  '督〔2022〕2号-02 sign-for': ['10-28'],
};

describe('the story of the English sample, as facts', () => {
  const facts: Fact[] = [];
  const all = <Name extends Fact['fact']>(name: Name) => facts.filter((fact): fact is Told<Name> => fact.fact === name);

  beforeAll(async () => {
    const { code, stdout, stderr, left } = await demo(join(ROOT, 'docs/samples/readout.en.txt'), '--json');
    expect({ code, left }, stderr).toEqual({ code: 0, left: [] });
    facts.push(
      ...stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Fact),
    );
  }, ONE_STORY_MS);

  it('follows the two dated proposals, each with its exact quote and the date that is taken', () => {
    const followed = all('proposal').filter((one) => one.followed);
    expect(followed.map(({ quote, readings }) => [quote.exact, readings[0]?.date])).toEqual([
      ['fight for 60 days', '2022-12-25'],
      ['strive for the fourth quarter', '2022-12-31'],
    ]);
  });

  it('registers and numbers both, and assigns tasks to three units', () => {
    expect(all('registered').map(({ number, deadline }) => [number, deadline.date])).toEqual([
      ['督〔2022〕1号', '2022-12-25'],
      ['督〔2022〕2号', '2022-12-31'],
    ]);
    expect(new Set(all('assigned').map(({ unit }) => unit.en)).size).toBe(3);
  });

  it('sends the reminders of the ladder and no others', () => {
    const sent = new Map<string, string[]>();
    let today = '';
    for (const fact of facts) {
      if (fact.fact === 'day') today = fact.day.slice(5);
      if (fact.fact !== 'told') continue;
      const step = `${fact.number} ${fact.rule}`;
      sent.set(step, [...(sent.get(step) ?? []), today]);
    }
    expect(Object.fromEntries(sent)).toEqual(REMINDERS);
  });

  it('tells the liaison of the unit, and the office what is late, in the inbox and by an e-mail that arrived', () => {
    const told = all('told');
    const whom = (rule: string) => new Set(told.filter((one) => one.rule === rule).map(({ who }) => who.post?.en));
    expect([whom('late'), whom('late-office')]).toEqual([new Set(['Liaison']), new Set(['Supervision clerk'])]);
    for (const { channels } of told) {
      expect(channels.map(({ channel, time, arrived }) => ({ channel, time, arrived }))).toEqual([
        { channel: 'in-app', time: '09:00', arrived: true },
        { channel: 'email', time: '09:00', arrived: true },
      ]);
    }
  });

  it('ends with one task late, three closed, and the original date of the extended one kept', () => {
    const outcomes = all('outcomes')[0]?.outcomes ?? [];
    expect(
      outcomes.map(({ task }) => [task.light, task.originalDeadline?.date.slice(5), task.deadline?.date.slice(5)]),
    ).toEqual([
      ['done', '12-25', '12-25'],
      ['overdue', '12-25', '12-25'],
      ['done', '12-08', '12-23'],
      ['done', '12-31', '12-31'],
    ]);
  });

  it('turns a request for an extension away that comes too late', () => {
    expect(all('deed').filter(({ kind }) => kind === 'request-refused')).toMatchObject([
      { number: '督〔2022〕1号-02', from: '2022-12-25' },
    ]);
  });
});

describe('the story of the Chinese sample, in words', () => {
  let story = '';

  beforeAll(async () => {
    const { code, stdout, stderr, left } = await demo(join(ROOT, 'docs/samples/readout.zh.txt'));
    expect({ code, left }, stderr).toEqual({ code: 0, left: [] });
    story = stdout;
  }, ONE_STORY_MS);

  it.each([
    ['the default date with its rule', '取 2022-12-25 周日：按自然日计，会议次日为第1天'],
    ['another reading', '亦可 2023-01-19 周四：按工作日计'],
    ['the second date', '取 2022-12-31 周六：季度最后一天'],
    ['a signature', '签收 督〔2022〕1号-01'],
    ['progress', '报进展 督〔2022〕1号-01：20%'],
    ['an extension that keeps the original date', '延至 2022-12-23 周五；原期限 2022-12-08 周四 留存'],
    ['a completion verified', '复核通过，督〔2022〕2号-02 办结：已落实'],
    ['a light that changes', '▲ 临期 → ■ 逾期'],
    ['the last day', '2023-01-06 周五'],
    ['its own truth', '应发邮件 31 封，收到 31 封，一一对应'],
  ])('tells %s', (_, words) => {
    expect(story).toContain(words);
  });

  it('shows no raw term, no missing text and no colour where there is no terminal', () => {
    expect(story).not.toMatch(/\b(story|terms|rules|readings)\.|\{\{|undefined|null|on-track|due-soon/);
    expect(story).not.toContain(String.fromCharCode(27));
  });
});
