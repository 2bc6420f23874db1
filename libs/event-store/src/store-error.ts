import { isTransient, sqlState } from './connection.ts';
import { MalformedEvent, StoreBusy, StoreUnavailable } from './errors.ts';

/** What an error of the driver means to those who append; errors that are none of its own stay as they are. */
export function asStoreError(error: unknown): unknown {
  const state = sqlState(error) ?? '';
  const { message } = error as Error;
  if (state === '55P03') return new StoreBusy('The append lock was not to be had in time', { cause: error });
  if (isTransient(error))
    return new StoreUnavailable(`The connection was lost while appending: ${message}`, { cause: error });
  // Data exceptions, limits of the program, and constraints, except those that uphold the order of the log.
  const malformed = /^(22|23|54)/.test(state) && state !== '23505';
  return malformed ? new MalformedEvent(`This cannot be stored: ${message}`, { cause: error }) : error;
}
