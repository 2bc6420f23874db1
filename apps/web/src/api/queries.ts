import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** What is shown stays until the newer answer is there; the client itself has tried again already. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => !(error instanceof ApiProblem) && failures < 20,
        retryDelay: 2000,
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
    },
  });
}
