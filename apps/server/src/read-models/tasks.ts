import { Inject, Injectable } from '@nestjs/common';
import { Column, Entity, type EntityManager } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import {
  DEFAULT_LABEL,
  type Id,
  type Label,
  type Light,
  type LightChanges,
  type LightContext,
  lightChanges,
  type TaskEvent,
  type TaskState,
  type TaskStatus,
  taskDecider,
} from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { Projection, Refold, StoredEvent } from '#libs/event-store';
import { foldIntoRows, type ItemFold, ItemVersion, instant, refoldIntoRows } from './item-versions.ts';
import { type DayContext, LIGHT_CONTEXT } from './light-context.ts';
import { isLightSetting, LIGHT_SETTINGS, lightsAfter, lightsAsOf, lightsAtFirst } from './light-settings.ts';
import { type LightsWere, revised, reviseStandingRows } from './lights-were.ts';
import { columnsOf, shapeOfRows } from './row-columns.ts';

/** A task as it was from one position to another. */
@Entity('task_row')
export class TaskVersion extends ItemVersion<TaskState> implements LightChanges {
  @Column('text')
  status: TaskStatus;
  @Column('uuid', { name: 'directive_id' })
  directiveId: Id;
  @Column('uuid', { name: 'parent_task_id', nullable: true })
  parentTaskId: Id | null;
  @Column('text')
  number: string;
  @Column('text')
  title: string;
  @Column('uuid', { name: 'lead_unit' })
  leadUnit: Id;
  @Column('uuid', { name: 'co_units', array: true })
  coUnits: readonly Id[];
  @Column('uuid', { name: 'leader_in_charge', nullable: true })
  leaderInCharge: Id | null;
  @Column('date', { name: 'due_date', nullable: true })
  dueDate: CivilDate | null;
  @Column('text')
  label: Label;
  /** The office sent a report or a claim of completion back, and the unit has not answered since. */
  @Column('boolean')
  returned: boolean;

  @Column({ ...instant, name: 'overdue_at', nullable: true })
  overdueAt: Instant | null;
  @Column({ ...instant, name: 'due_soon_at', nullable: true })
  dueSoonAt: Instant | null;
  @Column({ ...instant, name: 'behind_at', nullable: true })
  behindAt: Instant | null;
  @Column('text')
  otherwise: Light;
  /** By settings that held before, the oldest first; null: none but those by which the instants above are. */
  @Column('jsonb', { name: 'lights_were', nullable: true })
  lightsWere: readonly LightsWere[] | null;
}

const TASK_COLUMNS = columnsOf(TaskVersion);

/** An instant of a row as it was reckoned at the position `:asOf`; null: as it is now. */
const reckoned = (column: string, field: keyof LightsWere) => `CASE
  WHEN task.lights_were IS NULL OR :asOf::bigint IS NULL THEN task.${column}
  ELSE (SELECT was.at FROM (
    SELECT (w ->> 'until')::bigint AS until, (w ->> '${field}')::timestamptz AS at FROM jsonb_array_elements(task.lights_were) w
    UNION ALL SELECT NULL, task.${column}) was
    WHERE was.until IS NULL OR was.until > :asOf::bigint ORDER BY was.until LIMIT 1) END`;

/** `lightOf` in SQL, over rows `task` of `task_row` at the instant `:now`, by the settings that held at `:asOf` (null: now). */
export const LIGHT = `CASE
  WHEN task.overdue_at <= :now THEN 'overdue'
  WHEN ${reckoned('due_soon_at', 'dueSoonAt')} <= :now THEN 'due-soon'
  WHEN ${reckoned('behind_at', 'behindAt')} <= :now THEN 'behind'
  ELSE task.otherwise END`;

/** The due date to sort by: standing tasks come last. */
export const DUE = `coalesce(task.due_date, 'infinity')`;

/** `isOpen` in SQL. */
export const OPEN = `task.status NOT IN ('closed', 'ended')`;

/** The projection `tasks`: `task_row`. */
@Injectable()
export class TaskRows implements Projection {
  readonly name = 'tasks';
  readonly start = 'origin';
  readonly shape = shapeOfRows(1, taskDecider);
  readonly tables = [TASK_COLUMNS.table];
  readonly crossing = LIGHT_SETTINGS;

  constructor(@Inject(LIGHT_CONTEXT) private readonly days: DayContext) {}

  /** Row by row by the thresholds and the calendar that held at its event; and where others came, what stands is reckoned anew. */
  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const [first] = events;
    if (!first) return;
    let context = await lightsAsOf(manager, first.position - 1, this.days);
    const fold = this.foldBy(() => context);
    let from = 0;
    for (const [place, { event, position }] of events.entries()) {
      if (!isLightSetting(event)) continue;
      await foldIntoRows(fold, events.slice(from, place), manager);
      from = place + 1;
      context = lightsAfter(context, event, this.days);
      await reviseStandingRows(manager, context, position);
    }
    await foldIntoRows(fold, events.slice(from), manager);
  }

  refold(): Refold {
    let context = lightsAtFirst(this.days);
    const { latest, take, standing } = refoldIntoRows(this.foldBy(() => context));
    return {
      take: (stored, write) => {
        if (!isLightSetting(stored.event)) return take(stored, write);
        context = lightsAfter(context, stored.event, this.days);
        for (const row of latest.values()) Object.assign(row, revised(row, context, stored.position));
      },
      standing,
    };
  }

  private foldBy(context: () => LightContext): ItemFold<TaskState, TaskVersion> {
    return {
      columns: TASK_COLUMNS,
      opens: 'TaskAssigned',
      decider: taskDecider,
      carries: ['returned'],
      own: (state, event, before) => {
        if (state.status === 'none') throw new Error('A task that does not exist has no row');
        const { status, directiveId, parentTaskId, number, title, leadUnit, coUnits, leaderInCharge, deadline } = state;
        return {
          ...{ status, directiveId, parentTaskId, number, title, leadUnit, coUnits, leaderInCharge },
          dueDate: deadline?.date ?? null,
          label: state.label ?? DEFAULT_LABEL,
          returned: isReturned(event as TaskEvent, before?.returned ?? false),
          ...lightChanges(state, context()),
          lightsWere: null,
        };
      },
    };
  }
}

function isReturned(event: TaskEvent, before: boolean): boolean {
  switch (event.type) {
    case 'CompletionReturned':
    case 'ReportReturned':
      return true;
    case 'ProgressReported':
    case 'CompletionClaimed':
    case 'TaskReassigned':
      return false;
    default:
      return before;
  }
}
