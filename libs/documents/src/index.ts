export { type CellValue, csvText } from './csv.ts';
export { EVIDENCE_TYPES, type EvidenceKind, type EvidenceRefusal, evidenceKindOf } from './evidence-kinds.ts';
export { extractText, FILE_LIMIT_BYTES } from './extract-text.ts';
export { type DocumentKind, MEDIA_TYPES } from './kinds.ts';
export type { DocumentText } from './read-document.ts';
export { DOCUMENT_REFUSALS, type DocumentRefusal, DocumentRefused } from './refused.ts';
