import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '#libs/contracts';
import { get } from './client.ts';

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: () => get<Organisation>('/organisation'),
});
