/** The waiting queue is full, or the append lock was not to be had in time. Nothing was stored: try again later. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}

/**
 * The connection was lost, or the commit came back with a warning (a standby did not confirm it). The outcome is
 * unknown: try again with the same receipt.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Data that cannot be stored, such as `\u0000` in a text or an event of an undeclared type. Nothing was stored; a retry fails again. */
export class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent';
}

/** An event in the log of a type, or of a schema version, that this code does not know: it was written by newer code. */
export class UnknownEventVersion extends Error {
  override readonly name = 'UnknownEventVersion';

  constructor(
    readonly type: string,
    readonly schemaVersion: number,
  ) {
    super(
      `Event type ${type}, schema version ${schemaVersion}, is unknown: start a version of the program that knows it`,
    );
  }
}
