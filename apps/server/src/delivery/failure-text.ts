import { type Language, translator } from '#libs/messages';
import type { Failure } from './undelivered.ts';

/**
 * Why a message did not arrive, in the reader's language, followed by the far side's own words. Rows that were written before
 * failures had codes show those words alone; null when nothing failed.
 */
export function failureText(failure: Failure | null, detail: string | null, language: Language): string | null {
  if (failure === null) return detail;
  const t = translator(language);
  const sentence = t(`failures.${failure}`);
  return detail ? t('failures.said', { sentence, detail }) : sentence;
}
