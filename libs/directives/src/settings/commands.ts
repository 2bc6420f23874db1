import type { Command } from '#libs/event-sourcing';
import type { Step } from '../reminders/ladder.ts';

/** Writes a ladder, or changes one; of a preset's name, it takes the place of the preset. */
export type SetLadder = Command<
  'SetLadder',
  { name: string; title: { zh: string; en: string }; steps: readonly Step[] }
>;

export type SettingsCommand = SetLadder;
