import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { BegunPasskey, RecoveryCodes } from '#libs/contracts';
import { makePasskey } from '../../api/passkeys.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './settings.module.css';

interface Props {
  readonly hasPassword: boolean;
  readonly close: () => void;
  readonly done: (codes: RecoveryCodes) => void;
}

/** Makes a passkey in this device, or one that is plugged in. */
export function PasskeyDialog({ hasPassword, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [isRefused, refuse] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    refuse(false);
    const form = new FormData(event.currentTarget);
    const present = String(form.get('present') ?? '');
    const begun = await send<BegunPasskey & { position?: number }>('/session/passkeys/begin', { present });
    if (!begun) return;
    const passkey = await makePasskey(begun.options);
    if (!passkey) return refuse(true);
    const body = { name: String(form.get('name')), passkey };
    const added = await send<RecoveryCodes & { position?: number }>('/session/passkeys', body);
    if (added) done(added);
  }
  return (
    <Dialog title={t('web.factors.addPasskey')} close={close}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        {isRefused && <p role="alert">{t('web.factors.passkeyRefused')}</p>}
        <TextInput
          label={t('web.factors.passkeyName')}
          name="name"
          defaultValue={t('web.factors.passkeyThis')}
          maxLength={100}
          data-autofocus
          required
        />
        {hasPassword && (
          <TextInput
            label={t('web.settings.present')}
            name="present"
            type="password"
            autoComplete="current-password"
            required
          />
        )}
        <Button type="submit" loading={busy}>
          {t('web.factors.addPasskey')}
        </Button>
      </form>
    </Dialog>
  );
}
