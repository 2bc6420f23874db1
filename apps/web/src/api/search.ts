import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SearchAnswer } from '#libs/contracts';
import { get } from './client.ts';

const FOUND = 10;

/** Directives and tasks in whose texts all these words are; at least two characters. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['tasks', 'search', q],
    queryFn: () => get<SearchAnswer>('/search', { q, limit: FOUND }),
    placeholderData: keepPreviousData,
  });
