import type { EventLog } from '#libs/event-store';
import { ReadModelBehind } from './errors.ts';

/** Real time; longer than a projection needs, short enough to ask again. */
const PATIENCE_MS = 2_000;

/** The projections that queries wait for, by the names under which their checkpoints are kept: never rename one. */
export type ReadModel = 'directives' | 'tasks' | 'organisation' | 'search' | 'settled-alerts';

/** Waits until these read models show everything up to a position. Throws `ReadModelBehind` when that takes too long. */
export async function caughtUp(
  log: EventLog,
  readModels: readonly ReadModel[],
  after: number | undefined,
): Promise<void> {
  if (after === undefined) return;
  await Promise.all(
    readModels.map(async (name) => {
      if (!(await log.waitFor(name, after, PATIENCE_MS))) throw new ReadModelBehind(name, after);
    }),
  );
}
