import type { EntityManager } from 'typeorm';
import { civilDateAt } from '#libs/calendar';
import { type Id, type PlanContext, type ReminderEvent, type TaskEvent, taskDecider } from '#libs/directives';
import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { ProjectedTable, Projection, Refold, StoredEvent } from '#libs/event-store';
import { shapeOfRows } from '../read-models/row-columns.ts';
import { afterClaim, afterTaskEvent, type PlannedTask, stepsToCome, unplanned } from './planned-task.ts';

export const REMINDER_PLAN = 'reminder-plan';

interface PlannedRow {
  version: number;
  body: PlannedTask;
}

const TASKS: ProjectedTable = { name: 'reminder_task', columns: ['task_id', 'version', 'body'] };
const STEPS: ProjectedTable = {
  name: 'reminder_plan',
  columns: ['task_id', 'rule', 'due_version', 'audience', 'day', 'at', 'repeats'],
};

/**
 * The projection `reminder-plan`: which step of which task comes when (`reminder_plan`), and what that follows from
 * (`reminder_task`). What was sent is not in it (`delivery`) and is never made anew.
 */
export class ReminderPlan implements Projection {
  readonly name = REMINDER_PLAN;
  readonly start = 'origin';
  readonly shape = shapeOfRows(1, taskDecider);
  readonly tables = [TASKS, STEPS];
  readonly crossing = ['RemindersClaimed'];

  /** `planned` is told the instants at which steps of the changed tasks are due; a hint, given before the commit. */
  constructor(
    private readonly context: PlanContext,
    private readonly planned: (instants: readonly Instant[]) => void = () => {},
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const tasks = await this.load(manager, events);
    const touched = new Set<Id>();
    for (const stored of events) for (const id of this.fold(tasks, stored)) touched.add(id);
    if (touched.size > 0) await this.write(manager, new Map([...tasks].filter(([id]) => touched.has(id))));
  }

  refold(): Refold {
    const tasks = new Map<Id, PlannedRow>();
    const { context } = this;
    return {
      take: (stored) => void this.fold(tasks, stored),
      *standing() {
        for (const [id, { version, body }] of tasks) {
          yield [TASKS, [id, version, JSON.stringify(body)]];
          for (const { rule, dueVersion, audience, day, at, repeats } of stepsToCome(body, context))
            yield [STEPS, [id, rule, dueVersion, audience, day, at, repeats]];
        }
      },
    };
  }

  /** Answers with the tasks that the event changed. Throws when it does not follow on its task's last one. */
  private fold(tasks: Map<Id, PlannedRow>, { streamId, version, event }: StoredEvent): Id[] {
    if (isClaim(event)) {
      const claimDay = civilDateAt(event.at, this.context.zone);
      return event.steps.flatMap((step) => {
        const row = tasks.get(step.taskId);
        if (!row) return [];
        tasks.set(step.taskId, { ...row, body: afterClaim(row.body, step, claimDay) });
        return step.taskId;
      });
    }
    const before = tasks.get(streamId);
    // A stream that does not begin with an assignment is no task's.
    if (!before && event.type !== 'TaskAssigned') return [];
    if (version !== (before?.version ?? 0) + 1)
      throw new Error(`Event ${version} of ${streamId} came on a plan of version ${before?.version ?? 0}`);
    tasks.set(streamId, { version, body: afterTaskEvent(before?.body ?? unplanned, event as TaskEvent) });
    return [streamId];
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

  private async write(manager: EntityManager, touched: ReadonlyMap<Id, PlannedRow>): Promise<void> {
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
