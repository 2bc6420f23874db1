import type { Instant } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';
import type { CampaignTerms } from './events.ts';

interface CampaignFields extends CampaignTerms {
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  /** In the order in which they were added. */
  readonly directiveIds: readonly Id[];
}

export interface NoCampaign {
  readonly status: 'none';
  readonly version: 0;
}
export interface OpenedCampaign extends CampaignFields {
  readonly status: 'open';
}
export interface ClosedCampaign extends CampaignFields {
  readonly status: 'closed';
  readonly closedAt: Instant;
}
export type ExistingCampaign = OpenedCampaign | ClosedCampaign;
export type CampaignState = NoCampaign | ExistingCampaign;
export type CampaignStatus = CampaignState['status'];

export const noCampaign: NoCampaign = { status: 'none', version: 0 };
