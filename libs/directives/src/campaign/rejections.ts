import { Rejection } from '#libs/event-sourcing';

/** Every answer "not allowed" of a campaign. Stable for clients; each has a sentence in `libs/messages`. */
export const CAMPAIGN_REJECTIONS = [
  'campaign.not-found',
  'campaign.exists',
  'campaign.closed',
  'campaign.ends-before-start',
  'campaign.milestone-outside',
  'campaign.directive-unknown',
  'campaign.too-many-directives',
] as const;
export type CampaignRejection = (typeof CAMPAIGN_REJECTIONS)[number];

export function reject(code: CampaignRejection, params: Rejection['params'] = {}): never {
  throw new Rejection<CampaignRejection>(code, params);
}
