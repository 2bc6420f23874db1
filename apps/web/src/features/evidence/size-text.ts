import type { Language } from '#libs/messages';

/** `3.4 MB`, `12 kB`. */
export function sizeText(bytes: number, language: Language): string {
  const isLarge = bytes >= 1_000_000;
  const options = {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(language, options).format(bytes / (isLarge ? 1_000_000 : 1000));
}
