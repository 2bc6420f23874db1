import { Query } from '@nestjs/cqrs';
import type {
  CampaignDetail,
  CampaignPage,
  CampaignQuery,
  Dashboard,
  DashboardQuery,
  Overview,
  PastItemQuery,
  ReportQuery,
  SearchAnswer,
  SearchQuery,
} from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import type { UnsealedReport } from './report.ts';

// Questions over many items at once. What queries.ts says of rights, of `after` and of `as_of` holds for them too.

/** Campaigns, the one that ends first first. Every reader sees them all; of their directives, those that they may see. */
export class ListCampaigns extends Query<CampaignPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: CampaignQuery,
  ) {
    super();
  }
}

/** One campaign. Read from its stream, as `GetTask` is. */
export class GetCampaign extends Query<CampaignDetail> {
  constructor(
    readonly viewer: Viewer,
    readonly id: Id,
    readonly query: PastItemQuery,
  ) {
    super();
  }
}

/** The figures of one campaign, or of all there is, as far as the viewer may see. Throws `NotFound` for a campaign that is not there. */
export class GetDashboard extends Query<Dashboard> {
  constructor(
    readonly viewer: Viewer,
    readonly query: DashboardQuery,
  ) {
    super();
  }
}

/** Counts over what the viewer may see. */
export class GetOverview extends Query<Overview> {
  constructor(
    readonly viewer: Viewer,
    readonly query: PastItemQuery,
  ) {
    super();
  }
}

/** The items in whose titles, quotes or texts the words are; as they stand now. */
export class Search extends Query<SearchAnswer> {
  constructor(
    readonly viewer: Viewer,
    readonly query: SearchQuery,
  ) {
    super();
  }
}

/** A report over what the viewer may see, with its first tasks. */
export class GetReport extends Query<UnsealedReport> {
  constructor(
    readonly viewer: Viewer,
    readonly query: ReportQuery,
    readonly mostTasks: number,
  ) {
    super();
  }
}
