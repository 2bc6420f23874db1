import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AlertPage, AlertReasons, InboxCounts } from '#libs/contracts';
import type { AlertState } from '../app/search.ts';
import { get } from './client.ts';

/** One's own alerts in one state, the newest first. */
export const inboxQuery = (state: AlertState) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', state],
    queryFn: ({ pageParam }) => get<AlertPage>('/inbox', { state, cursor: pageParam, limit: 50 }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const inboxCountsQuery = queryOptions({
  queryKey: ['inbox', 'counts'],
  queryFn: () => get<InboxCounts>('/inbox/counts'),
});

/** Why somebody was told, and who else was; of an alert or of a delivery. */
export const alertReasonsQuery = (id: string) =>
  queryOptions({
    queryKey: ['inbox', 'why', id],
    queryFn: () => get<AlertReasons>(`/alerts/${id}/why`, {}, { own: false }),
  });
