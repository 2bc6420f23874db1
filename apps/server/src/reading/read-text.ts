import { type CivilDate, findPeriods } from '#libs/calendar';
import { Rejection } from '#libs/event-sourcing';
import { type KnownUnit, type Proposals, propose } from '#libs/readout';
import { type CalendarSetting, settledCalendar } from '../working-calendar.ts';

/**
 * Directives, and different times that are named: more than any meeting decides. It bounds the append in which all of
 * them are proposed, and the counting of days.
 */
const PROPOSALS_LIMIT = 500;

/** A text to be read; it can be sent to another thread. */
export interface TextToRead {
  readonly text: string;
  readonly meetingDate: CivilDate;
  readonly calendar: CalendarSetting;
  readonly units: readonly KnownUnit[];
}

/** What a text proposes, in time proportional to its length, during which the thread does nothing else. Throws `readout.too-many-proposals`. */
export function readText({ text, meetingDate, calendar, units }: TextToRead): Proposals {
  requireFew(new Set(findPeriods(text).map((period) => period.expression)).size);
  const read = propose(text, { meetingDate, calendar: settledCalendar(calendar), units });
  requireFew(read.proposals.length);
  return read;
}

function requireFew(count: number): void {
  if (count <= PROPOSALS_LIMIT) return;
  throw new Rejection('readout.too-many-proposals', { limit: PROPOSALS_LIMIT, pointer: '/text' });
}
