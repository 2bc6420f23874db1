import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { HistoryPage, Id, ItemQuery, MyTaskPage, PageQuery, TaskDetail, TaskPage, TaskQuery } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { GetTask, GetTaskHistory, ListMyTasks, ListTasks } from '../read-models/queries.ts';
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
    @Query({ schema: ItemQuery }) query: ItemQuery,
  ) {
    return this.queries.execute(new GetTask(viewer, id, query));
  }

  @ReadRoute(':id/history', 'ReadTasks', HistoryPage, 'List the events of a task, oldest first')
  history(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.queries.execute(new GetTaskHistory(viewer, id, query));
  }
}
