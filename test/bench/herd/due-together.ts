import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { addDays, civilDateAt } from '#libs/calendar';
import type { TaskEvent } from '#libs/directives';
import { EventLog, type ImportedEvent, rebuildProjection, type StoredEvent } from '#libs/event-store';
import { readConfig } from '../../../apps/server/src/config.ts';
import { eventSchemas } from '../../../apps/server/src/event-schemas.ts';
import { projectionsOf } from '../../../apps/server/src/operations/projections.ts';
import { REMINDER_PLAN } from '../../../apps/server/src/reminders/reminder-plan.ts';
import { issueTasks, signIn } from '../http/office.ts';
import type { BenchDatabase } from '../support/postgres.ts';
import { BenchServer } from '../support/server.ts';

const TASKS_TO_URGE = 100;
/** Far enough that nothing else of these tasks is due before their first reminder. */
const DUE_IN_DAYS = 120;

/** An office with so many tasks that are signed for and due on one day: the first reminder of each comes at one instant. */
export async function dueTogether(database: BenchDatabase, count: number): Promise<{ toUrge: string[]; at: Date }> {
  const server = await BenchServer.start(database, { ROLES: 'api,projections' });
  const clerk = await signIn(server.url, 'clerk');
  const toUrge = await issueTasks(clerk, TASKS_TO_URGE);
  clerk.close();
  await server.stop();

  const log = new EventLog(database.url, eventSchemas);
  await log.importEvents(signedTasks(await log.readAll(0, 10_000), count));
  const head = await log.head();
  await log.close();
  const owner = new DataSource({ type: 'postgres', url: database.ownerUrl, installExtensions: false });
  await owner.initialize();
  const plan = projectionsOf(readConfig({})).find(({ name }) => name === REMINDER_PLAN);
  if (plan) await rebuildProjection(owner, plan, eventSchemas);
  // Who reminds looks at no other table of these tasks, and to fill those would take several times as long.
  await owner.query('UPDATE checkpoint SET position = $1', [head]);
  await owner.query('VACUUM ANALYZE');
  const [first] = await owner.query(
    'SELECT at, count(*)::int AS steps FROM reminder_plan GROUP BY at ORDER BY steps DESC, at LIMIT 1',
  );
  await owner.destroy();
  if (first?.steps < count) throw new Error(`${count} reminders should be due together, and ${first?.steps} are`);
  return { toUrge, at: first.at };
}

function* signedTasks(stored: readonly StoredEvent[], count: number): Generator<ImportedEvent> {
  const assigned = stored.flatMap(({ event, meta, recordedAt }) => {
    const task = event as TaskEvent;
    return task.type === 'TaskAssigned' ? [{ event: task, meta, recordedAt }] : [];
  });
  const recordedAt = stored.at(-1)?.recordedAt ?? '';
  const date = addDays(civilDateAt(recordedAt, 'Asia/Shanghai'), DUE_IN_DAYS);
  const deadline = { date, rule: 'set-by-hand' as const, expression: null, calendarVersion: null };
  for (let nth = 0; nth < count; nth++) {
    const one = assigned[nth % assigned.length];
    if (!one) throw new Error('No task is assigned in the log');
    const { event, meta } = one;
    const streamId = randomUUID();
    const events: TaskEvent[] = [
      { ...event, number: `${event.number}-${nth}`, title: `推进第${nth}项重点工作`, deadline },
      { type: 'TaskSignedFor', at: event.at, by: event.by },
    ];
    for (const [before, event] of events.entries()) yield { streamId, version: before + 1, event, meta, recordedAt };
  }
}
