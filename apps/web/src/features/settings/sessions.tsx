import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionsQuery } from '../../api/get-own.ts';
import { useRemove } from '../../api/use-remove.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Part } from './part.tsx';
import styles from './settings.module.css';

/** Where one is signed in, with a way out of each other place; and the password. */
export function Sessions() {
  const { t, time } = useTexts();
  const { system, signedOut } = useSignedIn();
  const { data } = useQuery(sessionsQuery);
  const { take, problem } = useRemove();
  const [changing, change] = useState(false);
  return (
    <Part
      title={t('web.settings.sessions')}
      action={
        <Button variant="default" onClick={() => change(true)}>
          {t('web.settings.password')}
        </Button>
      }
    >
      <ProblemNote problem={problem} />
      <ul className={`plain ${styles.list}`}>
        {data?.items.map(({ id, userAgent, address, lastSeenAt, current }) => (
          <li key={id}>
            <div>
              <span>{userAgent ?? t('web.settings.unknown')}</span>
              <p className="muted">
                {address} · {t('web.settings.seen', { time: time(lastSeenAt, system.timeZone) })}
                {current && ` · ${t('web.settings.current')}`}
              </p>
            </div>
            {!current && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`${t('web.settings.endSession')}: ${address} ${userAgent ?? ''}`}
                onClick={() => void take(`/sessions/${id}`)}
              >
                {t('web.settings.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {changing && (
        <FormDialog
          title={t('web.settings.password')}
          path="/session/password"
          fields={[
            { name: 'present', label: t('web.settings.present'), kind: 'current-password' },
            { name: 'next', label: t('web.settings.next'), kind: 'password' },
          ]}
          body={(filled) => filled}
          close={() => change(false)}
          done={signedOut}
        />
      )}
    </Part>
  );
}
