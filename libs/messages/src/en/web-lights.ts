import type { lights as zh } from '../zh/web-lights.ts';

export const lights: typeof zh = {
  title: 'When lights change',
  about:
    'From when on a task is due soon, or behind. Open tasks follow at once; a past moment keeps the lights that it had.',
  dueSoonWorkingDays: 'Due soon: from so many working days before the date',
  dueSoonPercent: 'or when this share of the time is left, in %, whichever is earlier',
  behindPoints: 'Behind: more than so many percentage points short of a linear plan',
  silentDays: 'or after more than so many days without a report',
  save: 'Go by these',
  saved: 'Lights go by the new thresholds',
};
