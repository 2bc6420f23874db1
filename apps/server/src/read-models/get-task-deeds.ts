import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { TaskDeeds } from '#libs/contracts';
import { possibleDeeds, possibleSlips } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { isPermitted } from '../access/policy.ts';
import { Clock } from '../clock.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { readTask } from './items.ts';
import { type DayContext, LIGHT_CONTEXT } from './light-context.ts';
import { lightsAsOf } from './light-settings.ts';
import { GetTaskDeeds } from './queries.ts';
import { placementOf } from './visibility.ts';

/** What this person may do to the task as it is now: what its state lets pass, and the policy too. */
@QueryHandler(GetTaskDeeds)
export class GetTaskDeedsHandler implements IQueryHandler<GetTaskDeeds> {
  constructor(
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly clock: Clock,
    @Inject(LIGHT_CONTEXT) private readonly days: DayContext,
    private readonly database: DataSource,
  ) {}

  async execute({ viewer, id }: GetTaskDeeds): Promise<TaskDeeds> {
    const { state } = await readTask(this, viewer, id, null);
    const now = {
      at: this.clock.now(),
      today: this.clock.today(),
      ...(await lightsAsOf(this.database, null, this.days)),
    };
    const deeds = possibleDeeds(state, now).filter((deed) => isPermitted(viewer, deed, placementOf(state)));
    const slipColours = deeds.includes('IssueSlip') ? possibleSlips(state, now) : [];
    return { id, version: state.version, deeds, slipColours };
  }
}
