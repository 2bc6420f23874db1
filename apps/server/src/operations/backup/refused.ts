import { type Texts, translator } from '#libs/messages';

type Reason = keyof Texts['keep']['refused'];

/** A backup or a restore that is not done, and why; nothing was changed. `message` is the English text of it. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly reason: Reason,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(translator('en')(`keep.refused.${reason}`, params));
  }
}
