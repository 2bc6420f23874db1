import type { EventLog } from '#libs/event-store';
import {
  AppendsAnyway,
  AppendsStreamByStream,
  DropsLastEvent,
  FailsWholeBatch,
  IgnoresGuards,
  KeepsReceiptOfConflict,
  LeavesGaps,
  LetsExpectTooMuch,
  LooksAtVersionsFirst,
  LooksForReceiptBefore,
  RefusesWholeBatch,
  ReportsSuccessAnyway,
} from './broken-appends.ts';
import { ImportsAtAnyTime, ImportsAtAnyVersion, ImportsOneByOne, ImportsStreamByStream } from './broken-imports.ts';
import {
  ForgetsReceipts,
  ForgetsReceiptsWithoutEvents,
  ForgetsState,
  GivesStaleState,
  ReadsStreamFromStart,
  ReadsTooMuch,
  TellsTimeBackwards,
} from './broken-memories.ts';

/** Logs that break one promise each, the way a hurried implementation would, and the promise that must notice. */
export const brokenLogs: readonly { fault: string; noticedBy: string; Log: typeof EventLog }[] = [
  {
    fault: 'skips the version check',
    noticedBy: 'refuses an append whose stream has moved on, and says where it is',
    Log: AppendsAnyway,
  },
  {
    fault: 'checks only that the stream has not moved on',
    noticedBy: 'refuses an append that expects more than there is',
    Log: LetsExpectTooMuch,
  },
  {
    fault: 'drops the last event of an append',
    noticedBy: 'gives back what was appended: events in order, their meta, versions and positions',
    Log: DropsLastEvent,
  },
  {
    fault: 'reads a stream from its start, whatever was asked',
    noticedBy: 'reads a stream after a version, and nothing of an unknown stream',
    Log: ReadsStreamFromStart,
  },
  {
    fault: 'reads one event more than asked for',
    noticedBy: 'reads the whole log page by page, as many as asked for',
    Log: ReadsTooMuch,
  },
  {
    fault: 'numbers positions with gaps',
    noticedBy: 'numbers positions without gaps, whatever was refused in between',
    Log: LeavesGaps,
  },
  {
    fault: 'records what the clock of the moment says, even when it goes back',
    noticedBy: 'records business time that never decreases with position',
    Log: TellsTimeBackwards,
  },
  { fault: 'appends stream by stream', noticedBy: 'appends to all streams or to none', Log: AppendsStreamByStream },
  {
    fault: 'ignores guards',
    noticedBy: 'holds a guard: a stream without events must be where it is expected',
    Log: IgnoresGuards,
  },
  {
    fault: 'lets a conflict refuse the whole batch',
    noticedBy: 'lets a conflict harm none of the appends that travel with it',
    Log: RefusesWholeBatch,
  },
  {
    fault: 'lets a malformed event fail the whole batch',
    noticedBy: 'lets an event that cannot be stored harm none of the appends that travel with it',
    Log: FailsWholeBatch,
  },
  {
    fault: 'reports success for what it dropped',
    noticedBy: 'lets exactly one of many racers have a version',
    Log: ReportsSuccessAnyway,
  },
  {
    fault: 'forgets receipts',
    noticedBy: 'carries out a command with a receipt once, and gives the first answer to every repeat',
    Log: ForgetsReceipts,
  },
  {
    fault: 'looks at the versions before the receipt',
    noticedBy: 'knows a repeat as one even when its stream has moved on',
    Log: LooksAtVersionsFirst,
  },
  {
    fault: 'looks for the receipt before it appends instead of while',
    noticedBy: 'gives copies of a command that arrive at once one effect and one answer',
    Log: LooksForReceiptBefore,
  },
  {
    fault: 'keeps no receipt without events',
    noticedBy: 'keeps the receipt of a command that led to no events, at the head of the log',
    Log: ForgetsReceiptsWithoutEvents,
  },
  {
    fault: 'keeps the receipt of what it refused',
    noticedBy: 'leaves no receipt of a command that met a conflict',
    Log: KeepsReceiptOfConflict,
  },
  {
    fault: 'forgets the state',
    noticedBy: 'keeps the state with the events that led to it, and not when they were refused',
    Log: ForgetsState,
  },
  {
    fault: 'gives the last state that it was given',
    noticedBy: 'never gives a state that is behind its stream',
    Log: GivesStaleState,
  },
  {
    fault: 'imports stream by stream',
    noticedBy: 'imports events as they are, at the positions after the head, and goes on behind them',
    Log: ImportsStreamByStream,
  },
  { fault: 'imports events one by one', noticedBy: 'imports all events or none', Log: ImportsOneByOne },
  {
    fault: 'imports whatever version an event has',
    noticedBy: 'refuses to import versions that do not follow on, in the import or in the log',
    Log: ImportsAtAnyVersion,
  },
  {
    fault: 'imports whatever time an event has',
    noticedBy: 'refuses to import times that decrease or are still to come',
    Log: ImportsAtAnyTime,
  },
];
