import type { CivilDate } from '#libs/calendar';
import type { Decider } from '#libs/event-sourcing';
import { requireText, requireTitle } from '../text.ts';
import type { CorrectReadout, ImportReadout, ReadoutCommand } from './commands.ts';
import type { ReadoutEvent } from './events.ts';
import { reject } from './rejections.ts';
import { noReadout, type ReadoutState } from './state.ts';

/** What deciding on a readout needs besides the readout. */
export interface ReadoutFacts {
  /** The business date in the zone. */
  readonly today: CivilDate;
}

/** The text of a meeting as given (通稿). It is imported once; a correction is a new version and leaves the one before as it was. */
export const readoutDecider: Decider<ReadoutCommand, ReadoutState, ReadoutEvent, ReadoutFacts> = {
  name: 'readout',
  shape: 3,
  initialState: noReadout,
  evolve,
  decide(command, readout, facts) {
    switch (command.type) {
      case 'ImportReadout':
        return importReadout(command, readout, facts);
      case 'CorrectReadout':
        return correct(command, readout);
    }
    return command satisfies never;
  },
};

function importReadout(command: ImportReadout, readout: ReadoutState, { today }: ReadoutFacts): ReadoutEvent[] {
  const { meetingDate, textHash } = command;
  if (readout.status === 'imported') {
    const repeated = readout.textHash === textHash && readout.meetingDate === meetingDate;
    return repeated ? [] : reject('readout.exists', { title: readout.title });
  }
  const title = requireTitle(command.title);
  if (meetingDate > today) reject('readout.meeting-in-future', { meetingDate, today });
  return [{ ...command, type: 'ReadoutImported', title }];
}

function correct(command: CorrectReadout, readout: ReadoutState): ReadoutEvent[] {
  if (readout.status === 'none') reject('readout.not-found');
  if (readout.textHash === command.textHash) return [];
  return [{ ...command, type: 'ReadoutCorrected', reason: requireText('reason', command.reason) }];
}

function evolve(readout: ReadoutState, event: ReadoutEvent): ReadoutState {
  const version = readout.version + 1;
  if (event.type === 'ReadoutImported') {
    const { type, at, by, ...given } = event;
    return { status: 'imported', version, ...given, unfound: [], importedAt: at };
  }
  if (readout.status === 'none')
    throw new Error('A readout was corrected that nobody imported: the stream is damaged.');
  const { given, textHash, characters, language, unfound } = event;
  const directiveIds = [...readout.directiveIds, ...event.directiveIds];
  return { ...readout, version, given, textHash, characters, language, directiveIds, unfound };
}
