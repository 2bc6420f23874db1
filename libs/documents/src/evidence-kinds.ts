import yauzl from 'yauzl';
import { decode } from './decode.ts';

/** What may be added to a report as evidence, and the media type that each is kept under. */
export const EVIDENCE_TYPES = {
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain',
  csv: 'text/csv',
} as const;
export type EvidenceKind = keyof typeof EVIDENCE_TYPES;

/** Why a file is not taken as evidence. */
export type EvidenceRefusal = 'empty' | 'unknown-kind' | 'wrong-content' | 'macros' | 'damaged';

const OTHER_EXTENSIONS: Readonly<Record<string, EvidenceKind>> = { jpeg: 'jpg' };
/** Where Acrobat looks for it, too. */
const PDF_WITHIN = 1024;
const MOST_ENTRIES = 10_000;

/** The part by which each packed format is known. */
const PARTS: readonly (readonly [part: string, kind: EvidenceKind])[] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
  ['OFD.xml', 'ofd'],
];

/**
 * What a file is by its content, which has to be what its name says; nothing is unpacked. Refused are kinds that are not in
 * the list, old office formats among them, and files with macros.
 */
export async function evidenceKindOf(
  bytes: Buffer,
  name: string,
): Promise<{ readonly kind: EvidenceKind } | { readonly refused: EvidenceRefusal }> {
  if (bytes.length === 0) return { refused: 'empty' };
  const extension = /\.([^./\\]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const told = OTHER_EXTENSIONS[extension] ?? (Object.hasOwn(EVIDENCE_TYPES, extension) ? extension : null);
  if (told === null) return { refused: 'unknown-kind' };
  const found = bytes.toString('latin1', 0, 4) === 'PK\x03\x04' ? await packedKind(bytes) : plainKind(bytes);
  if (found === 'macros' || found === 'damaged') return { refused: found };
  if (found === 'txt' && told === 'csv') return { kind: 'csv' };
  return found === told ? { kind: found } : { refused: 'wrong-content' };
}

function plainKind(bytes: Buffer): EvidenceKind | null {
  const head = bytes.toString('latin1', 0, PDF_WITHIN);
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  if (head.includes('%PDF-')) return 'pdf';
  return isText(bytes) ? 'txt' : null;
}

async function packedKind(bytes: Buffer): Promise<EvidenceKind | 'macros' | 'damaged' | null> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
    if (zip.entryCount > MOST_ENTRIES) return 'damaged';
    const names = new Set<string>();
    for await (const { fileName } of zip.eachEntry()) names.add(fileName);
    if ([...names].some((part) => /vbaProject\.bin$/i.test(part))) return 'macros';
    return PARTS.find(([part]) => names.has(part))?.[1] ?? null;
  } catch {
    return 'damaged';
  }
}

/** In an encoding that is certain, and without control characters. */
function isText(bytes: Buffer): boolean {
  try {
    return !/[^\P{Cc}\t\n\r\f]/u.test(decode(bytes));
  } catch {
    return false;
  }
}
