import { Injectable } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Column, DataSource, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import type { Organisation } from '#libs/contracts';
import { type Duty, type Id, type OrganisationEvent, organisationDecider, type UnitKind } from '#libs/directives';
import { EventLog, type StoredEvent, type Subscriber } from '#libs/event-store';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';
import { personNames } from './names.ts';
import { GetOrganisation } from './queries.ts';

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

/** The projection `organisation`: units, and posts with their holders, as they are now, for the names that lists show. */
@Injectable()
export class OrganisationRows implements Subscriber {
  readonly name = 'organisation';
  readonly start = 'origin';

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    for (const { streamId, event } of events) {
      if (streamId === ORGANISATION_STREAM) await applyOne(event as OrganisationEvent, manager);
    }
  }
}

/** One statement an event: organisations change seldom. */
async function applyOne(event: OrganisationEvent, manager: EntityManager): Promise<void> {
  switch (event.type) {
    case 'UnitAdded': {
      const { unitId: id, parentId, kind, name } = event;
      await manager.insert(UnitRow, { id, parentId, kind, name });
      return;
    }
    case 'UnitRenamed':
      await manager.update(UnitRow, event.unitId, { name: event.name });
      return;
    case 'PostCreated': {
      const { postId: id, unitId, duty, title } = event;
      await manager.insert(PostRow, { id, unitId, duty, title, holderId: null, heldFrom: null });
      return;
    }
    case 'PostFilled':
      await manager.update(PostRow, event.postId, { holderId: event.personId, heldFrom: event.from });
      return;
    case 'PostVacated':
      await manager.update(PostRow, event.postId, { holderId: null, heldFrom: null });
      return;
    case 'RoleGranted':
    case 'RoleRevoked':
      return;
    default:
      event satisfies never;
  }
}

/** Folds the organisation's own stream: what was written a moment ago is there, and parents come before children. */
@QueryHandler(GetOrganisation)
export class GetOrganisationHandler implements IQueryHandler<GetOrganisation> {
  constructor(
    private readonly log: EventLog,
    private readonly database: DataSource,
  ) {}

  async execute(): Promise<Organisation> {
    const events = await this.log.readStream(ORGANISATION_STREAM);
    const { initialState, evolve } = organisationDecider;
    const { version, units, posts } = events.reduce(
      (state, { event }) => evolve(state, event as OrganisationEvent),
      initialState,
    );
    const holders = Object.values(posts).flatMap(({ holder }) => holder?.personId ?? []);
    const personOf = await personNames(this.database.manager, holders);
    const postsOf = (unitId: Id) =>
      Object.entries(posts)
        .filter(([, post]) => post.unitId === unitId)
        .map(([id, { duty, title, holder }]) => ({
          ...{ id, unitId, duty, title },
          holder: holder && personOf(holder.personId),
          since: holder?.from ?? null,
        }));
    return {
      id: ORGANISATION_STREAM,
      version,
      units: Object.entries(units).map(([id, unit]) => ({ id, ...unit, posts: postsOf(id) })),
    };
  }
}
