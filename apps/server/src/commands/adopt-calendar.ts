import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { daysAround, isNewerEdition, type WorkingCalendar, yearOf } from '#libs/calendar';
import { presentCalendar, settingsDecider } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { Door } from './door.ts';
import { systemEnvelope } from './envelope.ts';
import { openStream } from './open-stream.ts';
import { SETTINGS_STREAM } from './stream-ids.ts';

/** Tells the log of the edition of the working calendar with which this server came up, unless it is there, or a newer one. */
export class AdoptCalendar extends Command<void> {}

@CommandHandler(AdoptCalendar)
export class AdoptCalendarHandler implements ICommandHandler<AdoptCalendar> {
  private readonly logger = new Logger('Calendar');

  constructor(
    private readonly door: Door,
    private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(WORKING_CALENDAR) private readonly calendar: WorkingCalendar,
  ) {}

  async execute(): Promise<void> {
    const { version: edition } = this.calendar;
    const { state, version } = await openStream(this.log, settingsDecider, SETTINGS_STREAM);
    const before = presentCalendar(state)?.edition;
    if (before !== undefined && !isNewerEdition(edition, before)) {
      if (before !== edition)
        this.logger.warn(`The calendar in force is ${before}, newer than this server's ${edition}`);
      return;
    }
    const days = daysAround(this.calendar, yearOf(this.clock.today()));
    // Two servers that start at once tell it once; a calendar that comes back after another is told of again.
    await this.door.carryOut(systemEnvelope(`calendar ${edition} after ${version}`), async (draft) => {
      const settings = await draft.open(settingsDecider, SETTINGS_STREAM);
      settings.decide({ ...draft.stamp, type: 'AdoptCalendar', edition, days });
      return { answer: {} };
    });
    this.logger.log(`The calendar in force is ${edition}${before === undefined ? '' : `, no longer ${before}`}`);
  }
}

/** Adopts the calendar at the start of a server that keeps read models. */
@Injectable()
export class CalendarAtStart implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A server without it serves all the same: the calendar that was in force stays. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.has('projections')) return;
    await this.commands.execute(new AdoptCalendar()).catch((error: unknown) => {
      const { message } = error as Error;
      new Logger('Calendar').error(`The calendar was not adopted and is tried at the next start: ${message}`);
    });
  }
}
