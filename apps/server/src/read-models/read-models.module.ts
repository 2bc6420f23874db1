import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { WorkingCalendar } from '#libs/calendar';
import { CONFIG, type Config } from '../config.ts';
import { FilesModule } from '../files/files.module.ts';
import { ReadingModule } from '../reading/reading.module.ts';
import { TextsModule } from '../texts/texts.module.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { CampaignVersion } from './campaigns.ts';
import { GetDashboardHandler } from './dashboard.ts';
import { DirectiveRows, DirectiveVersion } from './directives.ts';
import { GetEvidenceFileHandler } from './evidence-file.ts';
import { GetSettingsHandler } from './get-settings.ts';
import { GetTaskHandler } from './get-task.ts';
import { GetTaskDeedsHandler } from './get-task-deeds.ts';
import { HandOverTasks } from './hand-over-tasks.ts';
import { GetHandOverHandler, ListHandOversHandler } from './hand-overs.ts';
import { GetDirectiveHistoryHandler, GetTaskHistoryHandler } from './history.ts';
import { type DayContext, LIGHT_CONTEXT } from './light-context.ts';
import { GetCampaignHandler, ListCampaignsHandler } from './list-campaigns.ts';
import { GetDirectiveHandler, ListDirectivesHandler } from './list-directives.ts';
import { ListDueDatesHandler } from './list-due-dates.ts';
import { ListEventsHandler } from './list-events.ts';
import { ListMovedDatesHandler } from './list-moved-dates.ts';
import { ListTasksHandler } from './list-tasks.ts';
import { LiveFeed } from './live-feed.ts';
import { Moments } from './moments.ts';
import { ListMyTasksHandler } from './my-tasks.ts';
import { GetOrganisationHandler, OrganisationRows, PostRow, UnitRow } from './organisation.ts';
import { GetOverviewHandler } from './overview.ts';
import { GetProposalsHandler } from './proposals.ts';
import { GetReadoutFileHandler } from './readout-file.ts';
import { GetReadoutHandler, ListReadoutsHandler, ReadoutRow } from './readouts.ts';
import { GetReportHandler } from './report.ts';
import { RowWall } from './row-wall.ts';
import { SearchHandler } from './search/search.ts';
import { Searchable } from './search/searchable.ts';
import { GetTaskSkeletonHandler, ListTaskVersionsHandler } from './skeleton.ts';
import { TaskRows, TaskVersion } from './tasks.ts';

const PROJECTIONS = [OrganisationRows, DirectiveRows, TaskRows];

/** What is read: the projections (projections role), the queries (every role), and the live feed (api role). */
@Module({
  imports: [
    FilesModule,
    ReadingModule,
    TextsModule,
    TypeOrmModule.forFeature([UnitRow, PostRow, ReadoutRow, DirectiveVersion, TaskVersion, CampaignVersion]),
  ],
  providers: [
    {
      provide: LIGHT_CONTEXT,
      inject: [CONFIG, WORKING_CALENDAR],
      useFactory: ({ timeZone: zone }: Config, calendar: WorkingCalendar): DayContext => ({ zone, calendar }),
    },
    ...PROJECTIONS,
    Moments,
    ListDueDatesHandler,
    ...[ListTasksHandler, ListMyTasksHandler, GetTaskHandler, GetTaskDeedsHandler, GetTaskHistoryHandler],
    Searchable,
    SearchHandler,
    ...[GetTaskSkeletonHandler, ListTaskVersionsHandler],
    ...[ListDirectivesHandler, GetDirectiveHandler, GetDirectiveHistoryHandler],
    ...[ListCampaignsHandler, GetCampaignHandler],
    ...[
      ListReadoutsHandler,
      GetReadoutHandler,
      GetReadoutFileHandler,
      GetProposalsHandler,
      GetOrganisationHandler,
      GetOverviewHandler,
      GetDashboardHandler,
      GetReportHandler,
      ListEventsHandler,
    ],
    ...[HandOverTasks, ListHandOversHandler, GetHandOverHandler],
    GetSettingsHandler,
    GetEvidenceFileHandler,
    ListMovedDatesHandler,
    LiveFeed,
    RowWall,
  ],
  exports: [LiveFeed, TextsModule, Searchable, ...PROJECTIONS],
})
export class ReadModelsModule {}
