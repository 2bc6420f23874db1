import { queryOptions } from '@tanstack/react-query';
import type { MyTaskPage } from '#libs/contracts';
import { get } from './client.ts';

/** What waits for one's own units, by need and then by date. */
export const myTasksQuery = queryOptions({
  queryKey: ['tasks', 'mine'],
  queryFn: () => get<MyTaskPage>('/tasks/mine', { limit: 200 }),
});
