import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { WorkingCalendar } from '#libs/calendar';
import { defaultThresholds, type LightContext } from '#libs/directives';
import { CONFIG, type Config } from '../config.ts';
import { FilesModule } from '../files/files.module.ts';
import { ReadingModule } from '../reading/reading.module.ts';
import { TextsModule } from '../texts/texts.module.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { DirectiveRows, DirectiveVersion } from './directives.ts';
import { GetTaskHandler } from './get-task.ts';
import { GetDirectiveHistoryHandler, GetTaskHistoryHandler } from './history.ts';
import { LIGHT_CONTEXT } from './light-context.ts';
import { GetDirectiveHandler, ListDirectivesHandler } from './list-directives.ts';
import { ListEventsHandler } from './list-events.ts';
import { ListTasksHandler } from './list-tasks.ts';
import { LiveFeed } from './live-feed.ts';
import { ListMyTasksHandler } from './my-tasks.ts';
import { GetOrganisationHandler, OrganisationRows, PostRow, UnitRow } from './organisation.ts';
import { GetOverviewHandler } from './overview.ts';
import { GetProposalsHandler } from './proposals.ts';
import { GetReadoutFileHandler } from './readout-file.ts';
import { GetReadoutHandler, ListReadoutsHandler, ReadoutRow } from './readouts.ts';
import { TaskRows, TaskVersion } from './tasks.ts';

const PROJECTIONS = [OrganisationRows, DirectiveRows, TaskRows];

/** What is read: the projections (projections role), the queries (every role), and the live feed (api role). */
@Module({
  imports: [
    FilesModule,
    ReadingModule,
    TextsModule,
    TypeOrmModule.forFeature([UnitRow, PostRow, ReadoutRow, DirectiveVersion, TaskVersion]),
  ],
  providers: [
    {
      provide: LIGHT_CONTEXT,
      inject: [CONFIG, WORKING_CALENDAR],
      useFactory: ({ timeZone }: Config, calendar: WorkingCalendar): LightContext => ({
        ...{ zone: timeZone, calendar, thresholds: defaultThresholds },
      }),
    },
    ...PROJECTIONS,
    ...[ListTasksHandler, ListMyTasksHandler, GetTaskHandler, GetTaskHistoryHandler],
    ...[ListDirectivesHandler, GetDirectiveHandler, GetDirectiveHistoryHandler],
    ...[
      ListReadoutsHandler,
      GetReadoutHandler,
      GetReadoutFileHandler,
      GetProposalsHandler,
      GetOrganisationHandler,
      GetOverviewHandler,
      ListEventsHandler,
    ],
    LiveFeed,
  ],
  exports: [LiveFeed, TextsModule, ...PROJECTIONS],
})
export class ReadModelsModule {}
