import { NoNewKey, NoSecretsKey } from '../../../server/src/operations/keys.ts';
import { InvalidConfig, NotOpened } from '../../../server/src/operations/not-opened.ts';
import { EXIT, Exit } from '../exit.ts';
import type { Wording } from '../wording.ts';

/** What ended a command, for the person who typed it where they can mend it: wrong settings, or a database that stays shut. */
export function refusalOf(error: unknown, { t }: Wording): unknown {
  if (error instanceof InvalidConfig) return new Exit(EXIT.usage, error.message);
  if (error instanceof NotOpened) return new Exit(EXIT.failed, t(`cli.notOpened.${error.obstacle}`, error.params));
  if (error instanceof NoSecretsKey) return new Exit(EXIT.failed, error.message);
  if (error instanceof NoNewKey) return new Exit(EXIT.usage, t('keys.noNewKey'));
  return error;
}
