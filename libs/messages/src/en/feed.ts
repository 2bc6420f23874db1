import type { feed as zh } from '../zh/feed.ts';

export const feed: typeof zh = {
  event: 'Due: {{number}} {{title}}',
  leadUnit: 'Lead unit: {{unit}}',
  own: 'My Duban tasks',
  unit: 'Duban tasks of {{unit}}',
};
