import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { EventLog } from '#libs/event-store';
import { Clock } from './clock.ts';
import { CONFIG, type Config } from './config.ts';
import { eventSchemas } from './event-schemas.ts';
import { logger } from './logger.ts';
import { hearErrors } from './operations/lost-connections.ts';
import { SqlClock } from './sql-clock.ts';
import { settledCalendar, WORKING_CALENDAR } from './working-calendar.ts';

const POOL_SIZE = 10;
/** Far longer than any query takes: ends the wait on a connection whose other side is gone without a word. */
const QUERY_TIMEOUT_MS = 120_000;

/** What every part stands on: the settings, the database, the log, business time, and the working calendar. */
@Global()
@Module({})
export class DatabaseModule {
  static with(config: Config): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: config.databaseUrl,
          applicationName: 'duban',
          autoLoadEntities: true,
          synchronize: false,
          installExtensions: false,
          retryAttempts: 0,
          extra: { max: POOL_SIZE, keepAlive: true, query_timeout: QUERY_TIMEOUT_MS, onConnect: hearErrors },
          poolErrorHandler: (error: Error) => logger.warn({ err: error }, 'an idle database connection was lost'),
        }),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: WORKING_CALENDAR, useFactory: () => settledCalendar(config.workingCalendar) },
        {
          provide: Clock,
          useFactory: (database: DataSource) => SqlClock.start(database, config),
          inject: [DataSource],
        },
        { provide: EventLog, useFactory: () => openLog(config) },
        LogCloser,
      ],
      exports: [CONFIG, WORKING_CALENDAR, Clock, EventLog],
    };
  }
}

function openLog({ databaseUrl, databaseDirectUrl }: Config): EventLog {
  return new EventLog(databaseUrl, eventSchemas, { listenUrl: databaseDirectUrl });
}

/** Closes the log after everything that appends to it has stopped. */
@Injectable()
class LogCloser implements OnApplicationShutdown {
  constructor(@Inject(EventLog) private readonly log: EventLog) {}

  async onApplicationShutdown() {
    await this.log.close();
  }
}
