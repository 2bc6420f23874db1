import type { ReadoutLanguage } from './title.ts';

/** The language most of the text is in; a Chinese character says as much as some three letters. English when there is neither. */
export function languageOf(text: string): ReadoutLanguage {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/[a-z]/gi)?.length ?? 0;
  return characters * 3 > letters ? 'zh' : 'en';
}

/** Whether an English text was put into words from Chinese, in which it is meetings that speak. */
export function isTranslated(folded: string): boolean {
  return /\bthe (?:meeting|conference|session) (?:also )?(?:pointed out|stressed|emphasi[sz]ed|demanded|held that)\b/i.test(
    folded,
  );
}
