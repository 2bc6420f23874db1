import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DocumentRefused, extractText } from '#libs/documents';
import { docx, wordFile } from './support/docx.ts';
import { lockedPdf, pdf, pdfBomb, scannedPdf } from './support/pdf.ts';
import { zip } from './support/zip.ts';

const LINES = ['全市经济运行调度会', '会议强调，要大干60天，确保四季度实现开门红。'];
const TABLE = [
  ['序号', '工作任务', '牵头单位', '完成时限'],
  ['1', '新建口袋公园20个', '市园林局', '10月底前'],
];

async function refusal(bytes: Uint8Array, name: string | null, timeLimitMs?: number): Promise<string> {
  const outcome = await extractText(bytes, name, timeLimitMs).catch((error: unknown) => error);
  return outcome instanceof DocumentRefused ? outcome.code : `read: ${JSON.stringify(outcome).slice(0, 200)}`;
}

describe('a file gives its text', () => {
  it('from Word, tables row by row', async () => {
    const { kind, text } = await extractText(docx([...LINES, TABLE]), '通稿.docx');
    expect([kind, text]).toEqual(['docx', [...LINES, ...TABLE.map((row) => row.join('\t'))].join('\n')]);
  });

  it('from PDF, line by line', async () => {
    const { kind, text } = await extractText(pdf(LINES), '通稿.PDF');
    expect([kind, text.trimEnd()]).toEqual(['pdf', LINES.join('\n')]);
  });

  it('from a saved page in the encoding that it names', async () => {
    // 督办 in GB 2312.
    const words = Buffer.from('b6bdb0ec', 'hex');
    const page = Buffer.concat([
      Buffer.from('<!DOCTYPE html><html><head><meta charset="gb2312"><title>x</title></head><body><p>'),
      words,
      Buffer.from('</p><script>alert(1)</script></body></html>'),
    ]);
    expect(await extractText(page, null)).toEqual({ kind: 'html', text: '督办' });
  });

  it('from plain text and Markdown', async () => {
    expect(await extractText(Buffer.from(`\uFEFF${LINES.join('\r\n')}`), 'a.txt')).toEqual({
      kind: 'text',
      text: LINES.join('\r\n'),
    });
    expect((await extractText(Buffer.from('# 会议\n\n- 一'), 'a.md')).kind).toBe('markdown');
  });
});

describe('a file is refused', () => {
  const big = Buffer.alloc(20_000_001, ' ');
  const xml = (entry: string) => `<?xml version="1.0"?>${entry}`;
  const cases: Record<string, readonly [bytes: Uint8Array, name: string | null, code: string]> = {
    'when it is empty': [Buffer.alloc(0), 'a.txt', 'document.empty'],
    'above 20 MB': [big, 'a.txt', 'document.too-large'],
    'when its content is not what its name says': [Buffer.from('plain'), 'a.pdf', 'document.wrong-content'],
    'when it is a PDF named as text': [pdf(LINES), 'a.txt', 'document.wrong-content'],
    'when it is of another kind by its name': [Buffer.from('plain'), 'a.xlsx', 'document.unknown-kind'],
    'when it is a picture': [Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), null, 'document.unknown-kind'],
    'when it is a zip but no Word document': [
      zip([{ name: 'a.txt', content: 'a' }]),
      'a.docx',
      'document.unknown-kind',
    ],
    'when it is of an old Word': [Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'a.doc', 'document.old-word'],
    'when a password locks the Word document': [
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'a.docx',
      'document.encrypted',
    ],
    'when a password locks an entry of the zip': [
      docx(LINES, [{ name: 'word/media/a.bin', content: 'a', encrypted: true }]),
      'a.docx',
      'document.encrypted',
    ],
    'when a password locks the PDF': [lockedPdf(), 'a.pdf', 'document.encrypted'],
    'when the PDF is scanned': [scannedPdf(), 'a.pdf', 'document.no-text'],
    'when the PDF lacks the map from its codes to characters': [
      pdf(LINES, { encoding: 'GBK-EUC-H', mapped: false }),
      'a.pdf',
      'document.fonts-missing',
    ],
    'when the Word document has no words': [docx(['']), 'a.docx', 'document.no-text'],
    'when the PDF is damaged': [Buffer.from('%PDF-1.7 and nothing'), 'a.pdf', 'document.damaged'],
    'when the zip is cut off': [docx(LINES).subarray(0, 400), 'a.docx', 'document.damaged'],
    'when its XML declares a document type': [
      wordFile(xml('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>')),
      'a.docx',
      'document.doctype',
    ],
    'when its XML declares one in UTF-16': [
      wordFile('<w/>', [{ name: 'word/a.xml', content: Buffer.from('<!DOCTYPE a>', 'utf16le') }]),
      'a.docx',
      'document.doctype',
    ],
    'when the zip holds thousands of entries': [
      zip(Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, content: '' }))),
      'a.docx',
      'document.bomb',
    ],
    'when the zip unpacks to more than 50 MB': [
      docx(
        LINES,
        Array.from({ length: 6 }, (_, i) => ({ name: `word/${i}.bin`, content: noise(9_000_000) })),
      ),
      'a.docx',
      'document.bomb',
    ],
    'when an entry is packed two hundredfold': [
      docx(LINES, [{ name: 'word/a.bin', content: Buffer.alloc(5_000_000) }]),
      'a.docx',
      'document.bomb',
    ],
    'when an entry says a smaller size than it has': [
      docx(LINES, [{ name: 'word/a.bin', content: Buffer.alloc(30_000_000), saidSize: 10 }]),
      'a.docx',
      'document.bomb',
    ],
    'when bytes are no text': [randomBytes(1000), 'a.txt', 'document.encoding-unknown'],
  };

  it.each(Object.entries(cases))('%s', async (_, [bytes, name, code]) => {
    expect(await refusal(bytes, name)).toBe(code);
  });

  it('when reading it takes more memory than a file may', async () => {
    // With time enough, so that a busy machine cannot make it too slow first.
    expect(await refusal(pdfBomb(500), 'a.pdf', 50_000)).toBe('document.too-heavy');
  });
});

/** Half of it compresses to nothing, so that no entry is dense. */
function noise(bytes: number): Buffer {
  return Buffer.concat([randomBytes(bytes / 20), Buffer.alloc(bytes - bytes / 20)]);
}
