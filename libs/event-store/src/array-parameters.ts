/** Numbers that Postgres gives its built-in types: the same in every database. */
const TEXT = 25;
const JSONB = 3802;
const JSONB_FORMAT = 1;
const HEADER_BYTES = 20;

/** Numbers or UUIDs as a parameter of an array type. */
export function arrayLiteral(items: readonly (number | string)[]): string {
  return `{${items.join()}}`;
}

/**
 * Texts as a parameter of type `text[]`, in the binary format: in a literal, every quote would have to be escaped here
 * and unescaped there.
 */
export function textArray(items: readonly string[]): Buffer | string {
  return binaryArray(TEXT, items);
}

/** JSON texts as a parameter of type `jsonb[]`. */
export function jsonbArray(items: readonly string[]): Buffer | string {
  return binaryArray(JSONB, items);
}

function binaryArray(type: number, items: readonly string[]): Buffer | string {
  if (items.length === 0) return '{}';
  const before = type === JSONB ? 1 : 0;
  let size = HEADER_BYTES;
  for (const item of items) size += 4 + before + Buffer.byteLength(item);
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(0, 4); // no nulls
  buffer.writeInt32BE(type, 8);
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
