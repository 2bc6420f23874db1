import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventLog, type Subscriber, Subscription } from '#libs/event-store';
import { CONFIG, type Config } from './config.ts';
import { logger } from './logger.ts';
import { DirectiveRows } from './read-models/directives.ts';
import { OrganisationRows } from './read-models/organisation.ts';
import { TaskRows } from './read-models/tasks.ts';
import { ReminderPlan } from './reminders/reminder-plan.ts';
import { KeyDestruction } from './texts/text-keys.ts';

/** The projections role: keeps the read models and the plan of reminders up with the log, from the start of the process to its end. */
@Injectable()
export class Projections implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly subscriptions: readonly Subscription[];

  constructor(
    database: DataSource,
    log: EventLog,
    organisation: OrganisationRows,
    directives: DirectiveRows,
    tasks: TaskRows,
    reminders: ReminderPlan,
    keyDestruction: KeyDestruction,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const subscription = (subscriber: Subscriber) =>
      new Subscription(database, log, subscriber, {
        log: (level, message, details) => logger[level](details, message),
      });
    this.subscriptions = [organisation, directives, tasks, reminders, keyDestruction].map(subscription);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('projections')) return;
    await Promise.all(this.subscriptions.map((subscription) => subscription.start()));
  }

  /** Finishes the batches in hand. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }
}
