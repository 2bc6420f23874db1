import { giveUpUnreadable, type KeyListed, listKeys, rotateKeys } from '../../../server/src/operations/keys.ts';
import { EXIT, Exit, type ExitCode } from '../exit.ts';
import type { OperatorCall } from '../operator.ts';

/** `duban keys list|rotate|give-up`: what addresses and secrets are encrypted with. Servers may run meanwhile. */
export async function keys(call: OperatorCall): Promise<ExitCode> {
  const [name, ...more] = call.args;
  const operation = more.length === 0 ? OPERATIONS[name ?? ''] : undefined;
  if (!operation) throw new Exit(EXIT.usage, call.words.t('keys.usage'));
  await operation(call);
  return EXIT.ok;
}

const OPERATIONS: Readonly<Record<string, (call: OperatorCall) => Promise<void>>> = {
  async list({ stdout, words: { t } }) {
    for (const key of await listKeys()) stdout.line(t('keys.listed', { ...key, state: t(`keys.${stateOf(key)}`) }));
  },
  async rotate({ stdout, words: { t } }) {
    const { keyId: id, file, records, unreadable } = await rotateKeys();
    stdout.line(file === null ? t('keys.goingOn', { id }) : t('keys.newKey', { id, file }));
    stdout.line(t('keys.rotated', { id, records }));
    if (unreadable > 0) stdout.line(t('keys.unreadable', { unreadable }));
    stdout.line(t('keys.kept'));
  },
  'give-up': async ({ stdout, words: { t } }) => stdout.line(t('keys.givenUp', { given: await giveUpUnreadable() })),
};

function stateOf({ isCurrent, isThere }: KeyListed) {
  if (!isThere) return 'missing';
  return isCurrent ? 'current' : 'earlier';
}
