import { simplified } from './traditional.ts';

/** What the rules see in place of a character; every replacement has the length of what it replaces. */
const MARKS: Readonly<Record<string, string>> = {
  '、': '、',
  '｡': '。',
  '．': '.',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '〈': '《',
  '〉': '》',
  '〔': '(',
  '〕': ')',
  '【': '(',
  '】': ')',
  '［': '(',
  '］': ')',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '\u00a0': ' ',
  '\u3000': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '﹒': '.',
};

/**
 * A text as the rules look at it: simplified characters, half-width letters, digits and marks (but 。and 、), one kind of
 * quotation marks, dash and blank. As long as the text, so that a place in one is the same place in the other.
 */
export function fold(text: string): string {
  return simplify(text).replace(/[^ -~\n\t\u4e00-\u9fff]/g, (character) => {
    const known = MARKS[character];
    if (known !== undefined) return known;
    const code = character.charCodeAt(0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
  });
}

/** The text in simplified characters, as long as it was. */
export function simplify(text: string): string {
  return text.replace(/[\u4e00-\u9fff]/g, (character) => simplified.get(character) ?? character);
}
