import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { inCampaign } from './campaigns.ts';
import { tasksAt } from './list-tasks.ts';
import type { Moment } from './moments.ts';
import type { TaskVersion } from './tasks.ts';

/** Whose tasks are counted: those that the viewer sees, of one campaign or of all. */
export interface Counted {
  readonly manager: EntityManager;
  readonly viewer: Viewer;
  readonly campaign: Id | undefined;
}

/** All of them at the moment, but those that ended with their directive. */
export function countedTasks({ manager, viewer, campaign }: Counted, moment: Moment): SelectQueryBuilder<TaskVersion> {
  const rows = tasksAt(manager, viewer, moment).andWhere(`task.status <> 'ended'`);
  return campaign ? rows.andWhere(...inCampaign('task.directive_id', campaign, moment)) : rows;
}
