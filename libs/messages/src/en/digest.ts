import type { digest as zh } from '../zh/digest.ts';

export const digest: typeof zh = {
  title: 'Duban reminders ({{count}})',
  ping: 'A test message from Duban: all is set up',
  more: 'And {{count}} more: please look in Duban.',
  repeat: 'Sending was interrupted, so this message may come twice.',
};
