import { getDocumentProxy } from 'unpdf';
import { DocumentRefused } from './refused.ts';

const MOST_PAGES = 500;
/** Lines further apart than this many heights have a paragraph's end between them. */
const PARAGRAPH_GAP = 2.2;
/** Of `VerbosityLevel`: errors only. */
const QUIET = 0;

interface Piece {
  readonly str: string;
  readonly transform: readonly number[];
  readonly height: number;
  readonly hasEOL: boolean;
}

/**
 * The text of a PDF line by line, with a blank line where the page leaves room. Throws `document.encrypted`,
 * `document.too-heavy` for more than 500 pages, `document.no-text` for scanned pages, and `document.fonts-missing` when the
 * text cannot be told from its codes.
 */
export async function pdfText(bytes: Buffer): Promise<string> {
  const options = { verbosity: QUIET, isEvalSupported: false, useWorkerFetch: false, CMapReaderFactory: NoMaps };
  const pdf = await getDocumentProxy(new Uint8Array(bytes), options).catch(refuse);
  if (pdf.numPages > MOST_PAGES) throw new DocumentRefused('document.too-heavy');
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(linesOf(items.filter((item: object): item is Piece => 'str' in item)));
    page.cleanup();
  }
  if (NoMaps.asked) throw new DocumentRefused('document.fonts-missing');
  const text = pages.join('\n');
  if (text.trim() === '') throw new DocumentRefused('document.no-text');
  if (isUntold(text)) throw new DocumentRefused('document.fonts-missing');
  // Many fonts name a radical where the character is meant: ⼯ for 工.
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'));
}

/** PDF.js asks for the maps of fonts that are not in the file; without them words would be missing silently. */
class NoMaps {
  static asked = false;

  async fetch(): Promise<never> {
    NoMaps.asked = true;
    throw new Error('There are no maps here');
  }
}

function refuse(error: unknown): never {
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  throw new DocumentRefused(isLocked ? 'document.encrypted' : 'document.damaged');
}

function linesOf(pieces: readonly Piece[]): string {
  let text = '';
  let above: number | null = null;
  for (const { str, transform, height, hasEOL } of pieces) {
    const [y, size] = [transform[5] ?? 0, height || Math.abs(transform[3] ?? 0)];
    if (str !== '' && text.endsWith('\n') && above !== null && size > 0 && above - y > PARAGRAPH_GAP * size)
      text += '\n';
    text += str;
    if (str.trim() !== '') above = y;
    if (hasEOL) text += '\n';
  }
  return text;
}

/** Codes that no map turned into characters come out as replacement, control or private ones. */
function isUntold(text: string): boolean {
  const untold = text.match(/(?!\s)[\uFFFD\p{Cc}\p{Co}]/gu)?.length ?? 0;
  return untold > text.replace(/\s/g, '').length * 0.1;
}
