import type { CalendarDays } from '#libs/calendar';
import type { Command } from '#libs/event-sourcing';
import type { LightThresholds } from '../lights/light.ts';
import type { Step } from '../reminders/ladder.ts';

/** Writes a ladder, or changes one; of a preset's name, it takes the place of the preset. */
export type SetLadder = Command<
  'SetLadder',
  { name: string; title: { zh: string; en: string }; steps: readonly Step[] }
>;

/** From when on tasks are due soon, or behind. */
export type SetLightThresholds = Command<'SetLightThresholds', { thresholds: LightThresholds }>;

/** A server has come up with this edition of the working calendar. Nothing happens when it is there already, or a newer one is. */
export type AdoptCalendar = Command<'AdoptCalendar', { edition: string; days: CalendarDays }>;

export type SettingsCommand = SetLadder | SetLightThresholds | AdoptCalendar;
