import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { TaskPage } from '#libs/contracts';
import { get, type Parameters } from './client.ts';

/** One page of tasks, with how many there are in all and by light when `counts` is asked for. */
export const tasksQuery = (filters: Parameters) =>
  queryOptions({
    queryKey: ['tasks', 'list', filters],
    queryFn: () => get<TaskPage>('/tasks', filters),
    placeholderData: keepPreviousData,
  });
