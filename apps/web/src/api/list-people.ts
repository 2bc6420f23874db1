import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Person, PersonPage } from '#libs/contracts';
import { get } from './client.ts';

/** Everybody, by name, a page after the other. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people', 'list'],
  queryFn: ({ pageParam }) => get<PersonPage>('/people', { cursor: pageParam, limit: 100 }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** Everybody at once, to choose from. */
export const everybodyQuery = queryOptions({
  queryKey: ['people', 'all'],
  queryFn: async () => {
    const people: Person[] = [];
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page: PersonPage = await get<PersonPage>('/people', { cursor, limit: 200 });
      people.push(...page.items);
      cursor = page.nextCursor;
    }
    return people;
  },
});
