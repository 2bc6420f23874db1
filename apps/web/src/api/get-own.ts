import { queryOptions } from '@tanstack/react-query';
import type {
  ApiTokenPage,
  CalendarFeedPage,
  DestinationPage,
  NotificationPreferences,
  OwnSecondFactors,
  OwnSessions,
  SavedViews,
} from '#libs/contracts';
import { get } from './client.ts';

// What somebody keeps for themselves; destinations are the office's.

export const sessionsQuery = queryOptions({
  queryKey: ['own', 'sessions'],
  queryFn: () => get<OwnSessions>('/sessions', {}, { own: false }),
});
export const secondFactorsQuery = queryOptions({
  queryKey: ['own', 'second-factors'],
  queryFn: () => get<OwnSecondFactors>('/session/second-factors', {}, { own: false }),
});
export const tokensQuery = queryOptions({
  queryKey: ['own', 'tokens'],
  queryFn: () => get<ApiTokenPage>('/tokens', { limit: 200 }),
});
export const feedsQuery = queryOptions({
  queryKey: ['own', 'feeds'],
  queryFn: () => get<CalendarFeedPage>('/calendar-feeds', { limit: 200 }),
});
export const preferencesQuery = queryOptions({
  queryKey: ['own', 'preferences'],
  queryFn: () => get<NotificationPreferences>('/notification-preferences', {}, { own: false }),
});
/** One's own saved views, and those that the office shares. */
export const viewsQuery = queryOptions({
  queryKey: ['own', 'views'],
  queryFn: () => get<SavedViews>('/views', {}, { own: false }),
});
export const destinationsQuery = queryOptions({
  queryKey: ['destinations'],
  queryFn: () => get<DestinationPage>('/destinations', { limit: 200 }),
});
