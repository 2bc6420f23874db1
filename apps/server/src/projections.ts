import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CommonTurns,
  EventLog,
  isProjection,
  type Log,
  type Projection,
  rebuildProjection,
  type Subscriber,
  Subscription,
} from '#libs/event-store';
import { KeptStates } from './commands/kept-states.ts';
import { CONFIG, type Config } from './config.ts';
import { logger } from './logger.ts';
import { asOwner } from './operations/owner.ts';
import { makerOf } from './operations/projections.ts';
import { DirectiveRows } from './read-models/directives.ts';
import { OrganisationRows } from './read-models/organisation.ts';
import { Searchable } from './read-models/search/searchable.ts';
import { TaskRows } from './read-models/tasks.ts';
import { ReminderPlan } from './reminders/reminder-plan.ts';
import { SettledAlerts } from './reminders/settled-alerts.ts';
import { SlipAlerts } from './reminders/slip-alerts.ts';
import { KeyDestruction } from './texts/text-keys.ts';

const log: Log = (level, message, details) => logger[level](details, message);

/**
 * The projections role: keeps the read models and the plan of reminders up with the log, from the start of the process to
 * its end. What is of an older shape than this program's is rebuilt beside, while the older program serves the old rows.
 */
@Injectable()
export class Projections implements BeforeApplicationShutdown, OnModuleInit {
  private readonly subscriptions: readonly Subscription[];
  private readonly states = new KeptStates();
  private readonly stopping = new AbortController();
  private refreshing: Promise<unknown> | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly eventLog: EventLog,
    organisation: OrganisationRows,
    directives: DirectiveRows,
    tasks: TaskRows,
    private readonly reminders: ReminderPlan,
    settledAlerts: SettledAlerts,
    slipAlerts: SlipAlerts,
    keyDestruction: KeyDestruction,
    searchable: Searchable,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const together = new CommonTurns(database, eventLog);
    const subscription = (subscriber: Subscriber) =>
      new Subscription(database, eventLog, subscriber, {
        ...{ log, together },
        ...(isProjection(subscriber) && { rebuild: (signal) => this.rebuild(subscriber, signal) }),
      });
    const subscribers = [
      organisation,
      directives,
      tasks,
      reminders,
      settledAlerts,
      slipAlerts,
      keyDestruction,
      searchable,
    ];
    this.subscriptions = subscribers.map(subscription);
  }

  /** Before anything can append: in an empty log the rows of a new projection are complete, else they have to be rebuilt. */
  async onModuleInit(): Promise<void> {
    if (!this.config.roles.has('projections')) return;
    await Promise.all(this.subscriptions.map((subscription) => subscription.start()));
    this.refreshing = Promise.all([this.refreshStates(), this.refreshPlan()]);
  }

  /** Finishes the batches in hand; a rebuild is broken off, to be gone on with at the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.refreshing, ...this.subscriptions.map((subscription) => subscription.stop())]);
  }

  /** Commands do without them until then: a state of another shape is folded when it is needed. */
  private async refreshStates(): Promise<void> {
    try {
      if (await this.states.inline.isOutdated(this.database.manager))
        await this.rebuild(this.states, this.stopping.signal);
    } catch (error) {
      if (!this.stopping.signal.aborted) log('warn', 'the kept states were not made anew', { error });
    }
  }

  private async refreshPlan(): Promise<void> {
    try {
      await this.reminders.planByPresentContext(this.database);
    } catch (error) {
      log('error', 'what was planned by another calendar was not planned anew; restart', { error });
    }
  }

  private async rebuild(projection: Projection, signal: AbortSignal): Promise<void> {
    const rebuilt = await asOwner(this.config, (owner) =>
      rebuildProjection(owner, projection, this.eventLog.schemas, {
        ...{ ifOutdated: true, signal, gentle: true, madeBy: makerOf(this.config) },
      }),
    );
    if (rebuilt) log('info', 'rebuilt from the log', { projection: projection.name, ...rebuilt });
  }
}
