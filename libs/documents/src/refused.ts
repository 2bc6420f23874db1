/** Every reason for which a file is not read. Stable for clients; each has a sentence in `libs/messages`. */
export const DOCUMENT_REFUSALS = [
  'document.empty',
  'document.too-large',
  'document.unknown-kind',
  'document.wrong-content',
  'document.old-word',
  'document.encrypted',
  'document.encoding-unknown',
  'document.too-long',
  'document.no-text',
  'document.fonts-missing',
  'document.doctype',
  'document.bomb',
  'document.damaged',
  'document.too-heavy',
  'document.too-slow',
] as const;
export type DocumentRefusal = (typeof DOCUMENT_REFUSALS)[number];

/** A file that is not read, and why: `code` with what fills its sentence. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';

  constructor(
    readonly code: DocumentRefusal,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}
