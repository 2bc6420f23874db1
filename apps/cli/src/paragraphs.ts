/** How many paragraphs a text has, told apart by line ends. */
export function paragraphsOf(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** In which paragraph of the text, counted from 1, the place lies. */
export function paragraphAt(text: string, offset: number): number {
  const lineEnd = text.indexOf('\n', offset);
  return paragraphsOf(text.slice(0, lineEnd < 0 ? text.length : lineEnd));
}
