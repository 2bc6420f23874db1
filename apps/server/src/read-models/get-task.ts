import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { TaskDetail } from '#libs/contracts';
import type { LightContext } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { readTask } from './items.ts';
import { LIGHT_CONTEXT } from './light-context.ts';
import { namesOf } from './names.ts';
import { GetTask } from './queries.ts';
import { namedIn, wordsOf } from './task-detail.ts';
import { namedInTasks, taskRow } from './task-rows.ts';

@QueryHandler(GetTask)
export class GetTaskHandler implements IQueryHandler<GetTask> {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly clock: Clock,
    @Inject(LIGHT_CONTEXT) private readonly context: LightContext,
  ) {}

  async execute({ viewer, id }: GetTask): Promise<TaskDetail> {
    const task = await readTask(this, viewer, id);
    const { state, last } = task;
    const shown = { id, state, position: last.position, changedAt: last.event.at };
    const said = namedIn(task);
    const { units, posts } = namedInTasks([shown]);
    const names = await namesOf(this.database.manager, {
      units: [...units, ...said.units],
      posts,
      people: said.people,
    });
    return { ...taskRow(shown, names, this.clock.now(), this.context), ...wordsOf(task, names) };
  }
}
