import type { Id } from '#libs/directives';
import type { DeliveryRow } from '../../../apps/server/src/delivery/insert-deliveries.ts';
import type { Database, Delivery } from './database.ts';
import type { Work } from './processes.ts';

/** Ways to break the machine, each of which a run must notice. */
export interface Breaks {
  /** Nothing looks by itself, only when an alarm goes off. */
  readonly queueOnly?: boolean;
  /** What is due is asked of the worker's clock. */
  readonly workersClock?: boolean;
  /** A claim and the plan do not keep each other from a task. */
  readonly noTaskLock?: boolean;
  /** A second claim of a step writes its rows again. */
  readonly noUniqueKey?: boolean;
  /** Whoever has a job sends, whether or not another is at it. */
  readonly noLease?: boolean;
  /** What was put off is not looked for. */
  readonly noReturn?: boolean;
  /** What has come back is not marked as such. */
  readonly staysPutOff?: boolean;
  /** Nobody looks whether an alert was acted on. */
  readonly noSettling?: boolean;
  /** What was acted on goes outside all the same. */
  readonly sendsHandled?: boolean;
  /** All of a claim for one person bears one message id, whenever it goes. */
  readonly oneMessageForAll?: boolean;
  /** An event is appended as often as it is sent. */
  readonly noReceipts?: boolean;
}

export type Job =
  | { readonly kind: 'alarm'; readonly id: string; readonly at: number }
  | { readonly kind: 'delivery'; readonly id: string; readonly messageId: Id };

/** BullMQ at its worst: it loses jobs, hands some out twice, and in any order. */
export class Queue {
  private jobs: Job[] = [];

  add(job: Job): void {
    if (!this.jobs.some(({ id, kind }) => id === job.id && kind === job.kind)) this.jobs.push(job);
  }

  flush(): void {
    this.jobs = [];
  }

  /** One that is due by the worker's clock; it stays when it is handed out again later. */
  take(kind: Job['kind'], clock: number, stays: boolean): Job | null {
    const at = this.jobs.findIndex((job) => job.kind === kind && (job.kind === 'delivery' || job.at <= clock));
    const job = this.jobs[at];
    if (!job) return null;
    if (!stays) this.jobs.splice(at, 1);
    return job;
  }
}

/** A mail server that keeps what it takes, refuses some, and of some does not say that it took them. */
export class FarSide {
  /** By message: how many copies came. */
  readonly copies = new Map<Id, number>();
  readonly unsaid = new Map<Id, number>();
  readonly told = new Set<Id>();
  readonly early: string[] = [];

  take(messageId: Id, rows: readonly Delivery[], now: number, luck: number): 'taken' | 'failed' {
    if (luck < 0.1) return 'failed';
    for (const row of rows) {
      this.told.add(row.id);
      if (now < row.stepAt || now < row.goesAt) this.early.push(row.id);
    }
    this.copies.set(messageId, (this.copies.get(messageId) ?? 0) + 1);
    if (luck > 0.2) return 'taken';
    this.unsaid.set(messageId, (this.unsaid.get(messageId) ?? 0) + 1);
    return 'failed';
  }
}

/** What a run notices that no row shows afterwards. */
export class Seen {
  claims = 0;
  digests = 0;
  crashes = 0;
  snoozes = 0;
  returns = 0;
  /** Rows that went outside for the first time although their alert had been acted on. */
  readonly needless: Id[] = [];
  readonly early: string[] = [];
  /** By message: how often its sender was killed between taking the lease and writing down what came of it. */
  readonly killedInSend = new Map<Id, number>();

  claimed(row: DeliveryRow, now: number, stepAt: number): void {
    if (now < stepAt) this.early.push(row.id);
  }
}

export interface Process {
  readonly id: number;
  readonly does: 'project' | 'sweep' | 'deliver' | 'settle' | 'put-off';
  /** Its own clock, up to a day off. */
  readonly clock: () => number;
  work: Work | null;
  /** The message that it is sending right now. */
  sending: Id | null;
  sendingSince: number;
}

export interface World {
  readonly database: Database;
  readonly queue: Queue;
  readonly farSide: FarSide;
  readonly seen: Seen;
  readonly random: () => number;
  readonly breaks: Breaks;
}
