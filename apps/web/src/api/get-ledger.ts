import { keepPreviousData, queryOptions, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TaskRow, TaskSkeleton, TaskVersions } from '#libs/contracts';
import { get, type Parameters } from './client.ts';

/** So many rows are read at once; within what one request may ask for. */
const CHUNK = 50;

/** The whole ledger in columns of numbers: how long it is, and the position of each row. */
export const skeletonQuery = (filters: Parameters) =>
  queryOptions({
    queryKey: ['tasks', 'skeleton', filters],
    queryFn: () => get<TaskSkeleton>('/tasks/skeleton', filters),
    placeholderData: keepPreviousData,
  });

/** The rows from one place of the ledger to another, as far as they are read; those around them are read with them. */
export function useRows(
  positions: readonly number[],
  from: number,
  to: number,
  as_of?: string | number,
): ReadonlyMap<number, TaskRow> {
  const first = Math.floor(from / CHUNK);
  const chunks = Array.from({ length: Math.floor(to / CHUNK) - first + 1 }, (_, index) => {
    const start = (first + index) * CHUNK;
    return positions.slice(start, start + CHUNK);
  }).filter((chunk) => chunk.length > 0);
  const read = useQueries({
    queries: chunks.map((chunk) => ({
      queryKey: ['rows', chunk, as_of],
      queryFn: () => get<TaskVersions>('/tasks/versions', { positions: chunk.join(','), as_of }),
    })),
    combine: (results) => results.flatMap(({ data }) => data?.items ?? []),
  });
  return useMemo(() => new Map(read.map((row) => [row.position, row])), [read]);
}
