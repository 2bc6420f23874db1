import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { AccessModule } from '../access/access.module.ts';
import { CommandsModule } from '../commands/commands.module.ts';
import { ReadModelsModule } from '../read-models/read-models.module.ts';
import { AlertsController } from './alerts.controller.ts';
import { AuditController } from './audit.controller.ts';
import { DemoController } from './demo.controller.ts';
import { DirectiveCommandsController } from './directive-commands.controller.ts';
import { DirectivesController } from './directives.controller.ts';
import { ErasureController } from './erasure.controller.ts';
import { HealthController } from './health.controller.ts';
import { ContractPipe } from './invalid-request.ts';
import { LiveController } from './live.controller.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { OfficeTasksController } from './office-tasks.controller.ts';
import { OrganisationController } from './organisation.controller.ts';
import { OverviewController } from './overview.controller.ts';
import { PeopleController } from './people.controller.ts';
import { ProblemFilter } from './problem.filter.ts';
import { ReadoutsController } from './readouts.controller.ts';
import { SealController } from './seal.controller.ts';
import { SessionController } from './session.controller.ts';
import { SetUpController } from './set-up.controller.ts';
import { StatusController } from './status.controller.ts';
import { TasksController } from './tasks.controller.ts';
import { TokensController } from './tokens.controller.ts';
import { UnitTasksController } from './unit-tasks.controller.ts';

/** The API: a controller for each resource, each thin, and what is the same for all of them. */
@Module({
  imports: [AccessModule, CommandsModule, ReadModelsModule],
  controllers: [
    StatusController,
    HealthController,
    MetricsController,
    SetUpController,
    SessionController,
    TokensController,
    OrganisationController,
    PeopleController,
    ReadoutsController,
    DirectivesController,
    DirectiveCommandsController,
    TasksController,
    UnitTasksController,
    OfficeTasksController,
    OverviewController,
    AlertsController,
    AuditController,
    SealController,
    ErasureController,
    LiveController,
    DemoController,
  ],
  providers: [Metrics, { provide: APP_PIPE, useClass: ContractPipe }, { provide: APP_FILTER, useClass: ProblemFilter }],
})
export class HttpModule {}
