import type { CivilDate } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.

/** A day within a campaign on which something is to be reached. */
export interface Milestone {
  readonly date: CivilDate;
  readonly title: string;
}

/** What a campaign says of itself; `startDate` is its day 1, `endDate` its last. */
export interface CampaignTerms {
  readonly title: string;
  readonly startDate: CivilDate;
  readonly endDate: CivilDate;
  /** By date. */
  readonly milestones: readonly Milestone[];
}

export type CampaignOpened = DomainEvent<'CampaignOpened', CampaignTerms>;
export type CampaignAmended = DomainEvent<'CampaignAmended', CampaignTerms & { reason: string }>;
export type DirectivesAdded = DomainEvent<'DirectivesAdded', { directiveIds: readonly Id[] }>;
export type DirectivesRemoved = DomainEvent<'DirectivesRemoved', { directiveIds: readonly Id[]; reason: string }>;
export type CampaignClosed = DomainEvent<'CampaignClosed', { summary: string }>;

export type CampaignEvent = CampaignOpened | CampaignAmended | DirectivesAdded | DirectivesRemoved | CampaignClosed;
