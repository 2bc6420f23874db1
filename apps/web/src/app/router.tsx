import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { Session } from '#libs/contracts';
import { queryOf } from '../api/client.ts';
import { Loading } from '../ui/loading.tsx';
import { Failed, NotFound } from './failed.tsx';
import { landingOf } from './places.ts';
import {
  type PastMoment,
  readDashboardSearch,
  readDeliverySearch,
  readEventSearch,
  readInboxSearch,
  readLadderSearch,
  readMoment,
  readReportSearch,
  readTaskSearch,
} from './search.ts';
import { Shell } from './shell.tsx';

interface Context {
  readonly queries: QueryClient;
  readonly session: Session;
}

const root = createRootRouteWithContext<Context>()({ component: Shell, notFoundComponent: NotFound });
const under = () => root;
/** Who looks at the past stays there from link to link, until they go back to now. */
const keepsMoment = { middlewares: [retainSearchParams<{ as_of?: PastMoment }>(['as_of'])] };
/** A page that shows the present alone has no moment in its address, so that no address claims another one. */
const isPresent = {
  middlewares: [
    <Search extends object>({ search, next }: { search: Search; next: (search: Search) => Search }) =>
      Object.fromEntries(Object.entries(next(search)).filter(([field]) => field !== 'as_of')) as Search,
  ],
};

// Each page is loaded when it is first opened. What an address may say beside its path stands in search.ts.
const bench = createRoute({
  getParentRoute: under,
  path: '/',
  beforeLoad: ({ context: { session } }) => {
    const landing = landingOf(session);
    if (landing !== '/') throw redirect({ to: landing, replace: true });
  },
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/bench/bench-page.tsx'), 'BenchPage'),
});
const readouts = createRoute({
  getParentRoute: under,
  path: '/readouts',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/readouts/readouts-page.tsx'), 'ReadoutsPage'),
});
const importing = createRoute({
  getParentRoute: under,
  path: '/readouts/new',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/import/import-page.tsx'), 'ImportPage'),
});
const readout = createRoute({
  getParentRoute: under,
  path: '/readouts/$readoutId',
  validateSearch: readMoment,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/readouts/readout-page.tsx'), 'ReadoutPage'),
});
const review = createRoute({
  getParentRoute: under,
  path: '/readouts/$readoutId/review',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/review/review-page.tsx'), 'ReviewPage'),
});
const tasks = createRoute({
  getParentRoute: under,
  path: '/tasks',
  validateSearch: readTaskSearch,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/ledger/ledger-page.tsx'), 'LedgerPage'),
});
const task = createRoute({
  getParentRoute: under,
  path: '/tasks/$taskId',
  validateSearch: readMoment,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/task/task-page.tsx'), 'TaskPage'),
});
const directive = createRoute({
  getParentRoute: under,
  path: '/directives/$directiveId',
  validateSearch: readMoment,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/directive/directive-page.tsx'), 'DirectivePage'),
});
const mine = createRoute({
  getParentRoute: under,
  path: '/mine',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/mine/mine-page.tsx'), 'MinePage'),
});
const inbox = createRoute({
  getParentRoute: under,
  path: '/inbox',
  validateSearch: readInboxSearch,
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/inbox/inbox-page.tsx'), 'InboxPage'),
});
const dashboard = createRoute({
  getParentRoute: under,
  path: '/dashboard',
  validateSearch: readDashboardSearch,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/dashboard/dashboard-page.tsx'), 'DashboardPage'),
});
const campaigns = createRoute({
  getParentRoute: under,
  path: '/campaigns',
  validateSearch: readMoment,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});
const campaign = createRoute({
  getParentRoute: under,
  path: '/campaigns/$campaignId',
  validateSearch: readMoment,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/campaigns/campaign-page.tsx'), 'CampaignPage'),
});
const unit = createRoute({
  getParentRoute: under,
  path: '/units/$unitId',
  validateSearch: readMoment,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/unit/unit-page.tsx'), 'UnitPage'),
});
const deliveries = createRoute({
  getParentRoute: under,
  path: '/deliveries',
  validateSearch: readDeliverySearch,
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/deliveries/deliveries-page.tsx'), 'DeliveriesPage'),
});
const organisation = createRoute({
  getParentRoute: under,
  path: '/organisation',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/organisation/organisation-page.tsx'), 'OrganisationPage'),
});
const audit = createRoute({
  getParentRoute: under,
  path: '/audit',
  validateSearch: readEventSearch,
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/audit/audit-page.tsx'), 'AuditPage'),
});
const settings = createRoute({
  getParentRoute: under,
  path: '/settings',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});
const ladder = createRoute({
  getParentRoute: under,
  path: '/settings/ladders/$ladder',
  validateSearch: readLadderSearch,
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/ladders/ladder-page.tsx'), 'LadderPage'),
});
const slip = createRoute({
  getParentRoute: under,
  path: '/tasks/$taskId/slips/$slipId',
  search: isPresent,
  component: lazyRouteComponent(() => import('../features/slip/slip-page.tsx'), 'SlipPage'),
});
const report = createRoute({
  getParentRoute: under,
  path: '/report',
  validateSearch: readReportSearch,
  search: keepsMoment,
  component: lazyRouteComponent(() => import('../features/report/report-page.tsx'), 'ReportPage'),
});
const tree = root.addChildren([
  bench,
  readouts,
  importing,
  readout,
  review,
  tasks,
  task,
  slip,
  directive,
  mine,
  inbox,
  dashboard,
  report,
  campaigns,
  campaign,
  unit,
  deliveries,
  organisation,
  audit,
  settings,
  ladder,
]);

export function makeRouter() {
  return createRouter({
    routeTree: tree,
    context: {} as Context,
    defaultPendingComponent: Loading,
    defaultErrorComponent: Failed,
    scrollRestoration: true,
    // Plain words after the `?`, as people read and type them: no JSON.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: queryOf,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
