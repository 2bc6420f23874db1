/** Exit codes, the same for every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notFound: 3, conflict: 4, auth: 5 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command: the message is for the person who typed it and says what to do. */
export class Exit extends Error {
  override readonly name = 'Exit';

  constructor(
    readonly code: ExitCode,
    message: string,
  ) {
    super(message);
  }
}
