import type { EntityManager } from 'typeorm';
import { civilDateAt } from '#libs/calendar';
import type { Id, PlanContext, ReminderEvent, TaskEvent } from '#libs/directives';
import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { StoredEvent } from '#libs/event-store';
import { afterClaim, afterTaskEvent, type PlannedTask, stepsToCome, unplanned } from './planned-task.ts';

export const REMINDER_PLAN = 'reminder-plan';

interface PlannedRow {
  version: number;
  body: PlannedTask;
}

/**
 * The projection `reminder-plan`: which step of which task comes when (`reminder_plan`), and what that follows from
 * (`reminder_task`). Made from the log alone: emptied and replayed it gives the same rows.
 */
export class ReminderPlan {
  readonly name = REMINDER_PLAN;
  readonly start = 'origin';

  /** `planned` is told the instants at which steps of the changed tasks are due; a hint, given before the commit. */
  constructor(
    private readonly context: PlanContext,
    private readonly planned: (instants: readonly Instant[]) => void,
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const tasks = await this.load(manager, events);
    const touched = new Map<Id, PlannedRow>();
    const put = (taskId: Id, row: PlannedRow) => {
      tasks.set(taskId, row);
      touched.set(taskId, row);
    };

    for (const { streamId, version, event } of events) {
      if (isClaim(event)) {
        const claimDay = civilDateAt(event.at, this.context.zone);
        for (const step of event.steps) {
          const row = tasks.get(step.taskId);
          if (row) put(step.taskId, { ...row, body: afterClaim(row.body, step, claimDay) });
        }
      } else if (event.type === 'TaskAssigned' || tasks.has(streamId)) {
        // A stream that does not begin with an assignment is no task's.
        const before = tasks.get(streamId)?.body ?? unplanned;
        put(streamId, { version, body: afterTaskEvent(before, event as TaskEvent) });
      }
    }
    if (touched.size > 0) await this.write(manager, touched);
  }

  private async load(manager: EntityManager, events: readonly StoredEvent[]): Promise<Map<Id, PlannedRow>> {
    const ids = events.flatMap(({ streamId, event }) =>
      isClaim(event) ? event.steps.map(({ taskId }) => taskId) : [streamId],
    );
    const rows: (PlannedRow & { task_id: Id })[] = await manager.query(
      `SELECT task_id, version, body FROM reminder_task WHERE task_id = ANY ($1)`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ task_id, version, body }) => [task_id, { version, body }]));
  }

  private async write(manager: EntityManager, touched: Map<Id, PlannedRow>): Promise<void> {
    const tasks = [...touched].map(([task_id, { version, body }]) => ({ task_id, version, body }));
    const steps = tasks.flatMap(({ task_id, body }) =>
      stepsToCome(body, this.context).map(({ rule, dueVersion, audience, day, at, repeats }) => ({
        ...{ task_id, rule, audience, day, at, repeats },
        due_version: dueVersion,
      })),
    );
    // Takes the lock that a claim holds on the task: no step is planned anew while it is being claimed.
    await manager.query(
      `INSERT INTO reminder_task (task_id, version, body)
       SELECT task_id, version, body FROM json_to_recordset($1) AS t (task_id uuid, version int, body jsonb)
       ON CONFLICT (task_id) DO UPDATE SET version = excluded.version, body = excluded.body`,
      [JSON.stringify(tasks)],
    );
    await manager.query(`DELETE FROM reminder_plan WHERE task_id = ANY ($1)`, [[...touched.keys()]]);
    await manager.query(
      `INSERT INTO reminder_plan (task_id, rule, due_version, audience, day, at, repeats)
       SELECT * FROM json_to_recordset($1)
         AS s (task_id uuid, rule text, due_version int, audience text, day date, at timestamptz, repeats boolean)`,
      [JSON.stringify(steps)],
    );
    this.planned([...new Set(steps.map(({ at }) => at))]);
  }
}

function isClaim(event: DomainEvent): event is Extract<ReminderEvent, { type: 'RemindersClaimed' }> {
  return event.type === 'RemindersClaimed';
}
