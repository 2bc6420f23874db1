import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  HistoryPage,
  Id,
  MyTaskPage,
  PageQuery,
  PastItemQuery,
  PastPageQuery,
  SkeletonQuery,
  TaskDeeds,
  TaskDetail,
  TaskPage,
  TaskQuery,
  TaskSkeleton,
  TaskVersionQuery,
  TaskVersions,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import {
  GetTask,
  GetTaskDeeds,
  GetTaskHistory,
  GetTaskSkeleton,
  ListMyTasks,
  ListTasks,
  ListTaskVersions,
} from '../read-models/queries.ts';
import { ItemRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('tasks')
@Controller('api/v1/tasks')
export class TasksController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', 'ReadTasks', TaskPage, 'List the ledger of tasks')
  list(@CalledBy() { viewer }: Caller, @Query({ schema: TaskQuery }) query: TaskQuery) {
    return this.queries.execute(new ListTasks(viewer, query));
  }

  @ReadRoute('skeleton', 'ReadTasks', TaskSkeleton, 'Read the whole ledger in columns of numbers')
  skeleton(@CalledBy() { viewer }: Caller, @Query({ schema: SkeletonQuery }) query: SkeletonQuery) {
    return this.queries.execute(new GetTaskSkeleton(viewer, query));
  }

  @ReadRoute('versions', 'ReadTasks', TaskVersions, 'Read rows of the ledger by the positions that a skeleton gave')
  versions(@CalledBy() { viewer }: Caller, @Query({ schema: TaskVersionQuery }) query: TaskVersionQuery) {
    return this.queries.execute(new ListTaskVersions(viewer, query));
  }

  @ReadRoute(
    'mine',
    'ReadTasks',
    MyTaskPage,
    "List the tasks that wait for the caller's own units, the most pressing first",
  )
  mine(@CalledBy() { viewer }: Caller, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.queries.execute(new ListMyTasks(viewer, query));
  }

  @ItemRoute(':id', 'ReadTasks', TaskDetail, 'Read one task with all that was said of it')
  get(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastItemQuery }) query: PastItemQuery,
  ) {
    return this.queries.execute(new GetTask(viewer, id, query));
  }

  @ReadRoute(':id/deeds', 'ReadTasks', TaskDeeds, 'Read what the caller may do to a task as it is now')
  deeds(@CalledBy() { viewer }: Caller, @Param('id', { schema: Id }) id: string) {
    return this.queries.execute(new GetTaskDeeds(viewer, id));
  }

  @ReadRoute(':id/history', 'ReadTasks', HistoryPage, 'List the events of a task, oldest first')
  history(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastPageQuery }) query: PastPageQuery,
  ) {
    return this.queries.execute(new GetTaskHistory(viewer, id, query));
  }
}
