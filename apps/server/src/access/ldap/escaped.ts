const hex = (character: string) =>
  [...Buffer.from(character)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');

/** A typed text as a value in a filter (RFC 4515): nothing in it is an operator any more. */
export function inFilter(text: string): string {
  return text.replace(/[\\*()\0]/g, hex);
}

/** A typed text as a value in a distinguished name (RFC 4514): nothing in it begins another part of the name. */
export function inName(text: string): string {
  return text.replace(/[\\,+"<>;=#\0\r\n]/g, hex).replace(/^ | $/g, hex);
}
