import type { Look } from './face.ts';

/** Both languages on a desk and on a phone. */
export const LOOKS: readonly (Required<Pick<Look, 'language' | 'width'>> & Look)[] = [
  { language: 'en', width: 1366 },
  { language: 'zh', width: 375 },
  { language: 'zh', width: 1366 },
  { language: 'en', width: 375 },
];
