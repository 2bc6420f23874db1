/** Patterns, over folded text, of the numbers that `wholeNumber` reads: four digits at most, or words up to 999. */
export const ZH_NUMBER = '(?:\\d{1,4}|[零〇一二两三四五六七八九十百]{1,7})';
/** What may not stand before a Chinese number, lest it be the tail of a longer one. */
export const ZH_NUMBER_STARTS = '(?<![\\d.零〇一二两三四五六七八九十百千万第]|\\d,)';
const ONES = 'one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const BELOW_HUNDRED = `(?:(?:${TENS})(?:(?:-| )(?:${ONES}))?|${TEENS}|${ONES})`;
export const EN_NUMBER = `(?:\\d{1,4}|(?:a|one|two|three) hundred(?: and)?(?: ${BELOW_HUNDRED})?|${BELOW_HUNDRED}|a|an)`;
/** An ordinal of English days, quarters and halves. */
export const EN_ORDINAL = 'first|second|third|fourth|1st|2nd|3rd|4th|final|last';

const enWords = new Map<string, number>([
  ...ONES.split('|').map((word, i) => [word, i + 1] as const),
  ...TEENS.split('|').map((word, i) => [word, i + 10] as const),
  ...TENS.split('|').map((word, i) => [word, (i + 2) * 10] as const),
]);
const zhDigits = new Map([...'零一二三四五六七八九'].map((digit, i) => [digit, i]));
zhDigits.set('〇', 0).set('两', 2);

/** Reads `60`, `六十`, `一百二十`, `二〇二二` or `one hundred and twenty` in folded text; null when it is no number. */
export function wholeNumber(words: string): number | null {
  if (/^\d+$/.test(words)) return Number(words);
  return /[a-z]/.test(words) ? englishNumber(words) : chineseNumber(words);
}

function englishNumber(words: string): number | null {
  let sum = 0;
  for (const word of words.split(/[-\s]+/)) {
    if (word === 'and') continue;
    const value = word === 'a' || word === 'an' ? 1 : enWords.get(word);
    if (word === 'hundred') sum *= 100;
    else if (value === undefined) return null;
    else sum += value;
  }
  return sum;
}

function chineseNumber(words: string): number | null {
  // Digit by digit, as years are written.
  if (!/[十百]/.test(words) && words.length > 1) {
    const digits = [...words].map((character) => zhDigits.get(character));
    return digits.includes(undefined) || words.includes('两') ? null : Number(digits.join(''));
  }
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
