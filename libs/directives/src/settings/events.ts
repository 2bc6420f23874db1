import type { DomainEvent } from '#libs/event-sourcing';
import type { Step } from '../reminders/ladder.ts';

// The names and fields below are the stored format: they are kept for years. One stream holds the settings of a deployment.

/** The whole of a ladder as it is afterwards. */
export type LadderSet = DomainEvent<
  'LadderSet',
  { name: string; title: { zh: string; en: string }; steps: readonly Step[] }
>;

export type SettingsEvent = LadderSet;
