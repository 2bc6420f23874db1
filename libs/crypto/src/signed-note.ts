import type { Signer, Verifier } from './note-keys.ts';

// C2SP signed-note: a text of whole lines, an empty line, and a line for each signature: "— <name> <base64 of key id and signature>".

/** Throws when the text is empty, does not end with a line break, or has an empty line at its end. */
export function signNote(text: string, { verifier, sign }: Signer): string {
  if (!/[^\n]\n$/.test(text)) throw new Error('A note must end with one line break');
  const signature = Buffer.concat([Buffer.from(verifier.keyId, 'hex'), sign(text)]);
  return `${text}\n— ${verifier.name} ${signature.toString('base64')}\n`;
}

export interface VerifiedNote {
  readonly text: string;
  readonly keyId: string;
}

/**
 * The text of a note that one of the verifiers signed. Null when none did, or when a signature that claims to be of one
 * of them is not.
 */
export function verifyNote(note: string, verifiers: readonly Verifier[]): VerifiedNote | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  let signedBy: Verifier | null = null;
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded = ''] = line.match(/^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u) ?? [];
    if (name === undefined) return null;
    const bytes = Buffer.from(encoded, 'base64');
    const keyId = bytes.subarray(0, 4).toString('hex');
    const verifier = verifiers.find((one) => one.name === name && one.keyId === keyId);
    if (!verifier) continue;
    if (bytes.toString('base64') !== encoded || !verifier.verify(text, bytes.subarray(4))) return null;
    signedBy ??= verifier;
  }
  return signedBy && { text, keyId: signedBy.keyId };
}

/** The notes in a text that holds any number of them one after another; what is no note in between is left out. */
export function notesIn(text: string): string[] {
  return text.match(/(?:[^\n—][^\n]*\n)+\n(?:— [^\n]*\n)+/g) ?? [];
}
