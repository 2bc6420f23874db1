import { describe, expect, it } from 'vitest';
import { evidenceKindOf } from './evidence-kinds.ts';

/** A zip of empty files with these names. */
function zip(...names: string[]): Buffer {
  const [locals, central]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const name of names) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    locals.push(local, Buffer.from(name));
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const TAKEN: [name: string, bytes: Buffer][] = [
  ['a.pdf', Buffer.from('%PDF-1.7')],
  ['a.ofd', zip('OFD.xml', 'Doc_0/Document.xml')],
  ['a.docx', zip('[Content_Types].xml', 'word/document.xml')],
  ['a.xlsx', zip('[Content_Types].xml', 'xl/workbook.xml')],
  ['a.pptx', zip('[Content_Types].xml', 'ppt/presentation.xml')],
  ['a.jpg', Buffer.from('ffd8ffe0', 'hex')],
  ['a.png', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['a.gif', Buffer.from('GIF89a')],
  ['a.webp', Buffer.from('RIFF0000WEBPVP8 ')],
  ['a.txt', Buffer.from('已开工')],
  ['a.csv', Buffer.from('单位,进度\n工业局,30')],
];

describe('evidence', () => {
  it.each(TAKEN)('is %s by its content', async (name, bytes) => {
    const kind = name.slice(2);
    expect(await evidenceKindOf(bytes, name)).toEqual({ kind });
    expect(await evidenceKindOf(bytes, name.toUpperCase())).toEqual({ kind });
    for (const [other] of TAKEN.filter((taken) => taken[0] !== name)) {
      const isTextToo = kind === 'txt' && other === 'a.csv';
      const isTableToo = kind === 'csv' && other === 'a.txt';
      const expected = isTextToo || isTableToo ? { kind: other.slice(2) } : { refused: 'wrong-content' };
      expect(await evidenceKindOf(bytes, other)).toEqual(expected);
    }
  });

  it('is not what may run, or is nothing', async () => {
    const refused = async (bytes: Buffer, name: string) => evidenceKindOf(bytes, name);
    expect(await refused(Buffer.alloc(0), 'a.pdf')).toEqual({ refused: 'empty' });
    expect(await refused(zip('word/document.xml', 'word/vbaProject.bin'), 'a.docx')).toEqual({ refused: 'macros' });
    expect(await refused(zip('word/document.xml').subarray(0, 40), 'a.docx')).toEqual({ refused: 'damaged' });
    expect(await refused(zip('a.exe'), 'a.docx')).toEqual({ refused: 'wrong-content' });
    expect(await refused(zip('a.exe'), 'a.zip')).toEqual({ refused: 'unknown-kind' });
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'a.doc')).toEqual({ refused: 'unknown-kind' });
    expect(await refused(Buffer.from('a'), 'constructor')).toEqual({ refused: 'unknown-kind' });
  });
});
