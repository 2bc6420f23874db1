import { randomUUID } from 'node:crypto';
import type { TaskEvent } from '#libs/directives';
import type { ImportedEvent, StoredEvent } from '#libs/event-store';

/**
 * So many tasks like those assigned in a log, each signed for, with a report, and due in a year: 3 events a task, to be
 * imported behind it.
 */
export function* openTasks(stored: readonly StoredEvent[], tasks: number): Generator<ImportedEvent> {
  const assigned = stored.flatMap(({ event, meta }) => {
    const task = event as TaskEvent;
    return task.type === 'TaskAssigned' ? { event: task, meta } : [];
  });
  const recordedAt = stored.at(-1)?.recordedAt ?? '';
  const year = Number(recordedAt.slice(0, 4)) + 1;
  for (let nth = 0; nth < tasks; nth++) {
    const { event, meta } = assigned[nth % assigned.length] ?? {};
    if (!event || !meta) throw new Error('No task is assigned in the log');
    const { at, by, leadUnit } = event;
    const [streamId, date] = [randomUUID(), `${year}-${String((nth % 12) + 1).padStart(2, '0')}-15`];
    const events: TaskEvent[] = [
      {
        ...event,
        number: `${event.number}-${nth}`,
        title: `推进第${nth}项重点工作`,
        deadline: { date, rule: 'set-by-hand', expression: null, calendarVersion: null },
      },
      { type: 'TaskSignedFor', at, by },
      {
        ...{
          type: 'ProgressReported',
          at,
          by,
          reportId: randomUUID(),
          unit: leadUnit,
          percent: nth % 100,
          period: null,
        },
        text: '已完成前期工作，正在与有关单位会商，预计下周形成初稿。',
      },
    ];
    for (const [before, event] of events.entries()) yield { streamId, version: before + 1, event, meta, recordedAt };
  }
}
