import { queryOptions } from '@tanstack/react-query';
import type { CampaignDetail, CampaignPage } from '#libs/contracts';
import { get } from './client.ts';

/** Every campaign, the one that ends first first. */
export const campaignsQuery = queryOptions({
  queryKey: ['campaigns', 'list'],
  queryFn: () => get<CampaignPage>('/campaigns', { limit: 200 }),
});

export const campaignQuery = (id: string) =>
  queryOptions({ queryKey: ['campaigns', 'one', id], queryFn: () => get<CampaignDetail>(`/campaigns/${id}`) });
