import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessModule } from './access/access.module.ts';
import { AuditModule } from './audit/audit.module.ts';
import { CommandsModule } from './commands/commands.module.ts';
import type { Config } from './config.ts';
import { DatabaseModule } from './database.module.ts';
import { DeliveryModule } from './delivery/delivery.module.ts';
import { HttpModule } from './http/http.module.ts';
import { Projections } from './projections.ts';
import { ReadModelsModule } from './read-models/read-models.module.ts';
import { RemindersModule } from './reminders/reminders.module.ts';
import { SealModule } from './seal/seal.module.ts';

/** The whole server, composed in one place. What a process actually does follows from its roles. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CqrsModule.forRoot(),
        DatabaseModule.with(config),
        AccessModule,
        CommandsModule,
        ReadModelsModule,
        RemindersModule,
        DeliveryModule,
        SealModule,
        AuditModule,
        HttpModule,
      ],
      providers: [Projections],
    };
  }
}
