import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DirectiveDetail, DirectivePage, HistoryPage } from '#libs/contracts';
import type { PastMoment } from '../app/search.ts';
import { get, type Parameters } from './client.ts';

export const directivesQuery = (filters: Parameters) =>
  queryOptions({
    queryKey: ['directives', 'list', filters],
    queryFn: () => get<DirectivePage>('/directives', { limit: 200, ...filters }),
    placeholderData: keepPreviousData,
  });

/** A directive as it is, or as it was at a past moment. */
export const directiveQuery = (id: string, as_of?: PastMoment) =>
  queryOptions({
    queryKey: ['directives', 'one', id, as_of],
    queryFn: () => get<DirectiveDetail>(`/directives/${id}`, { as_of }),
  });

export const directiveHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['directives', 'history', id],
    queryFn: () => get<HistoryPage>(`/directives/${id}/history`, { limit: 200 }),
  });
