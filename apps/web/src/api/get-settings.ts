import { queryOptions } from '@tanstack/react-query';
import type { MovedDates, PushKey, PushSubscriptionPage, Settings } from '#libs/contracts';
import { get } from './client.ts';

/** What the office has settled for everybody, the ladders of reminders among it. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => get<Settings>('/settings'),
});

/** Dates that a newer edition of the calendar puts elsewhere, to be decided on by the office. */
export const movedDatesQuery = queryOptions({
  queryKey: ['directives', 'moved'],
  queryFn: () => get<MovedDates>('/settings/moved-dates', {}, { own: false }),
});

export const pushKeyQuery = queryOptions({
  queryKey: ['own', 'push-key'],
  queryFn: () => get<PushKey>('/push/key', {}, { own: false }),
  staleTime: Number.POSITIVE_INFINITY,
});
/** One's own browsers that take notices. */
export const devicesQuery = queryOptions({
  queryKey: ['own', 'devices'],
  queryFn: () => get<PushSubscriptionPage>('/push/subscriptions', { limit: 200 }, { own: false }),
});
