import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { TaskDetail } from '#libs/contracts';
import { EventLog } from '#libs/event-store';
import { EvidenceFiles } from '../files/evidence-files.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { readTask } from './items.ts';
import { Moments } from './moments.ts';
import { namesOf } from './names.ts';
import { GetTask } from './queries.ts';
import { filesIn, namedIn, wordsOf } from './task-detail.ts';
import { namedInTasks, taskRow } from './task-rows.ts';

@QueryHandler(GetTask)
export class GetTaskHandler implements IQueryHandler<GetTask> {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly moments: Moments,
    private readonly files: EvidenceFiles,
  ) {}

  async execute({ viewer, id, query }: GetTask): Promise<TaskDetail> {
    const moment = await this.moments.of(query, []);
    const task = await readTask(this, viewer, id, moment.position);
    const { state, last } = task;
    const shown = { id, state, position: last.position, changedAt: last.event.at };
    const said = namedIn(task);
    const { units, posts } = namedInTasks([shown]);
    const named = { units: [...units, ...said.units], posts, people: said.people };
    const names = await namesOf(this.database.manager, named, moment.organisation);
    const fileNames = await this.files.names(filesIn(task));
    return { ...taskRow(shown, names, moment), ...wordsOf(task, names, fileNames) };
  }
}
