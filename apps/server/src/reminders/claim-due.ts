import type { DataSource, EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { civilDateAt } from '#libs/calendar';
import type { Audience, Id, OrganisationState } from '#libs/directives';
import type { Channel, Recipient } from '../delivery/channel.ts';
import { insertDeliveries } from '../delivery/insert-deliveries.ts';
import { type PlannedTask, unplanned } from './planned-task.ts';
import { postHolders, recipientsOf, withPresentHolders } from './recipients.ts';
import { reminderAbout } from './reminder-about.ts';

/** Tasks locked by one claim; several sweepers share what is due in such portions. */
const BATCH = 500;

export interface ClaimContext {
  readonly organisation: OrganisationState;
  readonly channels: readonly Channel[];
  readonly timeZone: string;
}

interface DueTask {
  task_id: Id;
  body: PlannedTask;
}
export interface DueStep {
  task_id: Id;
  rule: string;
  due_version: number;
  audience: Audience;
  day: string;
  at: Date;
}

/**
 * Claims the steps that are due, of up to 500 tasks: decides who is told what, and writes it down, in one transaction.
 * The in-app channel is done with it. Answers with how many steps were claimed; 0 when nothing is due.
 *
 * A step counts as claimed as soon as it has a row in `delivery`, whether or not the plan has moved on. A task whose
 * newest event is not in the plan yet is left for the next sweep, so that nobody is warned of what was just closed.
 * A crash before the commit leaves nothing; after it, the sweep finds what the log and the queue have not been told.
 */
export async function claimDue(database: DataSource, context: ClaimContext): Promise<number> {
  return database.transaction(async (manager) => {
    const tasks = await lockDueTasks(manager);
    if (tasks.size === 0) return 0;
    // Only now that the locks are held does a look at the steps show what other sweepers have claimed.
    const { now, steps } = await dueSteps(manager, [...tasks.keys()]);
    if (steps.length === 0) return 0;

    const people = await presentPeople(manager, context.organisation);
    const organisation = withPresentHolders(context.organisation, (id) => people.has(id));
    const today = civilDateAt(now.toISOString(), context.timeZone);
    await insertDeliveries(
      manager,
      { claimId: v7(), claimedAt: now },
      steps.map((step) => {
        const { task } = tasks.get(step.task_id) ?? unplanned;
        if (task.status === 'none') throw new Error(`Reminders are planned for ${step.task_id}, which is no task`);
        const about = reminderAbout(task, today);
        if (isSuperseded(step, steps)) return { step, about, outcome: 'superseded', recipients: [] };
        const ids = recipientsOf(step.audience, task.leadUnit, organisation);
        const recipients = ids.map((id) => people.get(id)).filter((person) => person !== undefined);
        return { step, about, outcome: recipients.length > 0 ? 'sent' : 'nobody', recipients };
      }),
      context.channels,
    );
    return steps.length;
  });
}

/** The lock on the task, not on its steps, keeps all due steps of a task in one claim, so that the newest is known. */
async function lockDueTasks(manager: EntityManager): Promise<Map<Id, PlannedTask>> {
  const rows: DueTask[] = await manager.query(
    `SELECT t.task_id, t.body FROM reminder_plan p JOIN reminder_task t USING (task_id)
     WHERE p.at <= (SELECT duban_now())
       AND NOT EXISTS (${CLAIMED})
       AND t.version = (SELECT e.version FROM event e WHERE e.stream_id = t.task_id ORDER BY e.version DESC LIMIT 1)
     ORDER BY p.at LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED`,
  );
  return new Map(rows.map(({ task_id, body }) => [task_id, body]));
}

async function dueSteps(manager: EntityManager, taskIds: readonly Id[]): Promise<{ now: Date; steps: DueStep[] }> {
  const [{ now }]: [{ now: Date }] = await manager.query(`SELECT duban_now() AS now`);
  const steps: DueStep[] = await manager.query(
    `SELECT p.task_id, p.rule, p.due_version, p.audience, p.day::text AS day, p.at FROM reminder_plan p
     WHERE p.task_id = ANY ($1) AND p.at <= $2 AND NOT EXISTS (${CLAIMED})
     ORDER BY p.at, p.task_id, p.rule`,
    [taskIds, now],
  );
  return { now, steps };
}

const CLAIMED = `SELECT FROM delivery d
  WHERE d.task_id = p.task_id AND d.rule = p.rule AND d.due_version = p.due_version AND d.day = p.day`;

/** Of several due steps of a task to the same audience only the newest still says something. */
function isSuperseded(step: DueStep, due: readonly DueStep[]): boolean {
  return due.some(
    ({ task_id, audience, at }) => task_id === step.task_id && audience === step.audience && at > step.at,
  );
}

async function presentPeople(manager: EntityManager, organisation: OrganisationState): Promise<Map<Id, Recipient>> {
  const people: Recipient[] = await manager.query(
    `SELECT id AS "personId", email FROM person WHERE id = ANY ($1) AND disabled_at IS NULL`,
    [postHolders(organisation)],
  );
  return new Map(people.map((person) => [person.personId, person]));
}
