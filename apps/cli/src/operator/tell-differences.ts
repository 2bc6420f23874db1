import type { verify } from '../../../server/src/operations/projections.ts';
import type { Terminal } from '../terminal.ts';
import type { Wording } from '../wording.ts';

type Difference = Awaited<ReturnType<typeof verify>>['differences'][number];

/** A line for each row that differs: which it is, and each of its columns that is not what it should be. */
export function tellDifferences(differences: readonly Difference[], stdout: Terminal, t: Wording['t']): void {
  for (const { table, stored, replayed } of differences) {
    const row = stored ?? replayed ?? {};
    // The keys of all our tables come first in them.
    const [[keyColumn, key] = []] = Object.entries(row);
    const what =
      stored === null
        ? t('projections.missing')
        : replayed === null
          ? t('projections.surplus')
          : Object.keys(row)
              .filter((column) => JSON.stringify(stored[column]) !== JSON.stringify(replayed[column]))
              .map((column) =>
                t('projections.column', {
                  column,
                  stored: JSON.stringify(stored[column]),
                  replayed: JSON.stringify(replayed[column]),
                }),
              )
              .join('; ');
    stdout.line(`  ${t('projections.difference', { table, key: `${keyColumn} ${key}`, what })}`);
  }
}
