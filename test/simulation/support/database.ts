import type { CivilDate } from '#libs/calendar';
import {
  type AlertsReturned,
  type AlertsSnoozed,
  type Id,
  type OrganisationState,
  type PlannedStep,
  type RemindersClaimed,
  stepsToCome,
  type TaskEvent,
} from '#libs/directives';
import type { DeliveryRow } from '../../../apps/server/src/delivery/insert-deliveries.ts';
import type { PlannedRow } from '../../../apps/server/src/reminders/fold-into-plan.ts';
import { CONTEXT, LADDER } from './town.ts';

// What the server keeps in Postgres, as far as reminding goes: committed rows, rows that a transaction holds, and the log.

export interface Logged {
  readonly streamId: Id;
  readonly version: number;
  readonly event: TaskEvent | RemindersClaimed | AlertsSnoozed | AlertsReturned;
}

/** A row of `delivery`. Times are ms of the database's clock. */
export interface Delivery extends Omit<DeliveryRow, 'outcome' | 'message_id'> {
  readonly claimId: Id;
  readonly claimedAt: number;
  /** `goes_at`, 0 where it is null. */
  readonly goesAt: number;
  /** When the step was due by the plan. */
  readonly stepAt: number;
  outcome: DeliveryRow['outcome'] | 'dead';
  message_id?: Id;
  /** 0 for what a claim told, else how often its alert had come back. */
  readonly again: number;
  attempt: number;
  nextTryAt: number;
  leaseUntil: number | null;
  claimRecorded: boolean;
}
/** A row of `inbox_alert`. */
export interface Alert {
  readonly id: Id;
  readonly taskId: Id;
  readonly personId: Id;
  readonly rule: string;
  readonly dueVersion: number;
  readonly day: CivilDate;
  readonly about: DeliveryRow['about'];
  readonly at: number;
  acknowledged: boolean;
  handledAt: number | null;
  snoozedUntil: number | null;
  snoozedPosition: number;
  /** How often it has come back, and how often it was put off. */
  snoozes: number;
  timesPutOff: number;
  unrecordedReturn: Id | null;
}

export function isDone({ acknowledged, handledAt }: Alert): boolean {
  return acknowledged || handledAt !== null;
}

export class Database {
  /** True time, which no process has; theirs are off by what the seed says. */
  now = 0;
  readonly log: Logged[] = [];
  readonly versions = new Map<Id, number>();
  private readonly receipts = new Set<string>();
  readonly tasks = new Map<Id, PlannedRow>();
  readonly plan = new Map<Id, readonly { readonly step: PlannedStep; readonly key: string; readonly at: number }[]>();
  checkpoint = 0;
  /** The checkpoint of `settled-alerts`. */
  settled = 0;
  readonly deliveries = new Map<Id, Delivery>();
  readonly claimed = new Set<string>();
  readonly inbox: Alert[] = [];
  organisation: OrganisationState;
  /** Rows that open transactions hold, and which process holds them. */
  readonly locks = new Map<string, number>();

  constructor(organisation: OrganisationState) {
    this.organisation = organisation;
  }

  get instant(): string {
    return new Date(this.now).toISOString();
  }

  /** All or nothing, once for each key. False: the stream has moved on. */
  append(streamId: Id, expected: number, events: readonly Logged['event'][], key: string): boolean {
    if (this.receipts.has(key)) return true;
    if ((this.versions.get(streamId) ?? 0) !== expected) return false;
    events.forEach((event, i) => {
      this.log.push({ streamId, version: expected + i + 1, event });
    });
    this.versions.set(streamId, expected + events.length);
    this.receipts.add(key);
    return true;
  }

  /** SKIP LOCKED: answers at once. A transaction that has the row has it again. */
  tryLock(row: string, process: number): boolean {
    const holder = this.locks.get(row);
    if (holder !== undefined && holder !== process) return false;
    this.locks.set(row, process);
    return true;
  }

  /** At the end of a transaction, whichever it is. */
  release(process: number): void {
    for (const [row, holder] of this.locks) if (holder === process) this.locks.delete(row);
  }

  /** The plan rows that are due and not claimed, as a look at committed rows shows them. */
  dueSteps(taskId: Id, now: number): PlannedStep[] {
    const due: PlannedStep[] = [];
    for (const { step, key, at } of this.plan.get(taskId) ?? [])
      if (at <= now && !this.claimed.has(key)) due.push(step);
    return due;
  }

  setPlan(taskId: Id, row: PlannedRow): void {
    this.tasks.set(taskId, row);
    const steps = stepsToCome(row.body, LADDER, CONTEXT);
    this.plan.set(
      taskId,
      steps.map((step) => ({ step, key: stepKey(taskId, step), at: Date.parse(step.at) })),
    );
  }
}

export function stepKey(
  taskId: Id,
  { step, dueVersion, day }: Pick<PlannedStep, 'step' | 'dueVersion' | 'day'>,
): string {
  return `${taskId} ${step.rule} ${dueVersion} ${day}`;
}
export function rowKey({
  task_id,
  rule,
  due_version,
  day,
}: Pick<DeliveryRow, 'task_id' | 'rule' | 'due_version' | 'day'>): string {
  return `${task_id} ${rule} ${due_version} ${day}`;
}
