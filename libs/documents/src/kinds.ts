import { DocumentRefused } from './refused.ts';

/** What can be read, and the media type that each is kept under. */
export const MEDIA_TYPES = {
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
export type DocumentKind = keyof typeof MEDIA_TYPES;

const BY_EXTENSION: Readonly<Record<string, DocumentKind>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  pdf: 'pdf',
  docx: 'docx',
};

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Word before 2007, and what a password has locked: a compound file of OLE. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
/** Where Acrobat looks for it, too. */
const PDF_WITHIN = 1024;
/** Images and archives that begin with no control character, or are often given by mistake. */
const OTHER_MAGIC = [
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
  'RIFF',
  '{\\rtf',
  'MIME-Version:',
];

/**
 * What a file is: its content must be what its name says, and the content alone decides when the name has no extension.
 * Throws `DocumentRefused` for what is neither, or cannot be read: `unknown-kind`, `wrong-content`, `old-word`, `encrypted`.
 */
export function kindOf(bytes: Buffer, name: string | null): DocumentKind {
  const [, extension = ''] = /\.([^./\\]{1,12})$/.exec(name ?? '') ?? [];
  const told = BY_EXTENSION[extension.toLowerCase()];
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    throw new DocumentRefused(bytes.includes(ENCRYPTED_PACKAGE) ? 'document.encrypted' : 'document.old-word');
  }
  if (extension !== '' && !told) throw new DocumentRefused('document.unknown-kind', { kind: `.${extension}` });
  const found = kindByContent(bytes);
  if (found === null) throw new DocumentRefused('document.unknown-kind', { kind: name ?? '?' });
  if (!told) return found;
  const isText = (kind: DocumentKind) => kind === 'text' || kind === 'markdown' || kind === 'html';
  if (told === found || (isText(told) && isText(found) && (told !== 'html' || /<[a-z!]/i.test(ascii(bytes)))))
    return told;
  throw new DocumentRefused('document.wrong-content', { kind: `.${extension}` });
}

function kindByContent(bytes: Buffer): DocumentKind | null {
  if (bytes.subarray(0, ZIP.length).equals(ZIP)) return 'docx';
  if (bytes.subarray(0, PDF_WITHIN).includes('%PDF-')) return 'pdf';
  const head = bytes.subarray(0, 16).toString('latin1');
  if (OTHER_MAGIC.some((magic) => head.startsWith(magic))) return null;
  return /^\s*(?:<!doctype html|<html|<\?xml[^>]{0,200}>\s*<(?:!doctype )?html)/i.test(ascii(bytes)) ? 'html' : 'text';
}

/** The beginning, as far as it is ASCII, without a byte order mark or the zeros of UTF-16. */
function ascii(bytes: Buffer): string {
  return bytes
    .subarray(0, 4096)
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
}
