import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '#libs/contracts';
import type { PastMoment } from '../app/search.ts';
import { get } from './client.ts';

/** The units, posts and holders as they were at a past moment. */
export const pastOrganisationQuery = (as_of?: PastMoment) =>
  queryOptions({
    queryKey: ['organisation', as_of],
    queryFn: () => get<Organisation>('/organisation', { as_of }),
  });

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => get<Organisation>('/organisation'),
});
