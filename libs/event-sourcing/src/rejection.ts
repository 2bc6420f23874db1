/**
 * A command that is not allowed. `code` is from a closed set that each decider declares and is stable for clients
 * (`task.not-active`); `params` fill the sentence that people read. It says nothing of HTTP: one filter in the
 * server maps codes to statuses.
 */
export class Rejection<Code extends string = string> extends Error {
  override readonly name = 'Rejection';

  constructor(
    readonly code: Code,
    readonly params: Readonly<Record<string, string | number | null>> = {},
  ) {
    super(code);
  }
}
