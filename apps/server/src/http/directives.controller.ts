import { Controller, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  DirectiveDetail,
  DirectivePage,
  DirectiveQuery,
  HistoryPage,
  Id,
  PastItemQuery,
  PastPageQuery,
} from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { GetDirective, GetDirectiveHistory, ListDirectives } from '../read-models/queries.ts';
import { ItemRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('directives')
@Controller('api/v1/directives')
export class DirectivesController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', 'ReadDirectives', DirectivePage, 'List directives, the one changed last first')
  list(@CalledBy() { viewer }: Caller, @Query({ schema: DirectiveQuery }) query: DirectiveQuery) {
    return this.queries.execute(new ListDirectives(viewer, query));
  }

  @ItemRoute(':id', 'ReadDirectives', DirectiveDetail, 'Read one directive')
  get(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastItemQuery }) query: PastItemQuery,
  ) {
    return this.queries.execute(new GetDirective(viewer, id, query));
  }

  @ReadRoute(':id/history', 'ReadDirectives', HistoryPage, 'List the events of a directive, oldest first')
  history(
    @CalledBy() { viewer }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PastPageQuery }) query: PastPageQuery,
  ) {
    return this.queries.execute(new GetDirectiveHistory(viewer, id, query));
  }
}
