import type { zh } from './zh/texts.ts';

/** The shape of each light, the same in every language: a light is told by shape and word, never by colour alone. */
export const LIGHT_SHAPES: Readonly<Record<keyof typeof zh.terms.light, string>> = {
  overdue: '■',
  'due-soon': '▲',
  behind: '▽',
  'on-track': '●',
  done: '✓',
  'not-signed': '◌',
  suspended: '‖',
};
