import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Dashboard } from '#libs/contracts';
import { get, type Parameters } from './client.ts';

/** The figures of a campaign or of all; `since` is an instant to compare with. */
export const dashboardQuery = (asked: Parameters) =>
  queryOptions({
    queryKey: ['dashboard', asked],
    queryFn: () => get<Dashboard>('/dashboard', asked),
    placeholderData: keepPreviousData,
  });
