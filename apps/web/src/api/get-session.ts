import { queryOptions } from '@tanstack/react-query';
import type { Session } from '#libs/contracts';
import { get } from './client.ts';
import { hasStatus } from './problem.ts';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () =>
    get<Session | null>('/session', {}, { own: false }).catch((error: unknown) => {
      if (hasStatus(error, 401)) return null;
      throw error;
    }),
});
