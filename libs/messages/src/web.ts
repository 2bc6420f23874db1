import { createInstance, type TFunction } from 'i18next';
import type { Language } from './index.ts';

export { LIGHT_SHAPES } from './light-shapes.ts';

const TEXTS = {
  zh: () => import('./zh/web-texts.ts'),
  en: () => import('./en/web-texts.ts'),
} as const satisfies Record<Language, () => Promise<object>>;

const texts = createInstance();
const started = texts.init({
  ns: ['texts'],
  defaultNS: 'texts',
  fallbackLng: false,
  resources: {},
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** As `translator`, for a page: with the texts that pages show and no others, loaded one language at a time. */
export async function webTranslator(language: Language): Promise<TFunction> {
  const [{ webTexts }] = await Promise.all([TEXTS[language](), started]);
  texts.addResourceBundle(language, 'texts', webTexts);
  return texts.getFixedT(language);
}
