import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { HandOver, HandOverSheet, HandOvers } from '#libs/contracts';
import { type Id, isOfficer, LIGHTS, type HandOverSheet as Sheet } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { currentOrganisation } from '../reminders/current-organisation.ts';
import { GetHandOver, ListHandOvers } from './hand-over-queries.ts';
import { HandOverTasks } from './hand-over-tasks.ts';
import { type Moment, Moments, stoodAt } from './moments.ts';
import { namesOf } from './names.ts';
import { OPEN, TaskVersion } from './tasks.ts';
import { clearedFor } from './visibility.ts';

/** A sheet shows so many tasks. */
const MOST_TASKS = 200;

@QueryHandler(ListHandOvers)
export class ListHandOversHandler implements IQueryHandler<ListHandOvers> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
  ) {}

  async execute({ viewer }: ListHandOvers): Promise<HandOvers> {
    const { handOvers = {}, posts } = await currentOrganisation(this.log);
    const sheets = Object.entries(handOvers)
      .filter(([, sheet]) => isFor(viewer, sheet) && (sheet.takenOverAt === null || isNamedIn(viewer, sheet)))
      .sort(([, a], [, b]) => (a.openedAt < b.openedAt ? 1 : -1));
    const units = new Map(Object.entries(posts).map(([id, { unitId }]) => [id, unitId]));
    return { items: await shown(this.database.manager, sheets, units) };
  }
}

@QueryHandler(GetHandOver)
export class GetHandOverHandler implements IQueryHandler<GetHandOver> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly moments: Moments,
    private readonly tasks: HandOverTasks,
  ) {}

  /** Throws `item.not-found`, also to whoever it does not concern. Rights are those of the sheet, whoever holds the post by now; clearance is today's. */
  async execute({ viewer, id }: GetHandOver): Promise<HandOverSheet> {
    const { handOvers = {}, posts } = await currentOrganisation(this.log);
    const sheet = handOvers[id];
    const post = posts[sheet?.postId ?? ''];
    if (!sheet || !post || !isFor(viewer, sheet)) throw new Rejection('item.not-found');
    const position = sheet.position ?? (await this.log.head());
    const moment = await this.moments.of({ as_of: String(position) }, ['tasks']);
    const place = { unitId: post.unitId, postId: sheet.postId, isLeader: post.duty === 'leader' };
    const rows = await openAt(this.database.manager, place, moment, viewer);
    const tasks = await this.tasks.read(rows.slice(0, MOST_TASKS), moment);
    const [handOver] = await shown(
      this.database.manager,
      [[id, sheet]],
      new Map([[sheet.postId, post.unitId]]),
      moment,
    );
    if (!handOver) throw new Rejection('item.not-found');
    const ofLight = ({ task }: (typeof tasks)[number]) => LIGHTS.indexOf(task.light);
    const ordered = tasks
      .map((task, place) => ({ task, place }))
      .sort((a, b) => ofLight(a.task) - ofLight(b.task) || a.place - b.place)
      .map(({ task }) => task);
    const found = await openCount(this.database.manager, place, moment);
    return { handOver, position, now: moment.now, tasks: ordered, found, withheld: found - rows.length };
  }
}

/** Those whom it names, and the office; never one of the three officers. */
export function isFor(viewer: Viewer, sheet: Sheet): boolean {
  return !viewer.roles.some(isOfficer) && (isNamedIn(viewer, sheet) || viewer.isOffice);
}

function isNamedIn({ personId }: Viewer, { outgoingId, incomingId }: Sheet): boolean {
  return personId === outgoingId || personId === incomingId;
}

interface Place {
  readonly unitId: Id;
  readonly postId: Id;
  readonly isLeader: boolean;
}

function openRows(manager: EntityManager, { unitId, postId, isLeader }: Place, moment: Moment) {
  return manager
    .createQueryBuilder(TaskVersion, 'task')
    .where(...stoodAt(moment, 'task'))
    .andWhere(OPEN)
    .andWhere(isLeader ? 'task.leader_in_charge = :place' : 'task.lead_unit = :place', {
      place: isLeader ? postId : unitId,
    });
}

function openCount(manager: EntityManager, place: Place, moment: Moment): Promise<number> {
  return openRows(manager, place, moment).getCount();
}

/** What was raised above somebody's clearance since is as far from them as what lay there before. */
function openAt(manager: EntityManager, place: Place, moment: Moment, viewer: Viewer): Promise<TaskVersion[]> {
  const [cleared, labels] = clearedFor(viewer, 'placed');
  return openRows(manager, place, moment)
    .andWhere(...clearedFor(viewer, 'task'))
    .andWhere(
      `EXISTS (SELECT FROM task_row placed WHERE placed.id = task.id AND placed.valid_to IS NULL AND ${cleared})`,
      labels,
    )
    .orderBy(`coalesce(task.due_date, 'infinity')`)
    .addOrderBy('task.id')
    .getMany();
}

async function shown(
  manager: EntityManager,
  sheets: readonly (readonly [Id, Sheet])[],
  unitOf: ReadonlyMap<Id, Id>,
  moment: Moment | null = null,
): Promise<HandOver[]> {
  const named = {
    units: sheets.flatMap(([, { postId }]) => unitOf.get(postId) ?? []),
    posts: sheets.map(([, { postId }]) => postId),
    people: sheets.flatMap(([, { outgoingId, incomingId }]) => [outgoingId, incomingId]),
  };
  const names = await namesOf(manager, named, moment?.organisation ?? null);
  return sheets.map(([id, { postId, outgoingId, incomingId, ...signed }]) => {
    const title = names.post(postId)?.title ?? { zh: postId, en: postId };
    return {
      ...{ id, post: { id: postId, title, unit: names.unit(unitOf.get(postId) ?? '') } },
      ...{ outgoing: names.person(outgoingId), incoming: names.person(incomingId), ...signed },
    };
  });
}
