import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { HoldAnswer } from '#libs/contracts';
import { IS_HELD, presentHold, type Sql } from './hold.ts';

/** Whether messages are held back, why, and how many. */
export class GetHold extends Query<HoldAnswer> {}

@QueryHandler(GetHold)
export class GetHoldHandler implements IQueryHandler<GetHold> {
  constructor(private readonly database: DataSource) {}

  async execute(): Promise<HoldAnswer> {
    const sql: Sql = (text, values) => this.database.query(text, values);
    const hold = await presentHold(sql);
    if (!hold) return { hold: null };
    const [counts] = await sql<{ waiting: number; maybeSent: number }>(
      `SELECT count(DISTINCT message_id)::int AS waiting,
         (count(DISTINCT message_id) FILTER (
           WHERE d.day <= (SELECT max(through) FROM sending_hold WHERE released_at IS NULL)))::int AS "maybeSent"
       FROM delivery d WHERE d.outcome = 'pending' AND ${IS_HELD}`,
      [],
    );
    return { hold: { ...hold, ...(counts ?? { waiting: 0, maybeSent: 0 }) } };
  }
}
