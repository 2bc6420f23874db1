/** A file's name without folders and control characters, at most 200 characters with its extension; null when nothing is left. */
export function plainName(name: string): string | null {
  const plain = [...(name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cs}]/gu, '').trim()];
  return plain.slice(-200).join('') || null;
}
