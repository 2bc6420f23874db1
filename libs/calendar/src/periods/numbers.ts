/** Patterns of the numbers that `wholeNumber` reads: up to four digits, or up to ninety-nine in words, either language. */
export const ZH_NUMBER = '(?:[0-9０-９]{1,4}|[零〇一二两三四五六七八九十百]{1,7})';
const ONES = 'one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
export const EN_NUMBER = `(?:[0-9]{1,4}|(?:${TENS})(?:[- ](?:${ONES}))?|${TEENS}|${ONES}|(?:a|one) hundred)`;

const enWords = new Map<string, number>([
  ...ONES.split('|').map((word, i) => [word, i + 1] as const),
  ...TEENS.split('|').map((word, i) => [word, i + 10] as const),
  ...TENS.split('|').map((word, i) => [word, (i + 2) * 10] as const),
]);
const zhDigits = new Map([...'零一二三四五六七八九'].map((digit, i) => [digit, i]));
zhDigits.set('〇', 0).set('两', 2);

/** Reads `60`, `６０`, `六十`, `一百二十` or `sixty-one`; null when the words are no number. */
export function wholeNumber(words: string): number | null {
  const digits = words.normalize('NFKC');
  if (/^\d+$/.test(digits)) return Number(digits);
  return /[a-z]/i.test(words) ? english(words.toLowerCase()) : chinese(words);
}

function english(words: string): number | null {
  if (/^(?:a|one) hundred$/.test(words)) return 100;
  let sum = 0;
  for (const word of words.split(/[- ]/)) {
    const value = enWords.get(word);
    if (value === undefined) return null;
    sum += value;
  }
  return sum;
}

function chinese(words: string): number | null {
  let sum = 0;
  let digit: number | null = null;
  for (const character of words) {
    const value = zhDigits.get(character);
    if (value !== undefined) {
      digit = value;
    } else if (character === '十' || character === '百') {
      sum += (digit ?? 1) * (character === '十' ? 10 : 100);
      digit = null;
    } else {
      return null;
    }
  }
  return sum + (digit ?? 0);
}
