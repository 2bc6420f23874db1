import type { CalendarDays } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
import type { LightThresholds } from '../lights/light.ts';
import type { Step } from '../reminders/ladder.ts';

// The names and fields below are the stored format: they are kept for years. One stream holds the settings of a deployment.

/** The whole of a ladder as it is afterwards. */
export type LadderSet = DomainEvent<
  'LadderSet',
  { name: string; title: { zh: string; en: string }; steps: readonly Step[] }
>;

/** All of the thresholds as they are afterwards. */
export type LightThresholdsSet = DomainEvent<'LightThresholdsSet', { thresholds: LightThresholds }>;

/**
 * From here on lights and reminders are reckoned by this edition of the working calendar; `days` is what it says of the years
 * around, so that what was reckoned by it can be reckoned again when there are newer ones. Dates stay where they are.
 */
export type CalendarAdopted = DomainEvent<'CalendarAdopted', { calendar: string; edition: string; days: CalendarDays }>;

export type SettingsEvent = LadderSet | LightThresholdsSet | CalendarAdopted;
