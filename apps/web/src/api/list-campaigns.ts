import { queryOptions } from '@tanstack/react-query';
import type { CampaignDetail, CampaignPage } from '#libs/contracts';
import type { PastMoment } from '../app/search.ts';
import { get } from './client.ts';

/** Every campaign, the one that ends first first, as they are or as they were at a past moment. */
export const campaignsQuery = (as_of?: PastMoment) =>
  queryOptions({
    queryKey: ['campaigns', 'list', as_of],
    queryFn: () => get<CampaignPage>('/campaigns', { limit: 200, as_of }),
  });

/** A campaign as it is, or as it was at a past moment. */
export const campaignQuery = (id: string, as_of?: PastMoment) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id, as_of],
    queryFn: () => get<CampaignDetail>(`/campaigns/${id}`, { as_of }),
  });
