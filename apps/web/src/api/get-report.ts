import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Report } from '#libs/contracts';
import { get, type Parameters, queryOf } from './client.ts';

export const reportQuery = (filters: Parameters) =>
  queryOptions({
    queryKey: ['tasks', 'report', filters],
    queryFn: () => get<Report>('/report', filters),
    placeholderData: keepPreviousData,
  });

/** Where the same report is to be had as a file. */
export function exportAddress(filters: Parameters, format: 'xlsx' | 'csv', language: string): string {
  return `/api/v1/report/export${queryOf({ ...filters, format, language })}`;
}
