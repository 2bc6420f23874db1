import { Inject, Injectable } from '@nestjs/common';
import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
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
import type { Position, Projection, Refold, StoredEvent } from '#libs/event-store';
import { foldIntoRows, type ItemFold, type ItemVersion, instant, position, refoldIntoRows } from './item-versions.ts';
import { LIGHT_CONTEXT } from './light-context.ts';
import { columnsOf, shapeOfRows } from './row-columns.ts';

/** A task as it was from one position to another. */
@Entity('task_row')
export class TaskVersion implements ItemVersion<TaskState>, LightChanges {
  @PrimaryColumn('uuid')
  id: Id;
  @PrimaryColumn({ ...position, name: 'valid_from' })
  validFrom: Position;
  @Column({ ...position, name: 'valid_to', nullable: true })
  validTo: Position | null;
  @Column('int')
  version: number;
  @Column('text')
  change: string;
  @Column({ ...instant, name: 'changed_at' })
  changedAt: Instant;
  @Column('text', { name: 'changed_by' })
  changedBy: string;
  @Column('jsonb')
  state: TaskState;

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
}

const TASK_COLUMNS = columnsOf(TaskVersion);

/** `lightOf` in SQL, over rows `task` of `task_row` at the instant `:now`. */
export const LIGHT = `CASE
  WHEN task.overdue_at <= :now THEN 'overdue'
  WHEN task.due_soon_at <= :now THEN 'due-soon'
  WHEN task.behind_at <= :now THEN 'behind'
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
  private readonly fold: ItemFold<TaskState, TaskVersion>;

  constructor(@Inject(LIGHT_CONTEXT) context: LightContext) {
    this.fold = {
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
          ...lightChanges(state, context),
        };
      },
    };
  }

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    await foldIntoRows(this.fold, events, manager);
  }

  refold(): Refold {
    return refoldIntoRows(this.fold);
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
