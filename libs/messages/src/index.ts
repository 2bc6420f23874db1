import { createInstance, type TFunction } from 'i18next';
import { en } from './en/texts.ts';
import { zh } from './zh/texts.ts';

export { LIGHT_SHAPES } from './light-shapes.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every text by its key, for types that are made of the keys. */
export type Texts = typeof zh;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'texts';
    resources: { texts: typeof zh };
  }
}

const texts = createInstance();
await texts.init({
  ns: ['texts'],
  defaultNS: 'texts',
  fallbackLng: false,
  resources: { zh: { texts: zh }, en: { texts: en } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** Gives the texts of one language by typed keys: `translator('zh')('terms.light.overdue')`. Values are not escaped. */
export function translator(language: Language): TFunction {
  return texts.getFixedT(language);
}
