import type { TaskQuery } from '#libs/contracts';
import { LIGHTS } from '../ui/light.tsx';

// What the addresses of pages may say after their `?`. Whatever else stands there is left out, so that an old or a damaged
// link still opens its page.

type Search = Readonly<Record<string, unknown>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,16}(Z|[+-]\d{2}:\d{2})$/;
export const TASK_STATUSES = [
  'assigned',
  'disputed',
  'signed-for',
  'active',
  'suspended',
  'in-review',
  'closed',
  'ended',
] as const;
/** How the ledger is laid out; a table when nothing is said. */
export const LAYOUTS = ['lights', 'states', 'timeline'] as const;
const SORTS = ['due', 'number', 'changed'] as const;

type Wanted = Pick<
  TaskQuery,
  | 'light'
  | 'status'
  | 'unit'
  | 'leadUnit'
  | 'leader'
  | 'directive'
  | 'readout'
  | 'campaign'
  | 'dueFrom'
  | 'dueTo'
  | 'q'
  | 'open'
>;
export type TaskSearch = { [F in keyof Wanted]?: NonNullable<Wanted[F]> } & {
  sort?: TaskQuery['sort'];
  as_of?: PastMoment;
  layout?: (typeof LAYOUTS)[number];
  /** The Monday with which the timeline begins. */
  week?: string;
};

/** What the ledger may be narrowed to. */
export function readTaskSearch(search: Search): TaskSearch {
  return given({
    light: oneOf(LIGHTS, search.light),
    status: oneOf(TASK_STATUSES, search.status),
    open: oneOf(['true', 'false'] as const, String(search.open)),
    unit: text(search.unit),
    leadUnit: text(search.leadUnit),
    leader: text(search.leader),
    directive: text(search.directive),
    readout: text(search.readout),
    campaign: text(search.campaign),
    dueFrom: date(search.dueFrom),
    dueTo: date(search.dueTo),
    q: text(search.q),
    sort: oneOf(SORTS, search.sort),
    layout: oneOf(LAYOUTS, search.layout),
    week: date(search.week),
    as_of: moment(search.as_of),
  });
}

/** What a report is of: what the ledger may be narrowed to. */
export function readReportSearch(search: Search): Omit<TaskSearch, 'layout' | 'week'> {
  const { layout, week, ...of } = readTaskSearch(search);
  return of;
}

/** A position of the log, or an instant (RFC 3339). */
export type PastMoment = number | string;

/** A past moment, and whether it is shown beside how it is now. */
export interface Moment {
  as_of?: PastMoment;
  compare?: true;
}

export function readMoment(search: Search): Moment {
  return given({
    as_of: moment(search.as_of),
    compare: String(search.compare) === 'true' ? (true as const) : undefined,
  });
}

/**
 * What an address says with some of it changed. What becomes undefined or empty goes; it is named as gone, because a moment that is
 * only left out stays as links lead from page to page.
 */
export function changed<Known extends object>(
  known: Known,
  by: { [Field in keyof Known]?: Known[Field] | undefined },
): Known {
  const entries = Object.entries({ ...known, ...by }).map(([field, value]) => [
    field,
    value === '' ? undefined : value,
  ]);
  return Object.fromEntries(entries) as Known;
}

/** What the dashboard shows: of one campaign or all, as of a moment, with what changed since a day. */
export interface DashboardSearch {
  campaign?: string;
  since?: string;
  as_of?: PastMoment;
}

export function readDashboardSearch(search: Search): DashboardSearch {
  return given({ campaign: text(search.campaign), since: date(search.since), as_of: moment(search.as_of) });
}

export const ALERT_STATES = ['open', 'snoozed', 'done'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** Which of one's own alerts; those that are open when nothing is said. */
export function readInboxSearch(search: Search): { state?: AlertState } {
  return given({ state: oneOf(ALERT_STATES, search.state) });
}

export const DELIVERY_STATUSES = [
  'waiting',
  'held',
  'sending',
  'sent',
  'dead',
  'dropped',
  'superseded',
  'nobody',
  'withheld',
] as const;

export function readDeliverySearch(search: Search): { status?: (typeof DELIVERY_STATUSES)[number] } {
  return given({ status: oneOf(DELIVERY_STATUSES, search.status) });
}

/** Whether a ladder is being written: its next version, or another one that begins like it. */
export function readLadderSearch(search: Search): { edit?: true; copy?: true } {
  const isSaid = (value: unknown) => (String(value) === 'true' ? (true as const) : undefined);
  return given({ edit: isSaid(search.edit), copy: isSaid(search.copy) });
}

/** Which events of the log. */
export function readEventSearch(search: Search): { type?: string; stream?: string } {
  return given({ type: text(search.type), stream: text(search.stream) });
}

function given<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

function text(value: unknown): string | undefined {
  return (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== ''
    ? String(value).slice(0, 100)
    : undefined;
}

/** Of the log. */
function position(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function moment(value: unknown): PastMoment | undefined {
  return position(value) ?? (typeof value === 'string' && INSTANT.test(value) ? value : undefined);
}

function date(value: unknown): string | undefined {
  return typeof value === 'string' && DATE.test(value) ? value : undefined;
}
