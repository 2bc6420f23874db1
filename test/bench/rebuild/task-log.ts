import { execute } from '../support/postgres.ts';

/** Events of every task in the log that `fillTaskLog` makes. */
export const EVENTS_A_TASK = 10;

/**
 * Fills an empty log with the lives of so many tasks, lying among each other: assigned, signed for, six reports, completion
 * claimed, closed. They are events of the product, so that its own projections fold them.
 */
export async function fillTaskLog(ownerUrl: string, tasks: number): Promise<void> {
  const id = (number: number | string) => `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`;
  const json = (...pairs: string[]) =>
    `jsonb_build_object('at', '2022-11-01T01:00:00.000Z', 'by', ${id(1)}, ${pairs.join(', ')})`;
  await execute(
    ownerUrl,
    `INSERT INTO event (position, stream_id, version, schema_version, type, data, meta, recorded_at)
     SELECT n, md5(task::text)::uuid, version, 1, type,
       CASE type
         WHEN 'TaskAssigned' THEN ${json(
           `'directiveId', ${id(2)}, 'parentTaskId', NULL, 'number', '督〔2022〕' || task || '号-01', 'title', '推进第' || task || '项重点工作'`,
           `'signBy', '2022-11-03', 'leadUnit', ${id(3)}, 'coUnits', jsonb_build_array(${id(4)}), 'leaderInCharge', NULL`,
           `'deadline', jsonb_build_object('date', '2022-12-25', 'rule', 'set-by-hand', 'expression', NULL, 'calendarVersion', NULL)`,
         )}
         WHEN 'TaskSignedFor' THEN jsonb_build_object('at', '2022-11-01T01:00:00.000Z', 'by', ${id(1)})
         WHEN 'ProgressReported' THEN ${json(
           `'reportId', md5(n::text)::uuid, 'unit', ${id(3)}, 'percent', version * 10, 'period', NULL`,
           `'text', '已完成前期工作，正在与有关单位会商，预计下周形成初稿。第' || version || '次报告。'`,
         )}
         WHEN 'CompletionClaimed' THEN ${json(`'text', '已全部完成', 'evidence', jsonb_build_array('照片')`)}
         ELSE ${json(`'kind', 'implemented', 'reason', '已核实'`)}
       END,
       jsonb_build_object('actor', ${id(1)}, 'correlationId', md5('c' || n)::uuid, 'commandId', md5('k' || n)::uuid),
       '2022-11-01T01:00:00Z'::timestamptz + n * interval '1 millisecond'
     FROM (
       SELECT n, (n - 1) % ${tasks} AS task, (n - 1) / ${tasks} + 1 AS version FROM generate_series(1, ${tasks * EVENTS_A_TASK}) AS n
     ) AS numbered, LATERAL (
       SELECT CASE version WHEN 1 THEN 'TaskAssigned' WHEN 2 THEN 'TaskSignedFor' WHEN 9 THEN 'CompletionClaimed'
         WHEN 10 THEN 'TaskClosed' ELSE 'ProgressReported' END AS type
     ) AS typed`,
  );
  await execute(ownerUrl, 'VACUUM ANALYZE event');
}
