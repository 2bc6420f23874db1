import { civilDateAt } from '#libs/calendar';
import {
  afterClaim,
  afterTaskEvent,
  type Id,
  type RemindedTask,
  type RemindersClaimed,
  type TaskEvent,
  unreminded,
} from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import type { StoredEvent } from '#libs/event-store';

/** A task as the plan follows from it. */
export interface PlannedRow {
  version: number;
  body: RemindedTask;
}

/** Answers with the tasks that the event changed. Throws when it does not follow on its task's last one. */
export function foldIntoPlan(
  tasks: Map<Id, PlannedRow>,
  { streamId, version, event }: Pick<StoredEvent, 'streamId' | 'version' | 'event'>,
  zone: string,
): Id[] {
  if (isClaim(event)) {
    const claimDay = civilDateAt(event.at, zone);
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

export function isClaim(event: DomainEvent): event is RemindersClaimed {
  return event.type === 'RemindersClaimed';
}
