import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docx } from '../documents/support/docx.ts';
import { pdf, scannedPdf } from '../documents/support/pdf.ts';
import { duban } from './duban.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-readouts-`));
});
afterAll(() => rm(folder, { recursive: true }));

async function propose(name: string, bytes: Buffer) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return duban(['readout', 'propose', path, '--meeting-date', '2022-10-26', '--json']);
}

describe('duban readout propose', () => {
  const lines = ['全市经济运行调度会。', '工业局要在60天内完成改造任务。'];

  it.each([
    ['a Word document', '通稿.docx', docx(lines)],
    ['a PDF', '通稿.pdf', pdf(lines)],
    ['a saved page', '通稿.html', Buffer.from(`<html><body><p>${lines.join('</p><p>')}</p></body></html>`)],
  ])('reads %s without a server', async (_, name, bytes) => {
    const { code, stdout } = await propose(name, bytes);
    expect([code, JSON.parse(stdout).proposals]).toMatchObject([0, [{ clock: { expression: '60天内' } }]]);
  });

  it('says what to do with a file that it cannot read, and ends with 2', async () => {
    const { code, stdout, stderr } = await propose('扫描.pdf', scannedPdf());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('scanned');
  });
});
