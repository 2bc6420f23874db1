import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { WorkingCalendar } from '#libs/calendar';
import type { TaskDeeds } from '#libs/contracts';
import { possibleDeeds } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { isPermitted } from '../access/policy.ts';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { readTask } from './items.ts';
import { GetTaskDeeds } from './queries.ts';
import { placementOf } from './visibility.ts';

/** What this person may do to the task as it is now: what its state lets pass, and the policy too. */
@QueryHandler(GetTaskDeeds)
export class GetTaskDeedsHandler implements IQueryHandler<GetTaskDeeds> {
  constructor(
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly clock: Clock,
    @Inject(WORKING_CALENDAR) private readonly calendar: WorkingCalendar,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ viewer, id }: GetTaskDeeds): Promise<TaskDeeds> {
    const { state } = await readTask(this, viewer, id, null);
    const now = {
      at: this.clock.now(),
      today: this.clock.today(),
      zone: this.config.timeZone,
      calendar: this.calendar,
    };
    const deeds = possibleDeeds(state, now).filter((deed) => isPermitted(viewer, deed, placementOf(state)));
    return { id, version: state.version, deeds };
  }
}
