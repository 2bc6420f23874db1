import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { type CivilDate, instantAt } from '#libs/calendar';
import type { DemoClock } from '#libs/contracts';
import { type Instant, Rejection } from '#libs/event-sourcing';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { SweepReminders } from '../reminders/sweep-reminders.ts';

/**
 * Moves business time forward to an instant, or to the digest hour of a day; a day on which that has passed already
 * leaves the time as it is. When it is answered, what was due by then has been claimed. Throws `clock.backwards`.
 */
export class MoveClock extends Command<DemoClock> {
  constructor(readonly to: Instant | CivilDate) {
    super();
  }
}

@Injectable()
export class PresentTime {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  tell(): DemoClock {
    return { now: this.clock.now(), today: this.clock.today(), timeZone: this.config.timeZone };
  }
}

@CommandHandler(MoveClock)
export class MoveClockHandler implements ICommandHandler<MoveClock> {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly present: PresentTime,
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ to }: MoveClock): Promise<DemoClock> {
    await this.clock.refresh();
    const isToday = to === this.clock.today();
    await this.moveTo(to.includes('T') ? to : instantAt(to, this.config.digestTime, this.config.timeZone), { isToday });
    await this.clock.refresh();
    await this.commands.execute(new SweepReminders());
    return this.present.tell();
  }

  /** The comparison is in the statement, so that of two moves at once the later instant stands. */
  private async moveTo(instant: Instant, { isToday }: { isToday: boolean }): Promise<void> {
    const [, moved]: [unknown, number] = await this.database.query(
      `UPDATE business_clock SET offset_ms = ceil(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)
       WHERE $1::timestamptz > duban_now()`,
      [instant],
    );
    if (moved === 0 && !isToday) throw new Rejection('clock.backwards', { now: this.clock.now(), to: instant });
  }
}
