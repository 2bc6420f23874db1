import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { AuditPage, CommandAnswer, Report } from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
let campaign: string;
let after: number;

beforeAll(async () => {
  office = await Office.open({ SEAL_INTERVAL_MS: '200' });
  const [one, two] = [await office.task(), await office.task()];
  const post = (path: string, body: object) => office.clerk.post(`/api/v1${path}`, body);
  const push = { title: '=60天攻坚', startDate: office.today, endDate: office.inDays(59) };
  const opened = await post('/campaigns', { ...push, directiveIds: [one.directiveId] });
  ({ id: campaign } = opened.as(CommandAnswer));
  ({ position: after } = (await post(`/tasks/${two.id}/urge`, { text: '请签收' })).as(CommandAnswer));
});
afterAll(() => office.close());

const read = async (query: string, who: Client = office.clerk) =>
  (await who.get(`/api/v1/report?after=${after}${query}`)).as(Report);
const bytesOf = async (query: string, who: Client = office.clerk) => {
  const answer = await who.stream(`/api/v1/report/export?after=${after}${query}`, {});
  expect(answer.status).toBe(200);
  return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
};

describe('a report', () => {
  it('tells figures, units and tasks of one position, of all or of a campaign', async () => {
    const all = await read('');
    expect(all).toMatchObject({ campaign: null, unit: null, complete: true, figures: { total: 2, open: 2, done: 0 } });
    expect(all.tasks).toHaveLength(2);
    expect(all.units).toMatchObject([{ unit: { name: { en: 'Industry Bureau' } }, total: 2 }]);
    const push = await read(`&campaign=${campaign}`);
    expect(push).toMatchObject({ campaign: { id: campaign }, figures: { total: 1 } });
    const bureau = await read(`&leadUnit=${office.unit('Industry Bureau')}`);
    expect(bureau).toMatchObject({ unit: { name: { en: 'Industry Bureau' } }, figures: { total: 2 } });
    expect(bureau.office?.name.en).toContain('Office');
  });

  it('is of what the reader may see', async () => {
    const water = await office.app.signIn('liaison.water');
    expect(await read('', water)).toMatchObject({ figures: { total: 0 }, tasks: [] });
  });

  it('of a past moment is the same to the byte, and bears the seal that covers it', async () => {
    const { position } = await read('');
    const past = () => office.clerk.get(`/api/v1/report?as_of=${position}`);
    const sealed = async () => ((await past()).as(Report).seal?.size ?? 0) >= position;
    await until(sealed, { what: 'the log is sealed' });
    const first = await past();
    expect((await past()).text).toBe(first.text);
    expect(first.as(Report)).toMatchObject({ position, figures: { total: 2 } });
    expect(first.as(Report).seal?.note).toContain('duban-log/');
    expect(await read('&as_of=1')).toMatchObject({ figures: { total: 0 } });
  });
});

describe('a report as a file', () => {
  it('is a CSV in which nothing is calculated', async () => {
    const { bytes, headers } = await bytesOf('&format=csv&language=en');
    const [head, first] = bytes.toString().split('\r\n');
    expect(head).toBe(
      '\uFEFFNumber,Task,Lead unit,Co-units,Leader in charge,Due,First due,Light,Status,Done (%),Latest change',
    );
    expect(first).toContain('Industry Bureau,Finance Bureau,');
    expect(first).toContain(office.inDays(10));
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-disposition')).toMatch(/^attachment; .*\.csv$/);
  });

  it('is an Excel file of text cells, with a sheet that says what it is of', async () => {
    const { bytes } = await bytesOf(`&format=xlsx&campaign=${campaign}`);
    const parts = await partsOf(bytes);
    const all = [...parts.values()].join('\n');
    expect(all).toContain('牵头单位');
    expect(all).toContain('关于“=60天攻坚”进展情况的通报');
    expect(all).not.toContain('<f>');
  });

  it('is written down: who took what', async () => {
    await bytesOf('&format=csv&light=overdue', office.liaison);
    const { items } = (await office.auditor.get('/api/v1/audit-entries')).as(AuditPage);
    expect(items[0]).toMatchObject({ kind: 'exported', person: { name: '李联络' } });
    expect(items[0]?.subject).toMatch(/^GET \/api\/v1\/report\/export\?.*format=csv&light=overdue/);
  });

  it('is refused without a known format, and to those who read no tasks', async () => {
    expect((await office.clerk.get('/api/v1/report/export?format=pdf')).outcome).toBe('400 request.invalid');
    expect((await office.auditor.get('/api/v1/report/export?format=csv')).outcome).toBe('403 access.denied');
  });
});

/** The parts of a packed file, by name. */
async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    parts.set(entry.fileName, Buffer.concat(chunks).toString());
  }
  return parts;
}
