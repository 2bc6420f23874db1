import type { DataSource, EntityManager } from 'typeorm';
import {
  type CalendarAdopted,
  type Id,
  type LadderSet,
  ladderFor,
  type PlanContext,
  type PlannedStep,
  presentCalendar,
  type RemindedTask,
  type SettingsState,
  settingsDecider,
  stepsToCome,
  taskDecider,
} from '#libs/directives';
import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { ColumnValue, ProjectedTable, Projection, Refold, StoredEvent } from '#libs/event-store';
import { calendarInForce } from '../adopted-calendar.ts';
import { shapeOfRows } from '../read-models/row-columns.ts';
import { foldIntoPlan, isClaim, type PlannedRow } from './fold-into-plan.ts';
import { presentSettings } from './present-settings.ts';

export const REMINDER_PLAN = 'reminder-plan';

type PlannedRows = ReadonlyMap<Id, PlannedRow>;

const TASKS: ProjectedTable = { name: 'reminder_task', columns: ['task_id', 'version', 'body', 'planned_by'] };
const STEPS: ProjectedTable = {
  name: 'reminder_plan',
  columns: ['task_id', 'rule', 'due_version', 'day', 'at', 'step', 'period'],
};
/** Tasks planned anew at a time. */
const PORTION = 1_000;

/**
 * The projection `reminder-plan`: which step of which task comes when (`reminder_plan`), and what that follows from
 * (`reminder_task`). What was sent is not in it (`delivery`) and is never made anew. Ladders and the calendar are read as they
 * are now, and a change of one plans anew what goes by it, so that in the end every row is by the last.
 */
export class ReminderPlan implements Projection {
  readonly name = REMINDER_PLAN;
  readonly start = 'origin';
  readonly shape = shapeOfRows(3, taskDecider);
  readonly tables = [TASKS, STEPS];
  readonly crossing = ['RemindersClaimed', 'LadderSet', 'CalendarAdopted'];

  /** `planned` is told the instants at which steps of the changed tasks are due; a hint, given before the commit. */
  constructor(
    private readonly own: PlanContext,
    private readonly planned: (instants: readonly Instant[]) => void = () => {},
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const tasks = await this.load(manager, events);
    const touched = new Set<Id>();
    for (const stored of events) for (const id of foldIntoPlan(tasks, stored, this.own.zone)) touched.add(id);
    const ladders = new Set(events.flatMap(({ event }) => (isLadderSet(event) ? event.name : [])));
    const isAdopted = events.some(({ event }) => isCalendarAdopted(event));
    if (touched.size === 0 && ladders.size === 0 && !isAdopted) return;
    const settings = await presentSettings(manager);
    if (touched.size > 0) await this.write(manager, new Map([...tasks].filter(([id]) => touched.has(id))), settings);
    if (ladders.size > 0) await this.planAnew(manager, [...ladders], settings);
    for (let after: Id | null = null; isAdopted; ) {
      after = await this.planOthers(manager, settings, after);
      if (after === null) break;
    }
  }

  refold(): Refold {
    const tasks = new Map<Id, PlannedRow>();
    let settings = settingsDecider.initialState;
    const rowsOf = (body: RemindedTask) => this.steps(body, settings);
    const plannedBy = () => this.plannedBy(settings);
    return {
      take: (stored) => {
        if (isLadderSet(stored.event) || isCalendarAdopted(stored.event))
          settings = settingsDecider.evolve(settings, stored.event);
        else foldIntoPlan(tasks, stored, this.own.zone);
      },
      *standing() {
        for (const [id, { version, body }] of tasks) {
          yield [TASKS, [id, version, JSON.stringify(body), plannedBy()]];
          for (const step of rowsOf(body)) yield [STEPS, valuesOf(id, step)];
        }
      },
    };
  }

  /**
   * Plans anew the tasks that another digest hour or zone was planned by, or another calendar before the log told of any. Dates
   * stay where they are. Nothing to do the second time.
   */
  async planByPresentContext(database: DataSource): Promise<void> {
    for (let after: Id | null = null; ; ) {
      const last: Id | null = await database.transaction(async (manager) => {
        // Rows of another shape are made anew as a whole, by this context.
        const held: unknown[] = await manager.query(
          'SELECT FROM checkpoint WHERE name = $1 AND shape = $2 FOR UPDATE',
          [this.name, this.shape],
        );
        if (held.length === 0) return null;
        return this.planOthers(manager, await presentSettings(manager), after);
      });
      if (last === null) return;
      after = last;
    }
  }

  /** Plans a portion of the tasks anew that were planned by something else; answers with the last of them, null without any. */
  private async planOthers(manager: EntityManager, settings: SettingsState, after: Id | null): Promise<Id | null> {
    const tasks: PlannedRows = await loaded(
      manager,
      `WHERE planned_by <> $1 AND ($2::uuid IS NULL OR task_id > $2) ORDER BY task_id LIMIT ${PORTION}`,
      [this.plannedBy(settings), after],
    );
    if (tasks.size > 0) await this.write(manager, tasks, settings);
    return [...tasks.keys()].at(-1) ?? null;
  }

  private contextBy(settings: SettingsState): PlanContext {
    return { ...this.own, calendar: calendarInForce(presentCalendar(settings), this.own.calendar) };
  }

  /** What the rows follow from besides the tasks and the ladders. */
  private plannedBy(settings: SettingsState): string {
    const { calendar, zone, digestTime } = this.contextBy(settings);
    return [calendar.version, zone, digestTime].join(' ');
  }

  private steps(body: RemindedTask, settings: SettingsState): PlannedStep[] {
    if (body.task.status === 'none') return [];
    return stepsToCome(body, ladderFor(settings, body.task.ladder), this.contextBy(settings));
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
      `INSERT INTO reminder_task (task_id, version, body, planned_by)
       SELECT task_id, version, body, $2 FROM json_to_recordset($1) AS t (task_id uuid, version int, body jsonb)
       ORDER BY task_id -- as settled-alerts locks them, so that neither waits for the other
       ON CONFLICT (task_id) DO UPDATE
         SET version = excluded.version, body = excluded.body, planned_by = excluded.planned_by`,
      [JSON.stringify(tasks), this.plannedBy(settings)],
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

function isLadderSet(event: DomainEvent): event is LadderSet {
  return event.type === 'LadderSet';
}

function isCalendarAdopted(event: DomainEvent): event is CalendarAdopted {
  return event.type === 'CalendarAdopted';
}
