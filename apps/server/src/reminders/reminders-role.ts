import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CONFIG, type Config } from '../config.ts';
import { Alarm } from './alarm.ts';
import { SweepReminders } from './sweep-reminders.ts';

/**
 * The reminders role: sweeps when an alarm goes off, and at a plain interval of real time, which needs neither Redis
 * nor a queue and is what the promise rests on.
 */
@Injectable()
export class RemindersRole implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Reminders');
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly alarm: Alarm,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap() {
    if (!this.config.roles.has('reminders')) return;
    this.alarm.listen(() => this.commands.execute(new SweepReminders()));
    this.timer = setInterval(() => this.tick(), this.config.sweepIntervalMs);
  }

  /** A sweep that outlasts the interval is not doubled; one that fails is tried again at the next tick. */
  private tick(): void {
    this.sweeping ??= this.commands
      .execute(new SweepReminders())
      .then(
        () => undefined,
        (error: unknown) => this.logger.error(`A sweep failed: ${(error as Error).message}`),
      )
      .finally(() => {
        this.sweeping = undefined;
      });
  }

  async beforeApplicationShutdown() {
    clearInterval(this.timer);
    await this.sweeping;
  }
}
