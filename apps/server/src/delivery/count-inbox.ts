import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { InboxCounts, ItemQuery } from '#libs/contracts';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { caughtUp } from '../read-models/caught-up.ts';
import { ALERT_STATE } from './list-inbox.ts';

/** How many of the viewer's own alerts are open, put off and done. */
export class CountInbox extends Query<InboxCounts> {
  constructor(
    readonly viewer: Viewer,
    readonly query: ItemQuery,
  ) {
    super();
  }
}

@QueryHandler(CountInbox)
export class CountInboxHandler implements IQueryHandler<CountInbox> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
  ) {}

  async execute({ viewer, query }: CountInbox): Promise<InboxCounts> {
    await caughtUp(this.log, ['settled-alerts'], query.after);
    const rows: { state: keyof InboxCounts; alerts: number }[] = await this.database.query(
      `SELECT ${ALERT_STATE} AS state, count(*)::int AS alerts FROM inbox_alert a WHERE a.person_id = $1 GROUP BY 1`,
      [viewer.personId],
    );
    return { open: 0, snoozed: 0, done: 0, ...Object.fromEntries(rows.map(({ state, alerts }) => [state, alerts])) };
  }
}
