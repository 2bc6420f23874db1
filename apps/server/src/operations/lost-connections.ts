import type { EventEmitter } from 'node:events';

/** A connection that is lost between two listeners, the pool's and TypeORM's, would else end the process. */
export function hearErrors(client: EventEmitter): void {
  client.on('error', () => {});
}

/** For a DataSource of an operation: a lost connection is an error of whoever uses it, and never the end of the process. */
export const LOST_CONNECTIONS = { poolErrorHandler: () => {}, extra: { onConnect: hearErrors } } as const;
