import { namesIn } from './chinese.ts';

/** The units in the words that name who joins in. */
export function listed(words: string): readonly string[] {
  if (/[\u4e00-\u9fff]/.test(words)) return namesIn(words.replace(/等(?:单位|單位|部门|部門)?$/, ''));
  return words
    .split(/;|,\s{1,9}and\s{1,9}|,\s{1,9}|\s{1,9}and\s{1,9}(?=the\b)/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
