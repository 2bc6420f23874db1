import type { DataSource, EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { civilDateAt } from '#libs/calendar';
import type { Heard, Id, OrganisationState, PlanContext, RemindedTask } from '#libs/directives';
import type { Channel } from '../delivery/channel.ts';
import { insertDeliveries } from '../delivery/insert-deliveries.ts';
import { type DueStep, decideClaim } from './decide-claim.ts';
import { presentSettings } from './present-settings.ts';
import { reachable } from './reachable.ts';
import { withPresentHolders } from './recipients.ts';

/** Tasks locked by one claim; several sweepers share what is due in such portions. */
const BATCH = 500;

export interface ClaimContext {
  readonly organisation: OrganisationState;
  readonly channels: readonly Channel[];
  readonly plan: PlanContext;
}

interface DueTask {
  task_id: Id;
  body: RemindedTask;
}
/**
 * Claims the steps that are due, of up to 500 tasks: decides who is told what, and writes it down, in one transaction.
 * The in-app channel is done with it. Answers with how many steps were claimed; 0 when nothing is due.
 *
 * A step counts as claimed as soon as it has a row in `delivery`, whether or not the plan has moved on. A task whose
 * newest event is not in the plan yet is left for the next sweep, so that nobody is warned of what was just closed.
 * A crash before the commit leaves nothing; after it, the sweep finds what the log and the queue have not been told.
 */
export async function claimDue(database: DataSource, { organisation, channels, plan }: ClaimContext): Promise<number> {
  return database.transaction(async (manager) => {
    const tasks = await lockDueTasks(manager);
    if (tasks.size === 0) return 0;
    // Only now that the locks are held does a look at the steps show what other sweepers have claimed.
    const { now, steps } = await dueSteps(manager, [...tasks.keys()]);
    if (steps.length === 0) return 0;

    const settings = await presentSettings(manager);
    const heard = await heardOf(manager, [...tasks.keys()]);
    const { people, isReached } = await reachable(manager, organisation, channels);
    const present = withPresentHolders(organisation, (id) => people.has(id), civilDateAt(now.toISOString(), plan.zone));
    const addressed = decideClaim(tasks, steps, {
      ...{ now, plan, settings, heard, people, isReached },
      organisation: present,
    });
    await insertDeliveries(manager, { claimId: v7(), claimedAt: now }, addressed, {
      channels,
      organisation: present,
      plan,
    });
    return steps.length;
  });
}

/** The lock on the task, not on its steps, keeps all due steps of a task in one claim, so that the newest is known. */
async function lockDueTasks(manager: EntityManager): Promise<Map<Id, RemindedTask>> {
  // A value and not the function in the condition: so the planner sees that nearly nothing is due, and takes its index.
  const [{ now }]: [{ now: Date }] = await manager.query(`SELECT duban_now() AS now`);
  const rows: DueTask[] = await manager.query(
    `SELECT t.task_id, t.body FROM reminder_plan p JOIN reminder_task t USING (task_id)
     WHERE p.at <= $1
       AND NOT EXISTS (${CLAIMED})
       AND t.version = (SELECT e.version FROM event e WHERE e.stream_id = t.task_id ORDER BY e.version DESC LIMIT 1)
     ORDER BY p.at LIMIT ${BATCH} FOR UPDATE OF t SKIP LOCKED`,
    [now],
  );
  return new Map(rows.map(({ task_id, body }) => [task_id, body]));
}

async function dueSteps(manager: EntityManager, taskIds: readonly Id[]): Promise<{ now: Date; steps: DueStep[] }> {
  const [{ now }]: [{ now: Date }] = await manager.query(`SELECT duban_now() AS now`);
  const steps: DueStep[] = await manager.query(
    `SELECT p.task_id, p.rule, p.due_version, p.day::text AS day, p.at, p.step, p.period FROM reminder_plan p
     WHERE p.task_id = ANY ($1) AND p.at <= $2 AND NOT EXISTS (${CLAIMED})
     ORDER BY p.at, p.task_id, p.rule`,
    [taskIds, now],
  );
  return { now, steps };
}

const CLAIMED = `SELECT FROM delivery d
  WHERE d.task_id = p.task_id AND d.rule = p.rule AND d.due_version = p.due_version AND d.day = p.day`;

/** Of each task the last claim by which somebody was told, and whether one of them has acknowledged it. */
async function heardOf(manager: EntityManager, taskIds: readonly Id[]): Promise<Map<Id, NonNullable<Heard['last']>>> {
  const rows: { task_id: Id; alerted_at: Date; acknowledged: boolean }[] = await manager.query(
    `SELECT DISTINCT ON (task_id) task_id, alerted_at, bool_or(acknowledged_at IS NOT NULL) AS acknowledged
     FROM inbox_alert WHERE task_id = ANY ($1) GROUP BY task_id, alerted_at ORDER BY task_id, alerted_at DESC`,
    [taskIds],
  );
  return new Map(
    rows.map(({ task_id, alerted_at, acknowledged }) => [task_id, { at: alerted_at.toISOString(), acknowledged }]),
  );
}
