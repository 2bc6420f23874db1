import type { EventLog } from '../event-log.ts';

/** One promise of the log; `check` throws when it is not kept. The log may hold events and get more: a case uses streams of its own. */
export interface ContractCase {
  readonly promise: string;
  readonly check: (log: EventLog) => Promise<void>;
}
