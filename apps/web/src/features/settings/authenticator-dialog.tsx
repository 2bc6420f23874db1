import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { encode } from 'uqr';
import type { BegunAuthenticator, RecoveryCodes } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
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

/** Sets up an authenticator: its secret as a QR code drawn here, and as letters; then the first code it makes. */
export function AuthenticatorDialog({ hasPassword, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [begun, begin] = useState<BegunAuthenticator | null>(null);
  async function start(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const present = String(new FormData(event.currentTarget).get('present') ?? '');
    const answer = await send<BegunAuthenticator & { position?: number }>('/session/authenticator', { present });
    if (answer) begin(answer);
  }
  async function confirm(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).trim();
    const answer = await send<RecoveryCodes & { position?: number }>('/session/authenticator/confirm', { code });
    if (answer) done(answer);
  }
  return (
    <Dialog title={t('web.factors.addAuthenticator')} close={close}>
      <ProblemNote problem={problem} />
      {begun ? (
        <form className={styles.form} onSubmit={(event) => void confirm(event)}>
          <p>{t('web.factors.scan')}</p>
          <QrCode text={begun.address} label={t('web.factors.qr')} />
          <p>
            {t('web.factors.orType')}{' '}
            <code className={styles.secret}>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
          <TextInput
            label={t('web.factors.firstCode')}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            error={faultOf(problem, '/code')}
            autoFocus
            required
          />
          <Button type="submit" loading={busy}>
            {t('web.factors.confirm')}
          </Button>
        </form>
      ) : (
        <form className={styles.form} onSubmit={(event) => void start(event)}>
          <p>{t('web.factors.authenticatorHint')}</p>
          {hasPassword && (
            <TextInput
              label={t('web.settings.present')}
              name="present"
              type="password"
              autoComplete="current-password"
              data-autofocus
              required
            />
          )}
          <Button type="submit" loading={busy}>
            {t('web.factors.goOn')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

/** Black on white in both themes, as cameras like it. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = useMemo(() => encode(text, { border: 3 }), [text]);
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
