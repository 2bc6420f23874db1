import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { SearchAnswer, SearchQuery } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { Search } from '../read-models/figure-queries.ts';
import { ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', 'SearchItems', SearchAnswer, 'Search the titles, quotes and texts of directives and tasks')
  search(@CalledBy() { viewer }: Caller, @Query({ schema: SearchQuery }) query: SearchQuery) {
    return this.queries.execute(new Search(viewer, query));
  }
}
