import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS, QUESTIONS, READING_RULES } from '#libs/calendar';
import { LANGUAGES, translator } from './index.ts';

describe.each(LANGUAGES)('in %s', (language) => {
  const t = translator(language);

  it.each([...READING_RULES, 'set-by-hand', 'inherited', 'after-suspension'] as const)(
    'a date read by %s has its sentence',
    (rule) => {
      const key = `readings.${rule}` as const;
      expect(t(key)).not.toBe(key);
    },
  );

  it.each(QUESTIONS)('what is asked for %s has its question', (question) => {
    const key = `asks.${question}` as const;
    expect(t(key)).not.toBe(key);
  });

  it.each(ASSUMPTIONS)('taking %s for granted has its sentence', (assumption) => {
    const key = `assumes.${assumption}` as const;
    expect(t(key)).not.toBe(key);
  });
});
