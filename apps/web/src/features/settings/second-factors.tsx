import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { RecoveryCodes } from '#libs/contracts';
import { secondFactorsQuery } from '../../api/get-own.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Codes } from './codes.tsx';
import { Part } from './part.tsx';
import { PasskeyDialog } from './passkey-dialog.tsx';
import styles from './settings.module.css';

const AuthenticatorDialog = lazy(() =>
  import('./authenticator-dialog.tsx').then((module) => ({ default: module.AuthenticatorDialog })),
);

type Asked =
  | { deed: 'add-authenticator' | 'add-passkey' | 'renew' | 'remove-authenticator' }
  | { deed: 'remove-passkey'; id: string; name: string };

/** What one shows besides the password: an authenticator, passkeys, and codes on paper. */
export function SecondFactors({ added }: { added?: () => void }) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { data } = useQuery(secondFactorsQuery);
  const [asked, ask] = useState<Asked | null>(null);
  const [codes, show] = useState<readonly string[]>([]);
  if (!data) return <Loading />;
  const { authenticatorSince, passkeys, recoveryCodesLeft, hasPassword, passkeyOrigin } = data;
  const hasAny = authenticatorSince !== null || passkeys.length > 0;
  const close = () => ask(null);
  const got = (answer: RecoveryCodes) => {
    if (answer.codes.length > 0) show(answer.codes);
    close();
    added?.();
  };
  const password = hasPassword
    ? [{ name: 'present', label: t('web.settings.present'), kind: 'current-password' as const }]
    : [];
  const line = (since: string | null, unused: string) =>
    since ? t('web.factors.since', { time: time(since, system.timeZone) }) : unused;
  return (
    <Part title={t('web.factors.title')} hint={t('web.factors.hint')}>
      <Codes codes={codes} />
      <ul className={`plain ${styles.list}`}>
        <li>
          <div>
            <span>{t('web.factors.authenticator')}</span>
            <p className="muted">{line(authenticatorSince, t('web.factors.none'))}</p>
          </div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => ask({ deed: authenticatorSince ? 'remove-authenticator' : 'add-authenticator' })}
          >
            {t(authenticatorSince ? 'web.factors.removeAuthenticator' : 'web.factors.addAuthenticator')}
          </Button>
        </li>
        {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <li key={id}>
            <div>
              <span>{name}</span>
              <p className="muted">
                {t('web.factors.passkey')} · {line(createdAt, '')}
                {lastUsedAt && ` · ${t('web.settings.used', { time: time(lastUsedAt, system.timeZone) })}`}
              </p>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${t('web.factors.remove')}: ${name}`}
              onClick={() => ask({ deed: 'remove-passkey', id, name })}
            >
              {t('web.factors.remove')}
            </Button>
          </li>
        ))}
        <li>
          <div>
            <span>{t('web.factors.passkeys')}</span>
            <p className="muted">
              {location.origin === passkeyOrigin
                ? t('web.factors.passkeysHint')
                : t('web.factors.passkeysElsewhere', { origin: passkeyOrigin })}
            </p>
          </div>
          {location.origin === passkeyOrigin && (
            <Button variant="default" size="compact-sm" onClick={() => ask({ deed: 'add-passkey' })}>
              {t('web.factors.addPasskey')}
            </Button>
          )}
        </li>
        {hasAny && (
          <li>
            <div>
              <span>{t('web.factors.codes')}</span>
              <p className="muted">{t('web.factors.codesLeft', { count: recoveryCodesLeft })}</p>
            </div>
            <Button variant="default" size="compact-sm" onClick={() => ask({ deed: 'renew' })}>
              {t('web.factors.renewCodes')}
            </Button>
          </li>
        )}
      </ul>
      {asked?.deed === 'add-authenticator' && (
        <Suspense fallback={<Loading />}>
          <AuthenticatorDialog hasPassword={hasPassword} close={close} done={got} />
        </Suspense>
      )}
      {asked?.deed === 'add-passkey' && <PasskeyDialog hasPassword={hasPassword} close={close} done={got} />}
      {asked?.deed === 'remove-authenticator' && (
        <FormDialog
          title={t('web.factors.removeAuthenticator')}
          path="/session/authenticator/remove"
          fields={password}
          body={(filled) => filled}
          close={close}
          done={close}
        />
      )}
      {asked?.deed === 'remove-passkey' && (
        <FormDialog
          title={`${t('web.factors.remove')}: ${asked.name}`}
          path={`/session/passkeys/${asked.id}/remove`}
          fields={password}
          body={(filled) => filled}
          close={close}
          done={close}
        />
      )}
      {asked?.deed === 'renew' && (
        <FormDialog
          title={t('web.factors.renewCodes')}
          path="/session/recovery-codes"
          fields={password}
          body={(filled) => filled}
          close={close}
          done={(answer) => {
            show((answer as RecoveryCodes).codes);
            close();
          }}
        />
      )}
    </Part>
  );
}
