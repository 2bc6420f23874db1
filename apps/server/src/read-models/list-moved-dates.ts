import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { isSettled, type WorkingCalendar } from '#libs/calendar';
import type { MovedDates } from '#libs/contracts';
import { type Deadline, type Id, isCleared, LABELS } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { countedAnew } from '../reading/counted-anew.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';

/**
 * The dates of open directives that the present edition of the calendar puts elsewhere than the one by which they were
 * counted. Nothing has moved: the office says of each whether it does (`RecomputeDeadline`).
 */
export class ListMovedDates extends Query<MovedDates> {
  constructor(readonly viewer: Viewer) {
    super();
  }
}

@QueryHandler(ListMovedDates)
export class ListMovedDatesHandler implements IQueryHandler<ListMovedDates> {
  constructor(
    private readonly database: DataSource,
    @Inject(WORKING_CALENDAR) private readonly calendar: WorkingCalendar,
  ) {}

  async execute({ viewer }: ListMovedDates): Promise<MovedDates> {
    const { calendar } = this;
    const rows: { id: Id; version: number; number: string; title: string; deadline: Deadline; meeting_date: string }[] =
      await this.database.query(
        `SELECT d.id, d.version, d.number, d.title, d.state -> 'deadline' AS deadline, r.meeting_date::text AS meeting_date
         FROM directive_row d JOIN readout_row r ON r.id = d.readout_id
         WHERE d.valid_to IS NULL AND d.status IN ('registered', 'issued')
           AND d.state #>> '{deadline,calendarVersion}' <> $1 AND d.label = ANY ($2) ORDER BY d.due_date, d.number`,
        [calendar.version, LABELS.filter((label) => isCleared(viewer.clearance, label))],
      );
    const items = rows.flatMap(({ meeting_date: meetingDate, ...row }) => {
      const to = countedAnew(row.deadline, meetingDate, calendar);
      return to === null || to === row.deadline.date ? [] : [{ ...row, to, provisional: !isSettled(calendar, to) }];
    });
    return { calendarVersion: calendar.version, items };
  }
}
