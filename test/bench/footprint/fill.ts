import { DataSource } from 'typeorm';
import { EventLog, rebuildProjection } from '#libs/event-store';
import { readConfig } from '../../../apps/server/src/config.ts';
import { eventSchemas } from '../../../apps/server/src/event-schemas.ts';
import { projectionsOf } from '../../../apps/server/src/operations/projections.ts';
import { issueTasks, signIn } from '../http/office.ts';
import type { BenchDatabase } from '../support/postgres.ts';
import { openTasks } from './open-tasks.ts';
import { ShippedServer } from './shipped-server.ts';

/** An office with so many open tasks, with every projection as if it had followed. */
export async function fill(database: BenchDatabase, tasks: number): Promise<void> {
  const server = await ShippedServer.start(database);
  const clerk = await signIn(server.url, 'clerk');
  await issueTasks(clerk, 100);
  clerk.close();
  await server.stop();

  const log = new EventLog(database.url, eventSchemas);
  await log.importEvents(openTasks(await log.readAll(0, 10_000), tasks));
  await log.close();
  const owner = new DataSource({ type: 'postgres', url: database.ownerUrl, installExtensions: false });
  await owner.initialize();
  for (const projection of projectionsOf(readConfig({}))) await rebuildProjection(owner, projection, eventSchemas);
  await owner.query('VACUUM ANALYZE');
  await owner.destroy();
}
