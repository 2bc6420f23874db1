import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ItemQuery, Overview } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { GetOverview } from '../read-models/queries.ts';
import { ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('overview')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', 'ReadOverview', Overview, 'Read the state of things over what the caller may see')
  get(@CalledBy() { viewer }: Caller, @Query({ schema: ItemQuery }) query: ItemQuery) {
    return this.queries.execute(new GetOverview(viewer, query));
  }
}
