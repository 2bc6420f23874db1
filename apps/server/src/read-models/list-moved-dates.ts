import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { isSettled, type WorkingCalendar } from '#libs/calendar';
import type { MovedDates } from '#libs/contracts';
import { type Deadline, isCleared, LABELS, presentCalendar, settingsDecider } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import { calendarInForce } from '../adopted-calendar.ts';
import { openStream } from '../commands/open-stream.ts';
import { SETTINGS_STREAM } from '../commands/stream-ids.ts';
import { countedAnew } from '../reading/counted-anew.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { datesNowFree } from './dates-now-free.ts';

/**
 * The dates of open directives that the present edition of the calendar puts elsewhere than the one by which they were
 * counted, and those that nobody counted and that it makes days of rest, of tasks too. Nothing has moved: the office says of
 * each whether it does (`RecomputeDeadline`, `RecomputeTaskDeadline`).
 */
export class ListMovedDates extends Query<MovedDates> {
  constructor(readonly viewer: Viewer) {
    super();
  }
}

interface Row extends Pick<MovedDates['items'][number], 'id' | 'version' | 'number' | 'title' | 'label'> {
  readonly deadline: Deadline;
  readonly meeting_date: string;
}

@QueryHandler(ListMovedDates)
export class ListMovedDatesHandler implements IQueryHandler<ListMovedDates> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    @Inject(WORKING_CALENDAR) private readonly own: WorkingCalendar,
  ) {}

  async execute({ viewer }: ListMovedDates): Promise<MovedDates> {
    const { state } = await openStream(this.log, settingsDecider, SETTINGS_STREAM);
    const calendar = calendarInForce(presentCalendar(state), this.own);
    const labels = LABELS.filter((label) => isCleared(viewer.clearance, label));
    const rows: Row[] = await this.database.query(
      `SELECT d.id, d.version, d.number, d.title, d.label, d.state -> 'deadline' AS deadline,
         r.meeting_date::text AS meeting_date
       FROM directive_row d JOIN readout_row r ON r.id = d.readout_id
       WHERE d.valid_to IS NULL AND d.status IN ('registered', 'issued')
         AND d.state #>> '{deadline,calendarVersion}' <> $1 AND d.label = ANY ($2) ORDER BY d.due_date, d.number`,
      [calendar.version, labels],
    );
    const counted = rows.flatMap(({ meeting_date: meetingDate, ...row }): MovedDates['items'] => {
      const to = countedAnew(row.deadline, meetingDate, calendar);
      if (to === null || to === row.deadline.date) return [];
      return [{ kind: 'directive', ...row, why: 'counted', to, provisional: !isSettled(calendar, to) }];
    });
    const free = await datesNowFree(this.database.manager, state.calendars, this.own, labels);
    return { calendarVersion: calendar.version, items: [...counted, ...free] };
  }
}
