import { deflateSync } from 'node:zlib';

/** A PDF of one page whose lines can be read, of any script: a font without glyphs, whose codes are told as characters. */
export function pdf(lines: readonly string[], { encoding = 'Identity-H', mapped = true } = {}): Buffer {
  const show = lines.map((line) => `<${hex(line)}> Tj 0 -20 Td`).join(' ');
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Told def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end`;
  const descriptor =
    '<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>';
  const font = `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor ${descriptor} /DW 1000 >>`;
  const told = mapped ? '/ToUnicode 6 0 R' : '';
  return pdfOf(stream(`BT /F 12 Tf 72 760 Td ${show} ET`), [
    `<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /${encoding} /DescendantFonts [${font}] ${told} >>`,
    stream(map),
  ]);
}

/** A PDF whose page shows nothing but a drawing, as a scanner makes it. */
export function scannedPdf(): Buffer {
  return pdfOf(stream('0 0 200 200 re f'), []);
}

/** A PDF of a few kilobytes that unpacks to so many megabytes. */
export function pdfBomb(megabytes: number): Buffer {
  return pdfOf(stream(Buffer.alloc(megabytes * 1_000_000, ' ')), []);
}

function pdfOf(content: Buffer, more: readonly (string | Buffer)[]): Buffer {
  return file([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    content,
    ...more,
  ]);
}

/** A PDF that asks for a password: encrypted by a handler with keys that nobody has. */
export function lockedPdf(): Buffer {
  const key = '0'.repeat(64);
  return file(
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'],
    `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${key}> /U <${key}> >> /ID [<00> <00>]`,
  );
}

function file(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [i, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    places.push(at);
    parts.push(part);
    at += part.length;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer << /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}

function stream(content: string | Buffer): Buffer {
  const packed = deflateSync(content);
  const head = Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`);
  return Buffer.concat([head, packed, Buffer.from('\nendstream')]);
}

function hex(text: string): string {
  return [...Buffer.from(text, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
