/** Lines of `# …` down to this line tell where a text comes from and are no part of it. */
const HEADER_END = /^# ---- text below ----[ \t]*(?:\n|$)/;

/**
 * The text as it is stored, hashed and quoted: one kind of line end, no byte order mark, no control characters but tab
 * and line end, Unicode NFC, well-formed, without a leading header of `# ` lines. All offsets count in this text.
 * Never throws.
 */
export function normalise(text: string): string {
  const plain = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\ufeff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC');
  return plain.slice(headerLength(plain));
}

function headerLength(text: string): number {
  for (let at = 0; text.startsWith('# ', at); ) {
    const lineEnd = text.indexOf('\n', at);
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    if (HEADER_END.test(text.slice(at, next))) return next;
    at = next;
  }
  return 0;
}
