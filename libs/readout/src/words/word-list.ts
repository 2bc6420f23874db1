/** Words to be found in a text. They are looked up by their first character, so that a long list costs as little as a short one. */
export class WordList {
  private readonly byFirst = new Map<string, readonly string[]>();

  /** @param words parted by blanks, each of at least one character */
  constructor(words: string) {
    for (const word of words.split(/\s+/).filter((one) => one !== '')) {
      const known = this.byFirst.get(word.charAt(0)) ?? [];
      this.byFirst.set(
        word.charAt(0),
        [...known, word].sort((a, b) => b.length - a.length),
      );
    }
  }

  /** The length of the longest word that begins at a place of the text; 0 when none does. */
  lengthAt(text: string, at: number): number {
    const words = this.byFirst.get(text.charAt(at)) ?? [];
    return words.find((word) => text.startsWith(word, at))?.length ?? 0;
  }

  /** How many words the text holds, none within another. */
  countIn(text: string): number {
    let count = 0;
    for (let at = 0; at < text.length; ) {
      const length = this.lengthAt(text, at);
      if (length > 0) count += 1;
      at += Math.max(1, length);
    }
    return count;
  }
}
