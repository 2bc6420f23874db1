/** How alike two texts are. */
export interface Likeness {
  /** Of all pieces of both, the share that both have: 1 for the same words. */
  readonly alike: number;
  /** Of the pieces of the shorter one, the share that the longer has as well. */
  readonly within: number;
}

/**
 * Compares texts by their pieces of characters: two of a Chinese text, three of any other; punctuation, spaces, case and
 * width do not count. Texts without a piece are unlike everything.
 */
export function likenessOf(a: Pieces, b: Pieces): Likeness {
  const [short, long] = a.size <= b.size ? [a, b] : [b, a];
  if (short.size === 0) return { alike: 0, within: 0 };
  let shared = 0;
  for (const piece of short) if (long.has(piece)) shared += 1;
  return { alike: (2 * shared) / (short.size + long.size), within: shared / short.size };
}

/** What a text is compared by; made once for a text that is compared often. */
export type Pieces = ReadonlySet<string>;

export function piecesOf(text: string): Pieces {
  const pieces = new Set<string>();
  const plain = text.normalize('NFKC').toLowerCase();
  for (const [run] of plain.matchAll(/\p{Script=Han}+|[^\p{Script=Han}]+/gu)) {
    const isHan = /^\p{Script=Han}/u.test(run);
    const characters = [...(isHan ? run : run.replace(/[^\p{L}\p{N}]+/gu, ''))];
    const length = isHan ? 2 : 3;
    if (characters.length < length && characters.length > 0) pieces.add(characters.join(''));
    for (let at = 0; at + length <= characters.length; at += 1) pieces.add(characters.slice(at, at + length).join(''));
  }
  return pieces;
}
