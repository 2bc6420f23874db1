import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '../access/access.module.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { CommandsModule } from '../commands/commands.module.ts';
import { DeliveryModule } from '../delivery/delivery.module.ts';
import { CalendarFeeds } from '../documents/calendar-feeds.ts';
import { Reports } from '../documents/reports.ts';
import { ReadModelsModule } from '../read-models/read-models.module.ts';
import { AlertsController } from './alerts.controller.ts';
import { AuditController } from './audit.controller.ts';
import { BulkTasksController } from './bulk-tasks.controller.ts';
import { CalendarController } from './calendar.controller.ts';
import { CampaignsController } from './campaigns.controller.ts';
import { Cookies } from './cookies.ts';
import { DelegationsController } from './delegations.controller.ts';
import { DemoController } from './demo.controller.ts';
import { DestinationsController } from './destinations.controller.ts';
import { DirectiveCommandsController } from './directive-commands.controller.ts';
import { DirectivesController } from './directives.controller.ts';
import { ErasureController } from './erasure.controller.ts';
import { EvidenceController } from './evidence.controller.ts';
import { HandOversController } from './hand-overs.controller.ts';
import { HealthController } from './health.controller.ts';
import { ContractPipe } from './invalid-request.ts';
import { LiveController } from './live.controller.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { OfficeTasksController } from './office-tasks.controller.ts';
import { OrganisationController } from './organisation.controller.ts';
import { Origins } from './origins.ts';
import { OverviewController } from './overview.controller.ts';
import { PeopleController } from './people.controller.ts';
import { PreferencesController } from './preferences.controller.ts';
import { ProblemFilter } from './problem.filter.ts';
import { PushController } from './push.controller.ts';
import { ReadoutsController } from './readouts.controller.ts';
import { ReportsController } from './reports.controller.ts';
import { SealController } from './seal.controller.ts';
import { SearchController } from './search.controller.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { SessionController } from './session.controller.ts';
import { SessionsController } from './sessions.controller.ts';
import { SetUpController } from './set-up.controller.ts';
import { SettingsController } from './settings.controller.ts';
import { SignInController } from './sign-in.controller.ts';
import { StatusController } from './status.controller.ts';
import { TasksController } from './tasks.controller.ts';
import { TokensController } from './tokens.controller.ts';
import { UnitTasksController } from './unit-tasks.controller.ts';
import { ViewsController } from './views.controller.ts';
import { WriteDownUse } from './written-down.ts';

/** The API: a controller for each resource, each thin, and what is the same for all of them. */
@Module({
  imports: [AccessModule, AuditModule, CommandsModule, DeliveryModule, ReadModelsModule],
  controllers: [
    StatusController,
    HealthController,
    MetricsController,
    SetUpController,
    SessionController,
    SessionsController,
    SignInController,
    SecondFactorController,
    TokensController,
    ViewsController,
    OrganisationController,
    DelegationsController,
    HandOversController,
    PeopleController,
    ReadoutsController,
    DirectivesController,
    DirectiveCommandsController,
    TasksController,
    UnitTasksController,
    EvidenceController,
    BulkTasksController,
    OfficeTasksController,
    CampaignsController,
    SearchController,
    OverviewController,
    ReportsController,
    AlertsController,
    CalendarController,
    DestinationsController,
    PreferencesController,
    PushController,
    AuditController,
    SealController,
    SettingsController,
    ErasureController,
    LiveController,
    DemoController,
  ],
  providers: [
    CalendarFeeds,
    Reports,
    Cookies,
    Origins,
    Metrics,
    { provide: APP_PIPE, useClass: ContractPipe },
    { provide: APP_INTERCEPTOR, useClass: WriteDownUse },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}
