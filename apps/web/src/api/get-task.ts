import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HistoryPage, TaskDeeds, TaskDetail } from '#libs/contracts';
import type { PastMoment } from '../app/search.ts';
import { get } from './client.ts';

export const taskQuery = (id: string) =>
  queryOptions({ queryKey: ['tasks', 'one', id], queryFn: () => get<TaskDetail>(`/tasks/${id}`) });

/** The task as it was at a past moment; the answer is the same for ever. */
export const pastTaskQuery = (id: string, as_of: PastMoment) =>
  queryOptions({
    queryKey: ['past', 'tasks', id, as_of],
    queryFn: () => get<TaskDetail>(`/tasks/${id}`, { as_of }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

/** What the person who is signed in may do to it now. */
export const taskDeedsQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', 'deeds', id],
    queryFn: () => get<TaskDeeds>(`/tasks/${id}/deeds`, {}, { own: false }),
  });

const PAGE = 200;

/** Every event of the task, oldest first. */
export const taskHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['tasks', 'history', id],
    queryFn: async () => {
      const items: HistoryPage['items'] = [];
      for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
        const page: HistoryPage = await get<HistoryPage>(`/tasks/${id}/history`, { limit: PAGE, cursor });
        items.push(...page.items);
        cursor = page.nextCursor;
      }
      return items;
    },
  });
