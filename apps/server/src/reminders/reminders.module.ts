import { Logger, Module } from '@nestjs/common';
import type { WorkingCalendar } from '#libs/calendar';
import type { Jobs } from '#libs/jobs';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { DeliveryModule } from '../delivery/delivery.module.ts';
import { JOBS } from '../delivery/jobs.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { Alarm } from './alarm.ts';
import { ReminderPlan } from './reminder-plan.ts';
import { RemindersRole } from './reminders-role.ts';
import { SettledAlerts } from './settled-alerts.ts';
import { SlipAlerts } from './slip-alerts.ts';
import { SweepRemindersHandler } from './sweep-reminders.ts';

/** Reminding: the plan (projections role), alarm and sweep (reminders role), and the command to sweep (every role). */
@Module({
  imports: [DeliveryModule],
  providers: [
    { provide: Alarm, inject: [JOBS, Clock], useFactory: (jobs: Jobs, clock: Clock) => new Alarm(jobs, clock) },
    {
      provide: ReminderPlan,
      inject: [WORKING_CALENDAR, CONFIG, Alarm],
      useFactory: (calendar: WorkingCalendar, { timeZone, digestTime }: Config, alarm: Alarm) => {
        const logger = new Logger('Reminders');
        // Not waited for: the plan does not depend on a queue, and the sweep does not depend on alarms.
        const setAlarms = (instants: readonly string[]) =>
          void alarm.set(instants).catch((error: Error) => logger.warn(`No alarm was set: ${error.message}`));
        return new ReminderPlan({ calendar, zone: timeZone, digestTime }, setAlarms);
      },
    },
    RemindersRole,
    SettledAlerts,
    SlipAlerts,
    SweepRemindersHandler,
  ],
  exports: [ReminderPlan, SettledAlerts, SlipAlerts],
})
export class RemindersModule {}
