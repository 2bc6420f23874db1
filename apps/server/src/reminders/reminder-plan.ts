import type { EntityManager } from 'typeorm';
import { civilDateAt } from '#libs/calendar';
import {
  afterClaim,
  afterTaskEvent,
  type Id,
  ladderFor,
  type PlanContext,
  type PlannedStep,
  type RemindedTask,
  type ReminderEvent,
  type SettingsEvent,
  type SettingsState,
  settingsDecider,
  stepsToCome,
  type TaskEvent,
  taskDecider,
  unreminded,
} from '#libs/directives';
import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { ColumnValue, ProjectedTable, Projection, Refold, StoredEvent } from '#libs/event-store';
import { shapeOfRows } from '../read-models/row-columns.ts';
import { presentSettings } from './present-settings.ts';

export const REMINDER_PLAN = 'reminder-plan';

interface PlannedRow {
  version: number;
  body: RemindedTask;
}
type PlannedRows = ReadonlyMap<Id, PlannedRow>;

const TASKS: ProjectedTable = { name: 'reminder_task', columns: ['task_id', 'version', 'body'] };
const STEPS: ProjectedTable = {
  name: 'reminder_plan',
  columns: ['task_id', 'rule', 'due_version', 'day', 'at', 'step', 'period'],
};
/** Tasks planned anew at a time when their ladder was changed. */
const PORTION = 1_000;

/**
 * The projection `reminder-plan`: which step of which task comes when (`reminder_plan`), and what that follows from
 * (`reminder_task`). What was sent is not in it (`delivery`) and is never made anew. Ladders are read as they are now, and
 * a change of one plans anew what goes by it, so that in the end every row is by the last.
 */
export class ReminderPlan implements Projection {
  readonly name = REMINDER_PLAN;
  readonly start = 'origin';
  readonly shape = shapeOfRows(2, taskDecider);
  readonly tables = [TASKS, STEPS];
  readonly crossing = ['RemindersClaimed', 'LadderSet'];

  /** `planned` is told the instants at which steps of the changed tasks are due; a hint, given before the commit. */
  constructor(
    private readonly context: PlanContext,
    private readonly planned: (instants: readonly Instant[]) => void = () => {},
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const tasks = await this.load(manager, events);
    const touched = new Set<Id>();
    for (const stored of events) for (const id of this.fold(tasks, stored)) touched.add(id);
    const ladders = new Set(events.flatMap(({ event }) => (isLadderSet(event) ? event.name : [])));
    if (touched.size === 0 && ladders.size === 0) return;
    const settings = await presentSettings(manager);
    if (touched.size > 0) await this.write(manager, new Map([...tasks].filter(([id]) => touched.has(id))), settings);
    if (ladders.size > 0) await this.planAnew(manager, [...ladders], settings);
  }

  refold(): Refold {
    const tasks = new Map<Id, PlannedRow>();
    let settings = settingsDecider.initialState;
    const rowsOf = (body: RemindedTask) => this.steps(body, settings);
    return {
      take: (stored) => {
        if (isLadderSet(stored.event)) settings = settingsDecider.evolve(settings, stored.event);
        else this.fold(tasks, stored);
      },
      *standing() {
        for (const [id, { version, body }] of tasks) {
          yield [TASKS, [id, version, JSON.stringify(body)]];
          for (const step of rowsOf(body)) yield [STEPS, valuesOf(id, step)];
        }
      },
    };
  }

  private steps(body: RemindedTask, settings: SettingsState): PlannedStep[] {
    if (body.task.status === 'none') return [];
    return stepsToCome(body, ladderFor(settings, body.task.ladder), this.context);
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
    tasks.set(streamId, { version, body: afterTaskEvent(before?.body ?? unreminded, event as TaskEvent) });
    return [streamId];
  }

  private async load(manager: EntityManager, events: readonly StoredEvent[]): Promise<Map<Id, PlannedRow>> {
    const ids = events.flatMap(({ streamId, event }) =>
      isClaim(event) ? event.steps.map(({ taskId }) => taskId) : [streamId],
    );
    return loaded(manager, `WHERE task_id = ANY ($1)`, [[...new Set(ids)]]);
  }

  /** Every open task that goes by one of the ladders. */
  private async planAnew(manager: EntityManager, ladders: readonly string[], settings: SettingsState): Promise<void> {
    for (let after: Id | null = null; ; ) {
      const tasks: Map<Id, PlannedRow> = await loaded(
        manager,
        `WHERE body #>> '{task,ladder}' = ANY ($1) AND body #>> '{task,status}' NOT IN ('closed', 'ended')
           AND ($2::uuid IS NULL OR task_id > $2) ORDER BY task_id LIMIT ${PORTION}`,
        [ladders, after],
      );
      after = [...tasks.keys()].at(-1) ?? null;
      if (after === null) return;
      await this.write(manager, tasks, settings);
    }
  }

  private async write(manager: EntityManager, touched: PlannedRows, settings: SettingsState): Promise<void> {
    const tasks = [...touched].map(([task_id, { version, body }]) => ({ task_id, version, body }));
    const steps = tasks.flatMap(({ task_id, body }) =>
      this.steps(body, settings).map((planned) => {
        const values = valuesOf(task_id, planned);
        return { ...Object.fromEntries(STEPS.columns.map((column, i) => [column, values[i]])), step: planned.step };
      }),
    );
    // Takes the lock that a claim holds on the task: no step is planned anew while it is being claimed.
    await manager.query(
      `INSERT INTO reminder_task (task_id, version, body)
       SELECT task_id, version, body FROM json_to_recordset($1) AS t (task_id uuid, version int, body jsonb)
       ON CONFLICT (task_id) DO UPDATE SET version = excluded.version, body = excluded.body`,
      [JSON.stringify(tasks)],
    );
    await manager.query(`DELETE FROM reminder_plan WHERE task_id = ANY ($1)`, [[...touched.keys()]]);
    const inserted: { at: Date }[] = await manager.query(
      `INSERT INTO reminder_plan (task_id, rule, due_version, day, at, step, period)
       SELECT * FROM json_to_recordset($1)
         AS s (task_id uuid, rule text, due_version int, day date, at timestamptz, step jsonb, period text)
       RETURNING at`,
      [JSON.stringify(steps)],
    );
    this.planned([...new Set(inserted.map(({ at }) => at.toISOString()))]);
  }
}

function valuesOf(taskId: Id, { step, dueVersion, day, at, period }: PlannedStep): ColumnValue[] {
  return [taskId, step.rule, dueVersion, day, at, JSON.stringify(step), period];
}

async function loaded(manager: EntityManager, where: string, values: unknown[]): Promise<Map<Id, PlannedRow>> {
  const rows: (PlannedRow & { task_id: Id })[] = await manager.query(
    `SELECT task_id, version, body FROM reminder_task ${where}`,
    values,
  );
  return new Map(rows.map(({ task_id, version, body }) => [task_id, { version, body }]));
}

function isClaim(event: DomainEvent): event is Extract<ReminderEvent, { type: 'RemindersClaimed' }> {
  return event.type === 'RemindersClaimed';
}

function isLadderSet(event: DomainEvent): event is SettingsEvent {
  return event.type === 'LadderSet';
}
