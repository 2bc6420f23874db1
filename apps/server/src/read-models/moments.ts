import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CivilDate, civilDateAt } from '#libs/calendar';
import type { AsOfQuery } from '#libs/contracts';
import {
  type LightContext,
  type OrganisationEvent,
  type OrganisationState,
  organisationDecider,
} from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { EventLog, type Position } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { Clock } from '../clock.ts';
import { ORGANISATION_STREAM } from '../commands/stream-ids.ts';
import { caughtUp, type ReadModel } from './caught-up.ts';
import { MomentAhead } from './errors.ts';
import { type DayContext, LIGHT_CONTEXT } from './light-context.ts';
import { lightsAsOf } from './light-settings.ts';
import { type Condition, visibleTo } from './visibility.ts';

/** The moment that a question is about: now, or one of the past. */
export interface Moment {
  /** What was recorded up to it is told; null: all there is. */
  readonly position: Position | null;
  /** The instant at which lights and days are reckoned. */
  readonly now: Instant;
  readonly today: CivilDate;
  /** The units and posts of a past moment, whose names are then shown; null: those of now. */
  readonly organisation: OrganisationState | null;
  readonly context: LightContext;
}

/** Organisations of the past that are kept at hand: people step to and fro between a few moments. */
const KEPT = 20;

/** Finds the moment that `as_of` names. */
@Injectable()
export class Moments {
  private readonly organisations = new Map<number, OrganisationState>();

  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(LIGHT_CONTEXT) private readonly days: DayContext,
  ) {}

  /**
   * The moment of a query, when these read models show everything up to it and up to `after`. Throws `MomentAhead` for one
   * that is not past yet: it has no answer that would stay the same. Throws `ReadModelBehind`.
   */
  async of(
    { as_of: asOf, after }: AsOfQuery & { after?: number | undefined },
    readModels: readonly ReadModel[],
  ): Promise<Moment> {
    if (asOf === undefined) {
      await caughtUp(this.log, readModels, after);
      return this.at(null, this.clock.now(), null);
    }
    const { position, now } = await this.find(asOf);
    await caughtUp(this.log, readModels, Math.max(position, after ?? 0));
    return this.at(position, now, await this.organisationAt(position));
  }

  private async at(position: Position | null, now: Instant, organisation: OrganisationState | null): Promise<Moment> {
    const context = await lightsAsOf(this.database, position, this.days);
    return { position, now, today: civilDateAt(now, context.zone), organisation, context };
  }

  private async find(asOf: string): Promise<{ position: Position; now: Instant }> {
    if (/^\d+$/.test(asOf)) {
      const [event]: { recorded_at: Date }[] = await this.database.query(
        'SELECT recorded_at FROM event WHERE position = $1',
        [asOf],
      );
      if (!event) throw new MomentAhead(asOf);
      return { position: Number(asOf), now: event.recorded_at.toISOString() };
    }
    const now = new Date(asOf).toISOString();
    const [found]: { position: string; isPast: boolean }[] = await this.database.query(
      'SELECT position_at($1) AS position, $1 <= duban_now() AS "isPast"',
      [now],
    );
    if (!found?.isPast) throw new MomentAhead(asOf);
    return { position: Number(found.position), now };
  }

  private async organisationAt(position: Position): Promise<OrganisationState> {
    const [newest]: { version: number }[] = await this.database.query(
      'SELECT version FROM event WHERE stream_id = $1 AND position <= $2 ORDER BY version DESC LIMIT 1',
      [ORGANISATION_STREAM, position],
    );
    const version = newest?.version ?? 0;
    const known = this.organisations.get(version);
    if (known) return known;
    const events = (await this.log.readStream<OrganisationEvent>(ORGANISATION_STREAM)).slice(0, version);
    const { initialState, evolve } = organisationDecider;
    const organisation = events.reduce((state, { event }) => evolve(state, event), initialState);
    if (this.organisations.size >= KEPT) this.organisations.clear();
    this.organisations.set(version, organisation);
    return organisation;
  }
}

/** Of the rows of an item's versions (`<alias>_row`), those that stood at the moment. */
export function stoodAt({ position }: Pick<Moment, 'position'>, alias: string): Condition {
  if (position === null) return [`${alias}.valid_to IS NULL`, {}];
  return [
    `${alias}.valid_from <= :position AND (${alias}.valid_to IS NULL OR ${alias}.valid_to > :position)`,
    { position },
  ];
}

/** `visibleTo` for versions: rights are today's, so that an item's past is seen by those who see the item as it lies now. */
export function visibleAt(
  { position }: Pick<Moment, 'position'>,
  viewer: Viewer,
  alias: 'task' | 'directive',
): Condition {
  const [condition, parameters] = visibleTo(viewer, 'placed');
  if (position === null || condition === 'true') return visibleTo(viewer, alias);
  return [
    `EXISTS (SELECT FROM ${alias}_row placed WHERE placed.id = ${alias}.id AND placed.valid_to IS NULL AND ${condition})`,
    parameters,
  ];
}
