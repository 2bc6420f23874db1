import mammoth from 'mammoth';
import { htmlText } from './html.ts';
import { DocumentRefused } from './refused.ts';
import { inspectZip } from './zip.ts';

/** The text of a Word document, tables row by row. Throws what `inspectZip` does, and `document.unknown-kind` for another zip. */
export async function docxText(bytes: Buffer): Promise<string> {
  const parts = await inspectZip(bytes);
  if (!parts.has('[Content_Types].xml') || !parts.has('word/document.xml'))
    throw new DocumentRefused('document.unknown-kind', { kind: 'zip' });
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer: bytes }, { convertImage, externalFileAccess: false });
  return htmlText(value);
}
