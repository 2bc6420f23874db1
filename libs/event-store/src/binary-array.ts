/** Numbers that Postgres gives its built-in types: the same in every database. */
const TYPES = { text: 25, jsonb: 3802 } as const;
const JSONB_FORMAT = 1;
const HEADER_BYTES = 20;

/**
 * Texts as a parameter of type `text[]` or `jsonb[]` in the binary format. As a literal, every quote of every JSON text
 * would have to be escaped here and unescaped there.
 */
export function binaryArray(type: keyof typeof TYPES, items: readonly string[]): Buffer | string {
  if (items.length === 0) return '{}';
  const before = type === 'jsonb' ? 1 : 0;
  let size = HEADER_BYTES;
  for (const item of items) size += 4 + before + Buffer.byteLength(item);
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(0, 4); // no nulls
  buffer.writeInt32BE(TYPES[type], 8);
  buffer.writeInt32BE(items.length, 12);
  buffer.writeInt32BE(1, 16); // the first element's number
  let at = HEADER_BYTES;
  for (const item of items) {
    if (before) buffer[at + 4] = JSONB_FORMAT;
    const length = before + buffer.write(item, at + 4 + before);
    buffer.writeInt32BE(length, at);
    at += 4 + length;
  }
  return buffer;
}

/** Numbers or UUIDs as an array literal. */
export function arrayLiteral(items: readonly (number | string)[]): string {
  return `{${items.join()}}`;
}
