import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveChange } from '#libs/contracts';
import { followChanges } from './stream.ts';

/** Several events come at once; what they changed is read once. */
const GATHER_MS = 150;

/** The first word of the query keys that a change of each kind makes stale. */
const STALE: Readonly<Record<LiveChange['kind'], readonly string[]>> = {
  readout: ['readouts'],
  directive: ['directives', 'readouts', 'tasks', 'overview', 'campaigns', 'dashboard'],
  task: ['tasks', 'directives', 'overview', 'campaigns', 'dashboard', 'inbox'],
  organisation: ['organisation', 'session', 'tasks', 'people'],
  campaign: ['campaigns', 'directives', 'dashboard'],
  settings: ['settings', 'tasks', 'overview', 'dashboard'],
  inbox: ['inbox', 'overview'],
};

const LIVE: ReadonlySet<unknown> = new Set(Object.values(STALE).flat());

/** Reads again what others have changed. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stale = new Set<string>();
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      gathering = undefined;
      for (const key of stale) void queries.invalidateQueries({ queryKey: [key] });
      stale.clear();
    };
    const end = followChanges(
      ({ kind }) => {
        for (const key of STALE[kind]) stale.add(key);
        gathering ??= setTimeout(readAgain, GATHER_MS);
      },
      // What is being read at the moment is as new as the stream.
      () =>
        void queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => LIVE.has(key) }, { cancelRefetch: false }),
    );
    return () => {
      clearTimeout(gathering);
      end();
    };
  }, [queries]);
}
