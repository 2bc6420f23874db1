import { Injectable } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Column, DataSource, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import type { Organisation } from '#libs/contracts';
import { type Duty, type Id, type OrganisationEvent, organisationDecider, type UnitKind } from '#libs/directives';
import { EventLog, type Projection, type Refold, type StoredEvent } from '#libs/event-store';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';
import { Moments } from './moments.ts';
import { personNames } from './names.ts';
import { GetOrganisation } from './queries.ts';
import { columnsOf, insertRows } from './row-columns.ts';

@Entity('unit_row')
export class UnitRow {
  @PrimaryColumn('uuid')
  id: Id;
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: Id | null;
  @Column('text')
  kind: UnitKind;
  @Column('jsonb')
  name: { zh: string; en: string };
}

@Entity('post_row')
export class PostRow {
  @PrimaryColumn('uuid')
  id: Id;
  @Column('uuid', { name: 'unit_id' })
  unitId: Id;
  @Column('text')
  duty: Duty;
  @Column('jsonb')
  title: { zh: string; en: string };
  @Column('uuid', { name: 'holder_id', nullable: true })
  holderId: Id | null;
  @Column('date', { name: 'held_from', nullable: true })
  heldFrom: CivilDate | null;
}

const UNITS = columnsOf(UnitRow);
const POSTS = columnsOf(PostRow);

/** Rows by their ids. */
interface Rows {
  readonly units: Map<Id, UnitRow>;
  readonly posts: Map<Id, PostRow>;
}

/** The projection `organisation`: units, and posts with their holders, as they are now, for the names that lists show. */
@Injectable()
export class OrganisationRows implements Projection {
  readonly name = 'organisation';
  readonly start = 'origin';
  readonly shape = 1;
  readonly tables = [UNITS.table, POSTS.table];

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const own = events.filter(({ streamId }) => streamId === ORGANISATION_STREAM);
    if (own.length === 0) return;
    // All of them: an organisation is small, and changes seldom.
    const rows: Rows = {
      units: byId(await manager.query(SELECT_UNITS)),
      posts: byId(await manager.query(SELECT_POSTS)),
    };
    for (const { event } of own) fold(rows, event as OrganisationEvent);
    await insertRows(manager, UNITS, [...rows.units.values()], ['id']);
    await insertRows(manager, POSTS, [...rows.posts.values()], ['id']);
  }

  refold(): Refold {
    const rows: Rows = { units: new Map(), posts: new Map() };
    return {
      take({ streamId, event }) {
        if (streamId === ORGANISATION_STREAM) fold(rows, event as OrganisationEvent);
      },
      *standing() {
        for (const row of rows.units.values()) yield [UNITS.table, UNITS.values(row)];
        for (const row of rows.posts.values()) yield [POSTS.table, POSTS.values(row)];
      },
    };
  }
}

const SELECT_UNITS = 'SELECT id, parent_id AS "parentId", kind, name FROM unit_row';
const SELECT_POSTS = `SELECT id, unit_id AS "unitId", duty, title, holder_id AS "holderId", held_from::text AS "heldFrom" FROM post_row`;

function byId<Row extends { id: Id }>(rows: readonly Row[]): Map<Id, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function fold({ units, posts }: Rows, event: OrganisationEvent): void {
  switch (event.type) {
    case 'UnitAdded': {
      const { unitId: id, parentId, kind, name } = event;
      units.set(id, { id, parentId, kind, name });
      return;
    }
    case 'UnitRenamed':
      units.set(event.unitId, { ...known(units, event.unitId), name: event.name });
      return;
    case 'PostCreated': {
      const { postId: id, unitId, duty, title } = event;
      posts.set(id, { id, unitId, duty, title, holderId: null, heldFrom: null });
      return;
    }
    case 'PostFilled':
      posts.set(event.postId, { ...known(posts, event.postId), holderId: event.personId, heldFrom: event.from });
      return;
    case 'PostVacated':
      posts.set(event.postId, { ...known(posts, event.postId), holderId: null, heldFrom: null });
      return;
    case 'RoleGranted':
    case 'RoleRevoked':
    case 'ClearanceSet':
    case 'PostDelegated':
    case 'DelegationRevoked':
    case 'HandOverOpened':
    case 'PostHandedOver':
    case 'PostTakenOver':
      return;
    default:
      event satisfies never;
  }
}

function known<Row>(rows: ReadonlyMap<Id, Row>, id: Id): Row {
  const row = rows.get(id);
  if (!row) throw new Error(`Nothing before this event made ${id}`);
  return row;
}

/** Folds the organisation's own stream: what was written a moment ago is there, and parents come before children. */
@QueryHandler(GetOrganisation)
export class GetOrganisationHandler implements IQueryHandler<GetOrganisation> {
  constructor(
    private readonly log: EventLog,
    private readonly database: DataSource,
    private readonly moments: Moments,
  ) {}

  async execute({ query }: GetOrganisation): Promise<Organisation> {
    const { position: until, today } = await this.moments.of(query, []);
    const stored = await this.log.readStream(ORGANISATION_STREAM);
    const events = stored.filter(({ position }) => until === null || position <= until);
    const { initialState, evolve } = organisationDecider;
    const {
      version,
      units,
      posts,
      delegations = {},
    } = events.reduce((state, { event }) => evolve(state, event as OrganisationEvent), initialState);
    const holders = Object.values(posts).flatMap(({ holder }) => holder?.personId ?? []);
    const awaited = Object.entries(delegations).filter(([, { ended, to }]) => !ended && to >= today);
    const deputies = awaited.map(([, { deputyId }]) => deputyId);
    const personOf = await personNames(this.database.manager, [...holders, ...deputies]);
    const delegationsOf = (id: Id) =>
      awaited
        .filter(([, { postId }]) => postId === id)
        .map(([delegationId, { deputyId, from, to }]) => ({
          ...{ id: delegationId, deputy: personOf(deputyId), from, to },
        }))
        .sort((a, b) => (a.from < b.from ? -1 : 1));
    const postsOf = (unitId: Id) =>
      Object.entries(posts)
        .filter(([, post]) => post.unitId === unitId)
        .map(([id, { duty, title, holder }]) => ({
          ...{ id, unitId, duty, title },
          holder: holder && personOf(holder.personId),
          since: holder?.from ?? null,
          delegations: delegationsOf(id),
        }));
    return {
      id: ORGANISATION_STREAM,
      version,
      units: Object.entries(units).map(([id, unit]) => ({ id, ...unit, posts: postsOf(id) })),
    };
  }
}
