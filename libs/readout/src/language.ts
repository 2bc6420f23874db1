import type { ReadoutLanguage } from './title.ts';

/** The language most of the text is in; a Chinese character says as much as some three letters. English when there is neither. */
export function languageOf(text: string): ReadoutLanguage {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/[a-z]/gi)?.length ?? 0;
  return characters * 3 > letters ? 'zh' : 'en';
}
