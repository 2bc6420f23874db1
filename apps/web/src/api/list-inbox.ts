import { queryOptions } from '@tanstack/react-query';
import type { AlertPage } from '#libs/contracts';
import { get } from './client.ts';

/** One's own alerts, the newest first. */
export const inboxQuery = (unacknowledged: boolean) =>
  queryOptions({
    queryKey: ['inbox', unacknowledged],
    queryFn: () => get<AlertPage>('/inbox', { unacknowledged, limit: 200 }),
  });
