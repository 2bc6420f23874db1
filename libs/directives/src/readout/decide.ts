import type { CivilDate } from '#libs/calendar';
import type { Decider } from '#libs/event-sourcing';
import { requireTitle } from '../text.ts';
import type { ReadoutCommand } from './commands.ts';
import type { ReadoutEvent } from './events.ts';
import { reject } from './rejections.ts';
import { noReadout, type ReadoutState } from './state.ts';

/** What deciding on a readout needs besides the readout. */
export interface ReadoutFacts {
  /** The business date in the zone. */
  readonly today: CivilDate;
}

/** The text of a meeting as given (通稿). It is imported once and never changes. */
export const readoutDecider: Decider<ReadoutCommand, ReadoutState, ReadoutEvent, ReadoutFacts> = {
  name: 'readout',
  shape: 2,
  initialState: noReadout,
  evolve(readout, { type, at, by, ...given }) {
    return { status: 'imported', version: readout.version + 1, ...given, importedAt: at };
  },
  decide(command, readout, { today }) {
    const { meetingDate, textHash } = command;
    if (readout.status === 'imported') {
      const repeated = readout.textHash === textHash && readout.meetingDate === meetingDate;
      return repeated ? [] : reject('readout.exists', { title: readout.title });
    }
    const title = requireTitle(command.title);
    if (meetingDate > today) reject('readout.meeting-in-future', { meetingDate, today });
    return [{ ...command, type: 'ReadoutImported', title }];
  },
};
