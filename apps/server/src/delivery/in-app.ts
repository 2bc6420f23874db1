import type { InboxChannel } from './channel.ts';

/**
 * The inbox. Its alert is written by the very statement that claims the step, so it comes exactly once and needs
 * neither queue nor try.
 */
export const inApp: InboxChannel = { name: 'in-app', to: 'inbox' };
