import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DirectiveDetail, DirectivePage, HistoryPage } from '#libs/contracts';
import { get, type Parameters } from './client.ts';

export const directivesQuery = (filters: Parameters) =>
  queryOptions({
    queryKey: ['directives', 'list', filters],
    queryFn: () => get<DirectivePage>('/directives', { limit: 200, ...filters }),
    placeholderData: keepPreviousData,
  });

export const directiveQuery = (id: string) =>
  queryOptions({ queryKey: ['directives', 'one', id], queryFn: () => get<DirectiveDetail>(`/directives/${id}`) });

export const directiveHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['directives', 'history', id],
    queryFn: () => get<HistoryPage>(`/directives/${id}/history`, { limit: 200 }),
  });
