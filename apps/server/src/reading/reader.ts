import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CivilDate, findPeriods, type WorkingCalendar } from '#libs/calendar';
import type { LocalName } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { type Proposal, type Proposals, propose } from '#libs/readout';
import { WORKING_CALENDAR } from '../working-calendar.ts';

/**
 * Directives, and different times that are named: more than any meeting decides. It bounds the append in which all of
 * them are proposed, and the counting of days, during which the process does nothing else.
 */
const PROPOSALS_LIMIT = 500;

/** A unit of the organisation as texts name it. */
export interface NamedUnit {
  readonly id: Id;
  readonly parentId: Id | null;
  readonly name: LocalName;
}

/** The reader with what it knows of this deployment: its working calendar and its units. */
@Injectable()
export class Reader {
  constructor(
    private readonly database: DataSource,
    @Inject(WORKING_CALENDAR) private readonly calendar: WorkingCalendar,
  ) {}

  /** What a text proposes. Throws `readout.too-many-proposals`. */
  async read(text: string, meetingDate: CivilDate): Promise<Proposals> {
    requireFew(new Set(findPeriods(text).map((period) => period.expression)).size);
    const units = (await this.units()).map(({ name }) => ({ name: name.zh, aliases: [name.en] }));
    const read = propose(text, { meetingDate, calendar: this.calendar, units });
    requireFew(read.proposals.length);
    return read;
  }

  async units(): Promise<NamedUnit[]> {
    return this.database.query('SELECT id, parent_id AS "parentId", name FROM unit_row ORDER BY id');
  }
}

/** What the log keeps of a proposal: a clock that has no date by default has no readings yet. */
export function asGiven({ quote, title, clock, rule }: Pick<Proposal, 'quote' | 'title' | 'clock'> & { rule: string }) {
  const readings = (clock?.date ? clock.readings : []).map(({ date, rule: counted, expression, calendarVersion }) => ({
    ...{ date, rule: counted, expression, calendarVersion },
  }));
  return { quote, title, rule, clock: clock && { expression: clock.expression, readings } };
}

function requireFew(count: number): void {
  if (count <= PROPOSALS_LIMIT) return;
  throw new Rejection('readout.too-many-proposals', { limit: PROPOSALS_LIMIT, pointer: '/text' });
}
