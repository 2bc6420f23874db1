import { civilDateAt } from '#libs/calendar';
import {
  type Heard,
  type Id,
  judge,
  ladderFor,
  type OrganisationState,
  type PlanContext,
  type PlannedStep,
  type RemindedTask,
  type SettingsState,
  type Step,
} from '#libs/directives';
import type { Recipient } from '../delivery/channel.ts';
import type { AddressedStep } from '../delivery/insert-deliveries.ts';
import type { Reachable } from './reachable.ts';
import { addresseesOf } from './recipients.ts';
import { dueOf, reminderAbout } from './reminder-about.ts';

/** A row of the plan whose instant has come. */
export interface DueStep {
  task_id: Id;
  rule: string;
  due_version: number;
  day: string;
  at: Date;
  step: Step;
  period: string | null;
}

/** What a claim knows besides the tasks, all as it stands in the claim's transaction. */
export interface ClaimFacts {
  readonly now: Date;
  readonly plan: PlanContext;
  readonly settings: SettingsState;
  /** Of each task the last alert. */
  readonly heard: ReadonlyMap<Id, NonNullable<Heard['last']>>;
  readonly people: ReadonlyMap<Id, Recipient>;
  readonly isReached: Reachable['isReached'];
  /** With the posts of those who cannot be told empty. */
  readonly organisation: OrganisationState;
}

/** What becomes of every step that is due, all those of a task at once, and who is told. Pure: `test/simulation` runs it too. */
export function decideClaim(
  tasks: ReadonlyMap<Id, RemindedTask>,
  steps: readonly DueStep[],
  { now, plan, settings, heard, people, isReached, organisation }: ClaimFacts,
): AddressedStep[] {
  const today = civilDateAt(now.toISOString(), plan.zone);
  const stepsOf = new Map<Id, DueStep[]>();
  for (const step of steps) {
    const others = stepsOf.get(step.task_id);
    if (others) others.push(step);
    else stepsOf.set(step.task_id, [step]);
  }
  return [...tasks].flatMap(([taskId, reminded]): AddressedStep[] => {
    const due = stepsOf.get(taskId) ?? [];
    const { task } = reminded;
    if (task.status === 'none') throw new Error(`Reminders are planned for ${taskId}, which is no task`);
    const ladder = ladderFor(settings, task.ladder);
    const last = heard.get(taskId) ?? null;
    const verdicts = judge(reminded, due.map(plannedOf), { ladder, heard: { last }, zone: plan.zone });
    return due.map((step, i) => {
      const about = reminderAbout(task, step.step, { today, plan });
      const outcome = verdicts[i] ?? 'superseded';
      const readyAt = [step.at.toISOString(), task.runningSince, task.ladderSince ?? '', ladder.since ?? '']
        .sort()
        .at(-1);
      const outgoing = {
        readyAt: readyAt ?? now.toISOString(),
        due: dueOf(about, step.step),
        inDigest: step.step.time === null,
      };
      const addressedTo = { step, ladder, about, outgoing, leadUnit: task.leadUnit };
      if (outcome !== 'tell') return { ...addressedTo, outcome, recipients: [] };
      const reached = (id: Id) => isReached(id, step.step.channels);
      const recipients = addresseesOf(step.step.to, task, organisation, reached).flatMap(({ personId, ...told }) => {
        const person = people.get(personId);
        return person ? [{ ...person, ...told }] : [];
      });
      return { ...addressedTo, outcome: recipients.length > 0 ? 'sent' : 'nobody', recipients };
    });
  });
}

function plannedOf({ step, due_version: dueVersion, day, at, period }: DueStep): PlannedStep {
  return { step, dueVersion, day, at: at.toISOString(), period };
}
