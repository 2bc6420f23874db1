export type ReadoutLanguage = 'zh' | 'en';

const LONGEST: Readonly<Record<ReadoutLanguage, number>> = { zh: 30, en: 80 };

/**
 * A short title from the words of a quote: what is to be done, without who is to do it and by when where that stands in
 * front; cut between words, with a capital in English.
 * @param leads what may be left out at the front, in the words of the quote
 */
export function titleOf(quote: string, language: ReadoutLanguage, leads: readonly string[] = []): string {
  const words = withoutLeads(quote.replace(/\s+/g, ' ').trim(), leads, language);
  const title = language === 'en' ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  const characters = [...title];
  if (characters.length <= LONGEST[language]) return title;
  const cut = characters.slice(0, LONGEST[language] - 1).join('');
  if (language === 'en') {
    const lastBlank = cut.lastIndexOf(' ');
    return `${lastBlank > 0 ? cut.slice(0, lastBlank) : cut}…`;
  }
  const clause = Math.max(cut.lastIndexOf('，'), cut.lastIndexOf('；'), cut.lastIndexOf(','));
  return clause >= LONGEST.zh / 2 ? cut.slice(0, clause) : `${cut}…`;
}

const TELLING: Readonly<Record<ReadoutLanguage, RegExp>> = {
  zh: /^(?:[，,、：:\s]|要|須|须|必须|必須|应当|應當|务必|務必|于|於|在|将(?=于|在)|负责(?=[\u4e00-\u9fff])|牵头(?=[\u4e00-\u9fff])|請|请|由|责成)+/,
  en: /^(?:[,;:\s]|(?:(?:was|were|is|are) (?:directed|asked|instructed|requested|required|tasked) to|shall|must|should|will|is to|are to|to|BE DIRECTED to|be directed to|be requested to|BE REQUESTED to|and|that)\s)+/i,
};

/** In English only words that a comma, or what obliges, parts from the rest: `monthly` of `monthly reports` stays. */
function startsWith(words: string, lead: string, language: ReadoutLanguage): boolean {
  if (!words.startsWith(lead)) return false;
  const behind = words.slice(lead.length);
  return language === 'zh' || behind.startsWith(',') || TELLING.en.exec(behind.trimStart()) !== null;
}

function withoutLeads(words: string, leads: readonly string[], language: ReadoutLanguage): string {
  let rest = words;
  for (let round = 0; round < 3; round += 1) {
    const lead = leads.find((one) => one !== '' && startsWith(rest.replace(TELLING[language], ''), one, language));
    if (lead === undefined) break;
    rest = rest.replace(TELLING[language], '').slice(lead.length);
  }
  if (rest === words) return words;
  const told = rest.replace(TELLING[language], '');
  return [...told].length >= 4 ? told : words;
}
