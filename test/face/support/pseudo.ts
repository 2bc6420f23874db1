import type { BrowserContext } from 'playwright-core';
import { webTexts } from '../../../libs/messages/src/en/web-texts.ts';

type Texts = string | { readonly [key: string]: Texts };

/** Gives the pages of a browser texts that are half as long again as the English ones, with accents: `[Öpén ónly ~~~~]`. */
export async function lengthen(context: BrowserContext): Promise<void> {
  const body = `export const webTexts = ${JSON.stringify(longer(webTexts))};`;
  await context.route('**/assets/web-texts-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

function longer(texts: Texts): Texts {
  if (typeof texts !== 'string')
    return Object.fromEntries(Object.entries(texts).map(([key, one]) => [key, longer(one)]));
  const padding = Array.from({ length: Math.ceil(texts.length / 12) }, () => ' ~~~~').join('');
  const accented = texts.replace(/\{\{.*?\}\}|[aeiou]/g, (part) => ACCENTED[part] ?? part);
  return `[${accented}${padding}]`;
}

const ACCENTED: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ö', u: 'ü' };
