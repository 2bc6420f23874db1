import { decode } from './decode.ts';
import { htmlText, namedEncoding } from './html.ts';
import { type DocumentKind, kindOf } from './kinds.ts';
import { DocumentRefused } from './refused.ts';

/** Bytes of UTF-8. A long readout has some 30,000; the limit keeps a mistaken file out. */
const TEXT_LIMIT_BYTES = 1_000_000;

/** What a file says. */
export interface DocumentText {
  readonly kind: DocumentKind;
  readonly text: string;
}

/** Reads a file in this process, however long it takes; throws `DocumentRefused`, and whatever a damaged file makes a parser throw. */
export async function readDocument(bytes: Buffer, name: string | null): Promise<DocumentText> {
  if (bytes.length === 0) throw new DocumentRefused('document.empty');
  const kind = kindOf(bytes, name);
  // Control characters are the format's, not the author's; normalising would drop them later.
  const text = (await textOf(bytes, kind)).replace(/(?![\t\n\r\f])\p{Cc}/gu, '');
  if (text.trim() === '') throw new DocumentRefused('document.no-text');
  const length = Buffer.byteLength(text);
  if (length > TEXT_LIMIT_BYTES)
    throw new DocumentRefused('document.too-long', { bytes: length, limit: TEXT_LIMIT_BYTES });
  if (text.includes('\uFFFD')) throw new DocumentRefused('document.encoding-unknown');
  return { kind, text };
}

/** The libraries are loaded for the kind at hand alone. */
async function textOf(bytes: Buffer, kind: DocumentKind): Promise<string> {
  switch (kind) {
    case 'docx':
      return (await import('./docx.ts')).docxText(bytes);
    case 'pdf':
      return (await import('./pdf.ts')).pdfText(bytes);
    case 'html':
      return htmlText(decode(bytes, namedEncoding(bytes)));
    case 'text':
    case 'markdown':
      return decode(bytes);
  }
}
