import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { LocalName } from '#libs/contracts';
import type { Language } from '#libs/messages';
import { webTranslator } from '#libs/messages/web';
import { speak } from '../api/client.ts';
import { dayText, timeText } from './dates.ts';

const KEY = 'duban.language';

interface Texts {
  readonly language: Language;
  readonly t: TFunction;
  /** `12月25日 周日`, `Sun 25 Dec`; with the year unless it is that of `today`. */
  readonly day: (date: string, today?: string) => string;
  /** An instant in the deployment's zone, `2022年12月25日 周日 09:00`. */
  readonly time: (instant: string, timeZone: string) => string;
  readonly name: (name: LocalName) => string;
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<Texts | null>(null);

export function useTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error('useTexts is for what stands inside a TextsProvider');
  return texts;
}

/** The language chosen here before, else the browser's. */
export function languageBefore(): Language {
  const known = localStorage.getItem(KEY) ?? navigator.language;
  return known.startsWith('zh') ? 'zh' : 'en';
}

/** Holds the language of the page and its texts; another language shows once its texts are there. */
export function TextsProvider({
  first,
  children,
}: {
  first: { language: Language; t: TFunction };
  children: ReactNode;
}) {
  const [{ language, t }, choose] = useState(first);

  useEffect(() => {
    document.documentElement.lang = language;
    speak(language);
  }, [language]);

  const texts = useMemo<Texts>(
    () => ({
      language,
      t,
      day: (date, today) => dayText(date, language, today),
      time: (instant, timeZone) => timeText(instant, timeZone, language),
      name: (name) => name[language],
      setLanguage: (next) => {
        localStorage.setItem(KEY, next);
        speak(next);
        void webTranslator(next).then((t) => choose({ language: next, t }));
      },
    }),
    [language, t],
  );
  return <Context value={texts}>{children}</Context>;
}
