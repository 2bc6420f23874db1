import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorrectAnswer, ImportAnswer, ReadoutDetail } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { docx } from '../documents/support/docx.ts';
import { pdf, scannedPdf } from '../documents/support/pdf.ts';
import type { Answer } from '../support/client.ts';
import { formWith } from '../support/form.ts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const lines = () => [`全市经济运行调度会 ${randomUUID()}`, '会议强调，要大干60天，确保四季度实现开门红。'];

async function send(bytes: Buffer, name: string, fields: Record<string, string> = {}, key?: string): Promise<Answer> {
  const { headers, body } = await formWith(bytes, name, { meetingDate: office.today, ...fields });
  return office.clerk.post('/api/v1/readouts', body, { headers, ...(key === undefined ? {} : { key }) });
}

describe('importing a file', () => {
  it('reads its text, and keeps it byte for byte', async () => {
    const words = lines();
    const file = docx(words);
    const answer = (await send(file, '../会议 通稿.docx')).as(ImportAnswer);
    expect(answer).toMatchObject({ known: false, directiveIds: [expect.any(String)] });
    const seen = (await office.clerk.get(`/api/v1/readouts/${answer.id}?after=${answer.position}`)).as(ReadoutDetail);
    expect(seen).toMatchObject({
      text: words.join('\n'),
      title: words[0],
      given: { name: '会议 通稿.docx', size: file.length, hash: digest(file) },
    });
    const { headers } = await office.clerk.get(`/api/v1/readouts/${answer.id}/file`);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('会议 通稿.docx')}`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const stream = await office.clerk.stream(`/api/v1/readouts/${answer.id}/file`, {});
    expect(digest(new Uint8Array(await stream.arrayBuffer()))).toBe(digest(file));
  });

  it('keeps a text that was pasted as well, as it was', async () => {
    const text = `\uFEFF${lines().join('\r\n')}`;
    const imported = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
    const { id, position } = imported.as(ImportAnswer);
    const file = await office.clerk.stream(`/api/v1/readouts/${id}/file?after=${position}`, {});
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(text))).toBe(true);
  });

  it('has one effect however often it is sent; another file under the same key is refused', async () => {
    const [key, file] = [randomUUID(), docx(lines())];
    const first = await send(file, 'a.docx', {}, key);
    expect((await send(file, 'a.docx', {}, key)).text).toBe(first.text);
    expect((await send(pdf(lines()), 'a.docx', {}, key)).status).toBe(422);
  });

  it('finds the same words in another file to be the same readout', async () => {
    const words = lines();
    const first = (await send(docx(words), 'a.docx')).as(ImportAnswer);
    expect((await send(Buffer.from(words.join('\r\n')), 'a.txt')).as(ImportAnswer)).toMatchObject({
      id: first.id,
      known: true,
    });
  });

  it('leaves nothing behind when it is refused', async () => {
    const count = async () => {
      const [row] = await office.app.sql<{ files: string; texts: string; events: string }>(
        'SELECT (SELECT count(*) FROM readout_file) files, (SELECT count(*) FROM readout_text) texts, (SELECT count(*) FROM event) events',
      );
      return row;
    };
    const before = await count();
    const refused = await send(scannedPdf(), '扫描.pdf');
    expect(refused.outcome).toBe('422 document.no-text');
    expect(refused.problem.errors).toMatchObject([{ pointer: '/file' }]);
    expect(refused.problem.detail).toContain('scanned');
    expect((await send(docx(lines()), 'a.docx', { meetingDate: office.inDays(1) })).outcome).toBe(
      '422 readout.meeting-in-future',
    );
    expect(await count()).toEqual(before);
  });

  it('says what is wrong with a form', async () => {
    const both = await send(docx(lines()), 'a.docx', { text: '会议强调' });
    expect(both.problem.errors).toMatchObject([{ pointer: '/text' }]);
    expect((await send(Buffer.alloc(21_000_000, ' '), 'a.txt')).outcome).toBe('413 document.too-large');
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const damaged = await office.clerk.post('/api/v1/readouts', 'no form', { headers });
    expect(damaged.outcome).toBe('400 request.malformed-form');
    const elsewhere = await office.clerk.post('/api/v1/directives', '--x--', { headers });
    expect(elsewhere.outcome).toBe('415 request.not-json');
  });
});

describe('correcting by a file', () => {
  it('keeps both files', async () => {
    const [before, after] = [pdf(lines()), docx(lines())];
    const { id } = (await send(before, 'a.pdf')).as(ImportAnswer);
    const { headers, body } = await formWith(after, 'b.docx', { reason: '更正' });
    const corrected = await office.clerk.post(`/api/v1/readouts/${id}/correct`, body, { headers, ifMatch: 1 });
    const { position } = corrected.as(CorrectAnswer);
    const given = async (query: string) => {
      const stream = await office.clerk.stream(`/api/v1/readouts/${id}/file?after=${position}${query}`, {});
      return digest(new Uint8Array(await stream.arrayBuffer()));
    };
    expect([await given(''), await given('&version=1')]).toEqual([digest(after), digest(before)]);
    expect((await office.clerk.get(`/api/v1/readouts/${id}/file?version=3`)).outcome).toBe('404 item.not-found');
  });
});

describe('what was given', () => {
  it('is changed by nobody', async () => {
    for (const table of ['readout_file', 'readout_text']) {
      await expect(office.app.sql(`DELETE FROM ${table}`)).rejects.toThrow(/only ever added to/);
    }
  });
});
