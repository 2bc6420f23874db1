import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ReadoutDetail, ReadoutPage, ReadoutProposals } from '#libs/contracts';
import { get } from './client.ts';

/** The readouts, the one imported last first. */
export const readoutsQuery = infiniteQueryOptions({
  queryKey: ['readouts', 'list'],
  queryFn: ({ pageParam }) => get<ReadoutPage>('/readouts', { cursor: pageParam, limit: 50 }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** The readouts imported last, to choose from. */
export const readoutChoicesQuery = queryOptions({
  queryKey: ['readouts', 'choices'],
  queryFn: () => get<ReadoutPage>('/readouts', { limit: 200 }),
});

export const readoutQuery = (id: string) =>
  queryOptions({ queryKey: ['readouts', 'one', id], queryFn: () => get<ReadoutDetail>(`/readouts/${id}`) });

export const proposalsQuery = (id: string) =>
  queryOptions({
    queryKey: ['readouts', 'proposals', id],
    queryFn: () => get<ReadoutProposals>(`/readouts/${id}/proposals`),
  });
