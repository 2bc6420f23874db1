/** What the read models throw, for the problem filter: `NotFound` 404, `ReadModelBehind` 503 with `Retry-After`, `InvalidCursor` and `MomentAhead` 400. */

/** There is no such item, or the viewer may not see it: the two are not told apart. */
export class NotFound extends Error {
  override readonly name = 'NotFound';

  constructor(
    readonly what: 'task' | 'directive' | 'readout' | 'campaign',
    readonly id: string,
  ) {
    super(`No ${what} ${id}`);
  }
}

/** The read model had not reached the position within the time that a query waits. Asking again soon will do. */
export class ReadModelBehind extends Error {
  override readonly name = 'ReadModelBehind';
  readonly retryAfterSeconds = 1;

  constructor(
    readonly readModel: string,
    readonly position: number,
  ) {
    super(`The read model ${readModel} has not reached position ${position}`);
  }
}

/** The cursor is not one that this list gave in this order. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';

  constructor() {
    super('The cursor does not belong to this list in this order; ask for the first page again');
  }
}

/** The moment that was asked about is not past: no such position yet, or a time to come. */
export class MomentAhead extends Error {
  override readonly name = 'MomentAhead';

  constructor(readonly asOf: string) {
    super(`${asOf} is not past yet`);
  }
}
