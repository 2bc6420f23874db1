import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { instantAt } from '#libs/calendar';
import type { Id, OrganisationEvent, PlanContext, SettingsEvent, TaskEvent } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { Clock } from '../../../apps/server/src/clock.ts';
import { derivedId, ORGANISATION_STREAM, SETTINGS_STREAM } from '../../../apps/server/src/commands/stream-ids.ts';
import { type Config, readConfig, type ServerRole } from '../../../apps/server/src/config.ts';
import { DatabaseModule } from '../../../apps/server/src/database.module.ts';
import { DeliveryModule } from '../../../apps/server/src/delivery/delivery.module.ts';
import { Projections } from '../../../apps/server/src/projections.ts';
import { ReadModelsModule } from '../../../apps/server/src/read-models/read-models.module.ts';
import { RemindersModule } from '../../../apps/server/src/reminders/reminders.module.ts';
import { SweepReminders } from '../../../apps/server/src/reminders/sweep-reminders.ts';
import { WORKING_CALENDAR } from '../../../apps/server/src/working-calendar.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';
import { ids, nameOf, people, townFounded } from './office.ts';

async function start(config: Config): Promise<INestApplicationContext> {
  const parts = [ReadModelsModule, RemindersModule, DeliveryModule];
  const imports = [CqrsModule.forRoot(), DatabaseModule.with(config), ...parts];
  return NestFactory.createApplicationContext(
    { module: WorldModule, imports, providers: [Projections] },
    { logger: ['fatal'], abortOnError: false },
  );
}

export const ZONE = 'Asia/Shanghai';
const FOUNDED = '2022-10-26';

@Module({})
class WorldModule {}

interface WorldOptions {
  readonly redisUrl?: string;
  readonly smtpUrl?: string;
  readonly sealFile?: string;
  readonly roles?: readonly ServerRole[];
  readonly sweepIntervalMs?: number;
}

/** A server without HTTP on a database and a queue of its own, in a business time of its own. */
export class World {
  private readonly others: World[] = [];

  private constructor(
    readonly app: INestApplicationContext,
    readonly config: Config,
    /** What sets its queues apart from those of others on one Redis. */
    readonly queues: string,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  /** By default nothing sweeps by itself: a test says when. */
  static async open(options: WorldOptions = {}): Promise<World> {
    const world = await World.on(await freshDatabase(), options);
    await world.moveTo(FOUNDED, '08:00');
    for (const { id, name, email, language } of people) {
      await world.sql('INSERT INTO person (id, name, email, language) VALUES ($1, $2, $3, $4)', [
        id,
        name,
        email,
        language,
      ]);
    }
    await world.organisation(...townFounded(world.at(FOUNDED, '08:00')));
    return world;
  }

  /** A server on a database that somebody has worked with. */
  static async on({ url, ownerUrl, drop }: TestDatabase, options: WorldOptions = {}): Promise<World> {
    const { redisUrl, smtpUrl, sealFile, roles = ['projections', 'delivery'], sweepIntervalMs = 3_600_000 } = options;
    const settings = { ...readConfig({}), redisUrl, smtpUrl, sealFile, roles: new Set(roles), sweepIntervalMs };
    const config = { ...settings, databaseUrl: url, databaseDirectUrl: url, databaseOwnerUrl: ownerUrl };
    const app = await start(config);
    const [queues] = await app.get(DataSource).query('SELECT id FROM queue_identity');
    return new World(app, config, queues.id, drop);
  }

  /** Another server on the same database, with other roles. */
  async another({ roles = [] }: Pick<WorldOptions, 'roles'> = {}): Promise<World> {
    const config = { ...this.config, roles: new Set(roles) };
    const other = new World(await start(config), config, this.queues, async () => {});
    this.others.push(other);
    return other;
  }

  async close(): Promise<void> {
    for (const other of this.others) await other.close();
    await this.app.close();
    await this.dropDatabase();
  }

  get log(): EventLog {
    return this.app.get(EventLog);
  }
  get database(): DataSource {
    return this.app.get(DataSource);
  }
  get plan(): PlanContext {
    return { zone: ZONE, digestTime: this.config.digestTime, calendar: this.app.get(WORKING_CALENDAR) };
  }
  get queries(): QueryBus {
    return this.app.get(QueryBus);
  }
  get commands(): CommandBus {
    return this.app.get(CommandBus);
  }

  sql<Row = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.database.query(text, values);
  }

  at(day: string, time = '09:00'): string {
    return instantAt(day, time, ZONE);
  }

  /** Moves business time. Nobody is told. */
  async moveTo(day: string, time = '09:00'): Promise<void> {
    await this.sql(
      `UPDATE business_clock SET offset_ms = ceil(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)`,
      [this.at(day, time)],
    );
  }

  async refreshClock(): Promise<void> {
    await this.app.get(Clock).refresh();
  }

  async sweep(): Promise<number> {
    return (await this.commands.execute(new SweepReminders())).claimed;
  }

  async organisation(...events: OrganisationEvent[]): Promise<void> {
    await this.append(ORGANISATION_STREAM, events);
  }

  async settings(...events: SettingsEvent[]): Promise<void> {
    await this.append(SETTINGS_STREAM, events);
  }

  /** Events of one task, made of what matters to a test; who and when are filled in by the present business time. */
  async task(taskId: Id, ...events: TaskEvent[]): Promise<void> {
    await this.append(taskId, events);
  }

  async append(streamId: Id, events: (OrganisationEvent | SettingsEvent | TaskEvent)[]): Promise<void> {
    const expectedVersion = (await this.log.readStream(streamId)).length;
    const meta = { actor: 'system', correlationId: 'test', commandId: 'test' };
    const result = await this.log.append({ streams: [{ streamId, expectedVersion, events }], meta });
    if (result.outcome !== 'appended') throw new Error(`The test's own events were not appended: ${result.outcome}`);
  }

  /** Moves from day to day, one minute after nine each time, and sweeps. */
  async live(from: string, days: number, eachDay?: (day: string) => Promise<void>): Promise<void> {
    for (let i = 0; i < days; i++) {
      const day = new Date(Date.parse(`${from}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10);
      await this.moveTo(day, '09:01');
      await this.sweep();
      await eachDay?.(day);
    }
  }

  /** Everything that was told, in the order of claiming: on which business day, by which rule, to whom, how. */
  async told({ superseded = false } = {}): Promise<string[]> {
    const rows: { claimed_at: Date; rule: string; person_id: Id | null; channel: string | null; outcome: string }[] =
      await this.sql(`SELECT * FROM delivery ORDER BY claimed_at, rule, channel`);
    return rows
      .filter(({ outcome }) => superseded || outcome !== 'superseded')
      .map(({ claimed_at, rule, person_id, channel, outcome }) =>
        [
          new Date(claimed_at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
          rule,
          nameOf(person_id) ?? outcome,
          ...(channel && channel !== 'in-app' ? [channel] : []),
        ].join(' '),
      );
  }

  /** Recorded claims as the log has them. */
  async events(...types: string[]) {
    const all = await this.log.readAll(0, 10_000);
    return all.map(({ event }) => event).filter(({ type }) => types.includes(type));
  }
}

let tasks = 0;
export function newTask(): Id {
  tasks += 1;
  return derivedId('test', 'task', tasks);
}

/** The events that a test's task is made of. `due` null: a standing task. */
export function assigned(at: string, due: string | null, signBy = '2022-10-27', leadUnit = ids.water): TaskEvent {
  const deadline = due === null ? null : { date: due, rule: 'set-by-hand', expression: null, calendarVersion: null };
  return {
    ...{ type: 'TaskAssigned', at, by: ids.clerk, directiveId: derivedId('test', 'directive'), parentTaskId: null },
    ...{ number: '督〔2022〕1号-01', title: '修好南渠', leadUnit, coUnits: [], leaderInCharge: null, deadline, signBy },
  };
}
export function signedFor(at: string): TaskEvent {
  return { type: 'TaskSignedFor', at, by: ids.liaison };
}
