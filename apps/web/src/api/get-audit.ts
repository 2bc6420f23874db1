import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditPage, DeliveryPage, EventPage, SealStatus } from '#libs/contracts';
import { get, type Parameters } from './client.ts';

/** What the log holds, in its order. */
export const eventsQuery = (filters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['events', filters],
    queryFn: ({ pageParam }) =>
      get<EventPage>('/events', { ...filters, cursor: pageParam, limit: 100 }, { own: false }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** What happened at the door, the newest first. */
export const auditEntriesQuery = infiniteQueryOptions({
  queryKey: ['audit-entries'],
  queryFn: ({ pageParam }) => get<AuditPage>('/audit-entries', { cursor: pageParam, limit: 100 }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

export const sealQuery = queryOptions({
  queryKey: ['seal'],
  queryFn: () => get<SealStatus>('/seal', {}, { own: false }),
});

/** Who was told what, the newest first. */
export const deliveriesQuery = (filters: Parameters) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', filters],
    queryFn: ({ pageParam }) => get<DeliveryPage>('/deliveries', { ...filters, cursor: pageParam, limit: 100 }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
