import { createHash } from 'node:crypto';

/** The digest of a text (as UTF-8) or of bytes, with its algorithm in front: `sha256:<hex>`. */
export function digest(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
