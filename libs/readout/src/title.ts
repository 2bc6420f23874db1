import type { ReadoutLanguage } from './words.ts';

const LONGEST: Readonly<Record<ReadoutLanguage, number>> = { zh: 30, en: 80 };

/** A short title from the words of a quote: its beginning, cut between words, with a capital in English. */
export function titleOf(quote: string, language: ReadoutLanguage): string {
  const words = quote.replace(/\s+/g, ' ').trim();
  const title = language === 'en' ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  const characters = [...title];
  if (characters.length <= LONGEST[language]) return title;
  const cut = characters.slice(0, LONGEST[language] - 1).join('');
  const lastBlank = language === 'en' ? cut.lastIndexOf(' ') : -1;
  return `${lastBlank > 0 ? cut.slice(0, lastBlank) : cut}…`;
}
