import { queryOptions } from '@tanstack/react-query';
import type { SystemStatus } from '#libs/contracts';
import { get } from './client.ts';

/** What the deployment says of itself, with business time. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: () => get<SystemStatus>('/status', {}, { own: false }),
  refetchInterval: 60_000,
});
