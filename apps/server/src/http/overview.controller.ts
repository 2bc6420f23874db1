import { Controller, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Dashboard, DashboardQuery, Overview, PastItemQuery } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { GetDashboard, GetOverview } from '../read-models/figure-queries.ts';
import { ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('overview')
@Controller('api/v1')
export class OverviewController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('overview', 'ReadOverview', Overview, 'Read the state of things over what the caller may see')
  get(@CalledBy() { viewer }: Caller, @Query({ schema: PastItemQuery }) query: PastItemQuery) {
    return this.queries.execute(new GetOverview(viewer, query));
  }

  @ReadRoute('dashboard', 'ReadDashboard', Dashboard, 'Read the figures of a campaign, or of all, with their course')
  dashboard(@CalledBy() { viewer }: Caller, @Query({ schema: DashboardQuery }) query: DashboardQuery) {
    return this.queries.execute(new GetDashboard(viewer, query));
  }
}
