import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CalendarFeedPage } from '#libs/contracts';
import { type Id, unitsAtOrBelow } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { type Language, translator } from '#libs/messages';
import { PresentOrganisation } from '../access/present-organisation.ts';
import { newSecret, secretHash } from '../access/secrets.ts';
import { type Viewer, viewerOf } from '../access/viewer.ts';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { ListDueDates } from '../read-models/list-due-dates.ts';
import { calendarText } from './calendar-text.ts';

interface Row {
  id: Id;
  unit_id: Id | null;
  created_at: Date;
  read_at: Date | null;
  revoked_at: Date | null;
}

/** Secret addresses at which a calendar program reads due dates, with the rights that their person has at that moment. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly database: DataSource,
    private readonly queries: QueryBus,
    private readonly organisation: PresentOrganisation,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Answers with the secret path, which is kept as its digest alone. The caller makes the id from the request's key: a repeat
   * gives the feed a new address, and the one before is none any more. Throws `item.not-found` for a unit that the person may not see.
   */
  async add(id: Id, { personId, isOffice, visibleUnitIds }: Viewer, unitId: Id | null): Promise<string> {
    const { units } = await this.organisation.read();
    if (unitId !== null && !(units[unitId] && (isOffice || visibleUnitIds.includes(unitId))))
      throw new Rejection('item.not-found');
    const secret = newSecret();
    await this.database.query(
      `INSERT INTO calendar_feed (id, person_id, unit_id, secret_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash`,
      [id, personId, unitId, secretHash(secret)],
    );
    return `/calendar/${secret}.ics`;
  }

  async list(personId: Id): Promise<CalendarFeedPage> {
    const rows: Row[] = await this.database.query('SELECT * FROM calendar_feed WHERE person_id = $1 ORDER BY id', [
      personId,
    ]);
    const items = rows.map(({ id, unit_id: unitId, created_at, read_at, revoked_at }) => ({
      ...{ id, unitId, createdAt: created_at.toISOString() },
      lastReadAt: read_at?.toISOString() ?? null,
      revokedAt: revoked_at?.toISOString() ?? null,
    }));
    return { items, nextCursor: null };
  }

  /** False when the person has no such feed. A repeat changes nothing. */
  async revoke(personId: Id, id: Id): Promise<boolean> {
    const [, found]: [unknown, number] = await this.database.query(
      'UPDATE calendar_feed SET revoked_at = coalesce(revoked_at, clock_timestamp()) WHERE id = $1 AND person_id = $2',
      [id, personId],
    );
    return found > 0;
  }

  /** The feed at a secret address. Throws `item.not-found` when there is none, it is revoked, or its person is disabled. */
  async read(secret: string): Promise<string> {
    const [[feed]]: [({ person_id: Id; unit_id: Id | null; language: Language } | undefined)[], number] =
      await this.database.query(
        `UPDATE calendar_feed f SET read_at = clock_timestamp() FROM person p
         WHERE f.secret_hash = $1 AND f.revoked_at IS NULL AND p.id = f.person_id AND p.disabled_at IS NULL
         RETURNING f.person_id, f.unit_id, p.language`,
        [secretHash(secret)],
      );
    if (!feed) throw new Rejection('item.not-found');
    const organisation = await this.organisation.read();
    const { language, unit_id: unitId } = feed;
    const viewer = viewerOf({ id: feed.person_id, language }, organisation, this.clock.today());
    const units = unitId === null ? null : unitsAtOrBelow(organisation, unitId);
    const dates = await this.queries.execute(new ListDueDates(viewer, units));
    const unit = unitId === null ? undefined : organisation.units[unitId]?.name[language];
    const t = translator(language);
    const name = unit === undefined ? t('feed.own') : t('feed.unit', { unit });
    return calendarText(dates, { name, language, publicUrl: this.config.publicUrl ?? null });
  }
}
