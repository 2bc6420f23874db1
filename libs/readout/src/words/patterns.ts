/**
 * One pattern for any of the words, of which each may itself be a piece of a pattern; longer words come first. Where all
 * begin with a Chinese character, a look at the next one spares trying them all.
 */
export function anyOf(words: string): string {
  const list = words.split(/\s+/).filter((word) => word !== '');
  const pattern = `(?:${list.sort((a, b) => b.length - a.length).join('|')})`;
  const first = list.map((word) => /^([\u4e00-\u9fff])(?![?*{|])/.exec(word)?.[1]);
  return first.includes(undefined) ? pattern : `(?=[${[...new Set(first)].join('')}])${pattern}`;
}
