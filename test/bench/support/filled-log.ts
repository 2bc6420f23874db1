import { benchEvent, benchMeta } from './events.ts';
import { execute } from './postgres.ts';

/**
 * Fills an empty log with so many events of equally long streams, whose events lie among those of other streams, as
 * they do when many work at once. Stream n of length L has the id `streamOf(n)`.
 */
export async function fillLog(ownerUrl: string, events: number, perStream: number): Promise<void> {
  const streams = Math.ceil(events / perStream);
  const { type, ...data } = benchEvent(7);
  const json = (value: object) => `'${JSON.stringify(value)}'::jsonb`;
  await execute(
    ownerUrl,
    `INSERT INTO event (position, stream_id, version, schema_version, type, data, meta, recorded_at)
     SELECT n, lpad(to_hex((n - 1) % ${streams}), 32, '0')::uuid, (n - 1) / ${streams} + 1, 1, '${type}', ${json(data)},
       ${json(benchMeta)}, '2026-11-23T08:00:00Z'::timestamptz + n * interval '1 millisecond'
     FROM generate_series(1, ${events}) AS n`,
  );
  await execute(ownerUrl, 'VACUUM ANALYZE event');
}

export function streamOf(nth: number): string {
  return nth
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
