import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import type { DirectiveDetail, DirectivePage, DirectiveRow } from '#libs/contracts';
import { DEFAULT_LABEL, type Id, type ReadoutImported } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { EventLog, type Position } from '#libs/event-store';
import { TextKeys } from '../texts/text-keys.ts';
import { inCampaign } from './campaigns.ts';
import { DirectiveVersion } from './directives.ts';
import { type DirectiveItem, readDirective } from './items.ts';
import { type Moment, Moments, stoodAt, visibleAt } from './moments.ts';
import { namesOf } from './names.ts';
import { type Order, pageOf } from './paging.ts';
import { GetDirective, ListDirectives } from './queries.ts';
import { shownDeadline } from './shown-deadline.ts';

const lastChangedFirst: Order<DirectiveVersion> = {
  name: 'directives',
  by: ['directive.valid_from', 'directive.id'],
  direction: 'DESC',
  placeOf: ({ validFrom, id }) => [validFrom, id],
};

@QueryHandler(ListDirectives)
export class ListDirectivesHandler implements IQueryHandler<ListDirectives> {
  constructor(
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, query }: ListDirectives): Promise<DirectivePage> {
    const moment = await this.moments.of(query, ['directives', 'tasks']);
    const { status, readout, campaign, unit } = query;
    const rows = this.database
      .createQueryBuilder(DirectiveVersion, 'directive')
      .where(...stoodAt(moment, 'directive'))
      .andWhere(...visibleAt(moment, viewer, 'directive'));
    if (status) rows.andWhere('directive.status = :status', { status });
    if (readout) rows.andWhere('directive.readout_id = :readout', { readout });
    if (campaign) rows.andWhere(...inCampaign('directive.id', campaign, moment));
    if (unit) rows.andWhere('(directive.lead_unit = :unit OR directive.co_units @> ARRAY[:unit]::uuid[])', { unit });
    const { items, nextCursor } = await pageOf(rows, lastChangedFirst, query);
    const meetings = await meetingDates(this.database.manager, items);
    const shown = items.map((row) => shownDirective(row, meetings));
    return { items: await directiveRows(this.database.manager, shown, moment), nextCursor };
  }
}

@QueryHandler(GetDirective)
export class GetDirectiveHandler implements IQueryHandler<GetDirective> {
  constructor(
    private readonly database: DataSource,
    readonly log: EventLog,
    readonly texts: TextKeys,
    private readonly moments: Moments,
  ) {}

  async execute({ viewer, id, query }: GetDirective): Promise<DirectiveDetail> {
    const moment = await this.moments.of(query, ['directives', 'tasks']);
    const directive = await readDirective(this, viewer, id, moment.position);
    const { state, last } = directive;
    const [readout] = await this.log.readStream<ReadoutImported>(state.readoutId);
    if (!readout) throw new Error(`Directive ${id} is of a readout that is unknown`);
    const { meetingDate } = readout.event;
    const shown = { id, state, meetingDate, position: last.position, changedAt: last.event.at };
    const [row] = await directiveRows(this.database.manager, [shown], moment);
    if (!row) throw new Error(`Directive ${id} gave no row`);
    const { quote, clock, rule } = state;
    return {
      ...row,
      ...{ quote, rule, clock: clock && { ...clock, readings: [...clock.readings] } },
      targets: 'targets' in state ? [...state.targets] : [],
      taskIds: 'taskIds' in state ? [...state.taskIds] : [],
      closure: closureOf(directive),
      end: endOf(directive),
    };
  }
}

/** A directive as it is at a position. */
interface ShownDirective {
  readonly id: Id;
  readonly state: DirectiveItem['state'];
  readonly meetingDate: CivilDate;
  readonly position: Position;
  readonly changedAt: Instant;
}

function shownDirective(row: DirectiveVersion, meetings: Map<Id, CivilDate>): ShownDirective {
  const { id, state, validFrom, changedAt } = row;
  const meetingDate = meetings.get(row.readoutId);
  if (state.status === 'none' || !meetingDate)
    throw new Error(`The row of directive ${id} lacks its state or its readout`);
  return { id, state, meetingDate, position: validFrom, changedAt };
}

async function directiveRows(
  database: EntityManager,
  directives: readonly ShownDirective[],
  moment: Moment,
): Promise<DirectiveRow[]> {
  const registered = directives.flatMap(({ state }) => ('leadUnit' in state ? state : []));
  const [names, tasks] = await Promise.all([
    namesOf(
      database,
      {
        units: registered.flatMap(({ leadUnit, coUnits }) => [leadUnit, ...coUnits]),
        posts: registered.map(({ leaderInCharge }) => leaderInCharge),
      },
      moment.organisation,
    ),
    taskCounts(
      database,
      directives.map(({ id }) => id),
      moment,
    ),
  ]);
  return directives.map(({ id, state, meetingDate, position, changedAt }) => {
    const is = 'leadUnit' in state ? state : null;
    return {
      ...{ id, position, changedAt, meetingDate },
      ...{ version: state.version, status: state.status, title: state.title },
      ...{ readoutId: state.readoutId, quote: state.quote.exact, label: state.label ?? DEFAULT_LABEL },
      number: is?.number ?? null,
      leadUnit: is && names.unit(is.leadUnit),
      coUnits: is?.coUnits.map(names.unit) ?? [],
      leaderInCharge: names.post(is?.leaderInCharge ?? null),
      deadline: shownDeadline(is?.deadline ?? null, moment.context.calendar),
      originalDeadline: is?.originalDeadline ?? null,
      tasks: tasks.get(id) ?? { total: 0, open: 0 },
    };
  });
}

async function meetingDates(
  database: EntityManager,
  directives: readonly DirectiveVersion[],
): Promise<Map<Id, CivilDate>> {
  const rows: { id: Id; date: CivilDate }[] = await database.query(
    'SELECT id, meeting_date::text AS date FROM readout_row WHERE id = ANY ($1)',
    [directives.map(({ readoutId }) => readoutId)],
  );
  return new Map(rows.map(({ id, date }) => [id, date]));
}

async function taskCounts(
  database: EntityManager,
  directiveIds: readonly Id[],
  { position }: Moment,
): Promise<Map<Id, DirectiveRow['tasks']>> {
  const rows: { directive_id: Id; total: number; open: number }[] = await database.query(
    `SELECT directive_id, count(*)::int AS total, count(*) FILTER (WHERE status NOT IN ('closed', 'ended'))::int AS open
     FROM task_row WHERE ${position === null ? 'valid_to IS NULL' : 'valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)'}
       AND directive_id = ANY ($1) GROUP BY directive_id`,
    position === null ? [directiveIds] : [directiveIds, position],
  );
  return new Map(rows.map(({ directive_id, total, open }) => [directive_id, { total, open }]));
}

function closureOf({ state, events }: DirectiveItem): DirectiveDetail['closure'] {
  if (state.status !== 'closed') return null;
  const closed = events.findLast(({ event }) => event.type === 'DirectiveClosed')?.event;
  return closed?.type === 'DirectiveClosed' ? { kind: closed.kind, summary: closed.summary, at: closed.at } : null;
}

/** Every way to end but closing is final, so that its event is the last. */
function endOf({ last: { event } }: DirectiveItem): DirectiveDetail['end'] {
  switch (event.type) {
    case 'DirectiveDropped':
      return { reason: event.reason, other: event.into ?? null, at: event.at };
    case 'DirectiveCancelled':
      return { reason: event.reason, other: null, at: event.at };
    case 'DirectiveMerged':
      return { reason: event.reason, other: event.into, at: event.at };
    case 'DirectiveSuperseded':
      return { reason: event.reason, other: event.successor, at: event.at };
    default:
      return null;
  }
}
