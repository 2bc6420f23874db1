import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { LocalName } from '#libs/contracts';
import { type Language, translator } from '#libs/messages';

const KEY = 'duban.language';

interface Texts {
  readonly language: Language;
  readonly t: TFunction;
  /** `2022年12月25日 周日`, `Sun 25 Dec 2022`. */
  readonly day: (date: string) => string;
  /** An instant in the deployment's zone, `2022年12月25日 周日 09:00`. */
  readonly time: (instant: string, timeZone: string) => string;
  readonly name: (name: LocalName) => string;
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<Texts | null>(null);

export function useTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error('useTexts is for what stands inside a LanguageProvider');
  return texts;
}

/** Holds the language of the page: the one chosen here before, else the browser's. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(chosenBefore);
  const t = translator(language);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = t('web.name');
  }, [language, t]);

  const texts: Texts = {
    language,
    t,
    day: (date) => dayText(`${date}T00:00:00Z`, 'UTC', language),
    time: (instant, timeZone) =>
      `${dayText(instant, timeZone, language)} ${format(instant, 'en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })}`,
    name: (name) => name[language],
    setLanguage: (next) => {
      localStorage.setItem(KEY, next);
      choose(next);
    },
  };
  return <Context value={texts}>{children}</Context>;
}

function chosenBefore(): Language {
  const known = localStorage.getItem(KEY) ?? navigator.language;
  return known.startsWith('zh') ? 'zh' : 'en';
}

function dayText(instant: string, timeZone: string, language: Language): string {
  if (language === 'en') {
    const options = { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
    return format(instant, 'en-GB', options).replace(',', '');
  }
  const date = format(instant, 'zh-CN', { timeZone, year: 'numeric', month: 'long', day: 'numeric' });
  return `${date} ${format(instant, 'zh-CN', { timeZone, weekday: 'short' })}`;
}

function format(instant: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
}
