/** One pattern for any of the words; a word may itself be a piece of a pattern. Longer words come first. */
export function anyOf(words: string): string {
  const list = words.split(/\s+/).filter((word) => word !== '');
  return `(?:${list.sort((a, b) => b.length - a.length).join('|')})`;
}
