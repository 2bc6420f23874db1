import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule, type Query, QueryBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { instantAt } from '#libs/calendar';
import {
  type DirectiveEvent,
  directiveDecider,
  type Id,
  type OrganisationEvent,
  organisationDecider,
  type ReadoutEvent,
  readoutDecider,
  type TaskEvent,
  taskDecider,
} from '#libs/directives';
import type { Decider, DomainEvent } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { Clock } from '../../../apps/server/src/clock.ts';
import { ORGANISATION_STREAM } from '../../../apps/server/src/commands/stream-ids.ts';
import { CONFIG, type Config, readConfig, type ServerRole } from '../../../apps/server/src/config.ts';
import { DatabaseModule } from '../../../apps/server/src/database.module.ts';
import { Projections } from '../../../apps/server/src/projections.ts';
import { ReadModelsModule } from '../../../apps/server/src/read-models/read-models.module.ts';
import { RemindersModule } from '../../../apps/server/src/reminders/reminders.module.ts';
import { freshDatabase } from '../../support/database.ts';

export const ZONE = 'Asia/Shanghai';

@Module({})
class WorldModule {}

/** The read models alone, on a database of their own, in a business time of their own: events go in, answers come out. */
export class World {
  private constructor(
    readonly app: INestApplicationContext,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async open({ roles = ['api', 'projections'] }: { roles?: ServerRole[] } = {}): Promise<World> {
    const database = await freshDatabase();
    const settings = { ...readConfig({}), roles: new Set(roles) };
    const { url: databaseUrl, ownerUrl: databaseOwnerUrl } = database;
    const config = { ...settings, databaseUrl, databaseDirectUrl: databaseUrl, databaseOwnerUrl };
    const world = new World(await World.start(config), database.drop);
    // Before the first event: later it cannot go back.
    await world.moveTo('2022-10-01', '08:00');
    return world;
  }

  /** Another server on the same database. */
  async another(): Promise<World> {
    return new World(await World.start(this.config), async () => {});
  }

  private static start(config: Config): Promise<INestApplicationContext> {
    return NestFactory.createApplicationContext(
      {
        module: WorldModule,
        imports: [CqrsModule.forRoot(), DatabaseModule.with(config), ReadModelsModule, RemindersModule],
        providers: [Projections],
      },
      { logger: ['fatal'], abortOnError: false },
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.dropDatabase();
  }

  get config(): Config {
    return this.app.get(CONFIG);
  }
  get log(): EventLog {
    return this.app.get(EventLog);
  }
  get database(): DataSource {
    return this.app.get(DataSource);
  }

  ask<Answer>(query: Query<Answer>): Promise<Answer> {
    return this.app.get(QueryBus).execute(query);
  }

  sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.query(text, values);
  }

  /** Moves business time, forward. */
  async moveTo(day: string, time = '09:00'): Promise<void> {
    await this.sql(
      `UPDATE business_clock SET offset_ms = ceil(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)`,
      [at(day, time)],
    );
    await this.app.get(Clock).refresh();
  }

  readout(id: Id, ...events: ReadoutEvent[]) {
    return this.append(readoutDecider, id, events);
  }
  directive(id: Id, ...events: DirectiveEvent[]) {
    return this.append(directiveDecider, id, events);
  }
  task(id: Id, ...events: TaskEvent[]) {
    return this.append(taskDecider, id, events);
  }
  organisation(...events: OrganisationEvent[]) {
    return this.append(organisationDecider, ORGANISATION_STREAM, events);
  }

  /** Appends after what the stream has, with the state beside it, as commands do. Answers with the last position. */
  async append<S extends object, E extends DomainEvent>(
    { name, shape, initialState, evolve }: Omit<Decider<never, S, E>, 'decide'>,
    streamId: Id,
    events: readonly E[],
  ): Promise<number> {
    const before = await this.log.readStream<E>(streamId);
    const body = [...before.map(({ event }) => event), ...events].reduce(evolve, initialState);
    const result = await this.log.append({
      streams: [{ streamId, expectedVersion: before.length, events, state: { decider: name, shape, body } }],
      meta: { actor: 'system', correlationId: 'test', commandId: 'test' },
    });
    if (result.outcome !== 'appended') throw new Error(`The test's own events were not appended: ${result.outcome}`);
    return result.position;
  }

  /** Until every read model shows the whole log. */
  async caughtUp(): Promise<number> {
    const head = await this.log.head();
    for (const name of ['organisation', 'directives', 'tasks']) {
      if (!(await this.log.waitFor(name, head, 10_000))) throw new Error(`${name} did not reach ${head}`);
    }
    return head;
  }
}

export function at(day: string, time = '10:00'): string {
  return instantAt(day, time, ZONE);
}
