/**
 * Why nothing could be sealed. `deposit-away`: the place for seals does not answer. `behind`: it has newer seals than the
 * database, which was restored to an earlier state. `contradicted`: what it has does not fit the stored tree. `altered`:
 * the stored tree or its newest seal was changed. `gap`: an event is missing. `other-key`, `other-hash`: this server is
 * set up otherwise than the log has been sealed. `failed`: anything else, such as a database that is away.
 */
export type Trouble =
  | 'deposit-away'
  | 'behind'
  | 'contradicted'
  | 'altered'
  | 'gap'
  | 'other-key'
  | 'other-hash'
  | 'failed';

/** Sealing on would contradict what was sealed before, so nothing is signed. The message says what to do. */
export class SealRefused extends Error {
  override readonly name = 'SealRefused';

  constructor(
    readonly trouble: Trouble,
    message: string,
  ) {
    super(message);
  }
}
