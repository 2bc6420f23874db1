import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, EvidenceFile, HistoryPage, ReportAnswer } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { EvidenceFiles } from '../../apps/server/src/files/evidence-files.ts';
import { docx } from '../documents/support/docx.ts';
import { pdf } from '../documents/support/pdf.ts';
import type { Answer, Client } from '../support/client.ts';
import { formWith } from '../support/form.ts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const text = '设备已进场';

/** Sends a file as a browser does. */
async function upload(taskId: string, bytes: Buffer, name: string, who: Client = office.liaison, key = randomUUID()) {
  const { headers, body } = await formWith(bytes, name);
  return who.post(`/api/v1/tasks/${taskId}/files`, body, { headers, key });
}

const report = (taskId: string, fileIds: string[], who: Client = office.liaison): Promise<Answer> =>
  who.post(`/api/v1/tasks/${taskId}/report-progress`, { percent: 30, text, fileIds });

const unused = () => office.app.sql<{ id: string }>('SELECT id FROM evidence_file WHERE NOT used');
const removeUnused = () => office.app.server.app.get(EvidenceFiles, { strict: false }).removeUnused();
const aDayLater = () => office.app.sql(`UPDATE evidence_file SET wanted_at = wanted_at - interval '25 hours'`);

describe('evidence', () => {
  it('goes with a report and a claim: its hash, size and type are in the event, its bytes come back as they were', async () => {
    const { id } = await office.task({ signedFor: true });
    const bytes = pdf(['开工令']);
    const file = (await upload(id, bytes, '../开工 令.pdf')).as(EvidenceFile);
    const known = { hash: digest(bytes), size: bytes.length, type: 'application/pdf' };
    expect(file).toEqual({ id: expect.any(String), name: '开工 令.pdf', ...known });
    (await report(id, [file.id])).as(ReportAnswer);
    const photo = (await upload(id, PNG, '现场.png')).as(EvidenceFile);
    const claim = { text: '完成', fileIds: [photo.id] };
    (await office.liaison.post(`/api/v1/tasks/${id}/claim-completion`, claim)).as(CommandAnswer);

    expect(await office.see(id)).toMatchObject({ reports: [{ files: [file] }], claim: { files: [photo] } });
    const history = (await office.clerk.get(`/api/v1/tasks/${id}/history`)).as(HistoryPage).items;
    expect(history.find(({ type }) => type === 'ProgressReported')?.data).toMatchObject({ files: [file] });
    const [event] = await office.app.sql(
      `SELECT data -> 'files' AS files FROM event WHERE stream_id = $1 AND type = 'ProgressReported'`,
      [id],
    );
    expect(event).toEqual({ files: [{ fileId: file.id, ...known }] });

    const answer = await office.clerk.stream(`/api/v1/tasks/${id}/files/${file.id}`, {});
    expect(digest(new Uint8Array(await answer.arrayBuffer()))).toBe(file.hash);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('开工 令.pdf')}`,
    );
  });

  it('is enough for a claim of completion without further words', async () => {
    const { id } = await office.task({ signedFor: true });
    const claim = (fileIds: string[]) =>
      office.liaison.post(`/api/v1/tasks/${id}/claim-completion`, { text: '完成', fileIds });
    expect((await claim([])).outcome).toBe('422 task.evidence-missing');
    const { id: file } = (await upload(id, docx(['验收单']), '验收单.docx')).as(EvidenceFile);
    expect((await claim([file])).status).toBe(200);
  });

  it('is the same file when it is sent again, and no other under the same key', async () => {
    const [{ id }, key] = [await office.task(), randomUUID()];
    const first = (await upload(id, PNG, 'a.png', office.liaison, key)).as(EvidenceFile);
    expect((await upload(id, PNG, 'a.png', office.liaison, key)).as(EvidenceFile)).toEqual(first);
    expect((await upload(id, pdf(['b']), 'b.pdf', office.liaison, key)).outcome).toBe('422 idempotency.other-body');
  });
});

describe('who may add and get evidence', () => {
  it('is who may report, and who may see the task', async () => {
    const { id } = await office.task({ signedFor: true });
    const finance = await office.app.signIn('liaison.finance');
    const sibling = await office.app.signIn('liaison.transport');
    const outcomes = [];
    for (const who of [office.app.stranger, office.clerk, finance, sibling])
      outcomes.push((await upload(id, PNG, 'a.png', who)).outcome);
    expect(outcomes).toEqual(['401 session.missing', '403 access.denied', '201', '404 item.not-found']);

    const file = (await upload(id, PNG, 'a.png')).as(EvidenceFile);
    const get = async (who: Client) => (await who.get(`/api/v1/tasks/${id}/files/${file.id}`)).outcome;
    expect(await get(office.liaison)).toBe('404 item.not-found'); // no report names it yet
    await report(id, [file.id]);
    expect([await get(office.clerk), await get(finance), await get(office.leader)]).toEqual(['200', '200', '200']);
    expect(await get(sibling)).toBe('404 item.not-found');
    const other = await office.task({ signedFor: true });
    expect((await office.clerk.get(`/api/v1/tasks/${other.id}/files/${file.id}`)).outcome).toBe('404 item.not-found');
  });

  it('reports with own files for the same task alone', async () => {
    const [one, two] = [await office.task({ signedFor: true }), await office.task({ signedFor: true })];
    const finance = await office.app.signIn('liaison.finance');
    const theirs = (await upload(one.id, PNG, 'a.png', finance)).as(EvidenceFile);
    const elsewhere = (await upload(two.id, PNG, 'a.png')).as(EvidenceFile);
    for (const fileId of [theirs.id, elsewhere.id, randomUUID()])
      expect((await report(one.id, [fileId])).outcome).toBe('422 evidence.unknown');
  });
});

describe('a file that is not taken', () => {
  let task: ReturnType<Office['task']> | undefined;
  it.each([
    ['of no byte', Buffer.alloc(0), 'a.pdf', '422 evidence.empty'],
    ['of a kind that may run', Buffer.from('MZ'), 'a.exe', '415 evidence.unknown-kind'],
    ['without an extension', PNG, 'picture', '415 evidence.unknown-kind'],
    ['that is a page in truth', Buffer.from('<html><script>alert(1)</script>'), 'a.pdf', '422 evidence.wrong-content'],
    ['that is a picture in truth', PNG, 'a.jpg', '422 evidence.wrong-content'],
    ['that is a text of no encoding', Buffer.from([1, 2, 255, 0]), 'a.txt', '422 evidence.wrong-content'],
    ['that is cut short', docx(['a']).subarray(0, 60), 'a.docx', '422 evidence.damaged'],
    ['that is too large', Buffer.alloc(20_000_001, 'a'), 'a.txt', '413 evidence.too-large'],
    ['far too large', Buffer.alloc(25_000_000, 'a'), 'a.txt', '413 request.too-large'],
  ])('is one %s', async (_, bytes, name, outcome) => {
    task ??= office.task();
    const { id } = await task;
    const answer = await upload(id, bytes, name);
    expect(answer.outcome).toBe(outcome);
    if (outcome.includes('evidence')) expect(answer.problem.errors).toMatchObject([{ pointer: '/file' }]);
  });

  it('is anything but a form with a file', async () => {
    task ??= office.task();
    const { id } = await task;
    const json = await office.liaison.post(`/api/v1/tasks/${id}/files`, { file: 'a' });
    expect(json.outcome).toBe('400 request.invalid');
  });
});

describe('a file that no report names', () => {
  it('is removed after a day, and those that one names stay', async () => {
    const { id } = await office.task({ signedFor: true });
    const named = (await upload(id, PNG, 'a.png')).as(EvidenceFile);
    const forgotten = (await upload(id, PNG, 'b.png')).as(EvidenceFile);
    await report(id, [named.id]);
    await removeUnused();
    expect(await unused()).toContainEqual({ id: forgotten.id });
    await aDayLater();
    await removeUnused();
    expect(await unused()).toEqual([]);
    expect((await office.clerk.get(`/api/v1/tasks/${id}/files/${named.id}`)).outcome).toBe('200');
    expect((await report(id, [forgotten.id])).outcome).toBe('422 evidence.unknown');
  });
});

describe('evidence whose words are erased', () => {
  it('is erased with them, and its hash stays in the log', async () => {
    const { id } = await office.task({ signedFor: true });
    const file = (await upload(id, PNG, '身份证.png')).as(EvidenceFile);
    const { position } = (await report(id, [file.id])).as(ReportAnswer);
    await office.clerk.post(`/api/v1/events/${position}/erase-text`, { reason: '误传' });
    const seen = await office.see(id);
    expect(seen.reports).toMatchObject([{ files: [{ id: file.id, name: null, hash: file.hash }] }]);
    expect((await office.clerk.get(`/api/v1/tasks/${id}/files/${file.id}`)).outcome).toBe('404 evidence.erased');
    expect(await office.app.sql('SELECT name, bytes FROM evidence_file WHERE id = $1', [file.id])).toEqual([
      { name: null, bytes: null },
    ]);
  });
});
