import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreatedToken } from '#libs/contracts';
import { tokensQuery } from '../../api/get-own.ts';
import { useRemove } from '../../api/use-remove.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Once, Part } from './part.tsx';
import styles from './settings.module.css';

/** One's own tokens for programs. */
export function Tokens() {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { data } = useQuery(tokensQuery);
  const { take, problem } = useRemove();
  const [adding, add] = useState(false);
  const [secret, show] = useState<string | null>(null);
  return (
    <Part
      title={t('web.settings.tokens')}
      hint={t('web.settings.tokensHint')}
      action={
        <Button variant="default" onClick={() => add(true)}>
          {t('web.settings.newToken')}
        </Button>
      }
    >
      <ProblemNote problem={problem} />
      <Once secret={secret} />
      {data?.items.length === 0 && <p className="muted">{t('web.settings.noTokens')}</p>}
      <ul className={`plain ${styles.list}`}>
        {data?.items.map(({ id, name, lastUsedAt, revokedAt }) => (
          <li key={id}>
            <div>
              <span>{name}</span>
              <p className="muted">
                {lastUsedAt
                  ? t('web.settings.used', { time: time(lastUsedAt, system.timeZone) })
                  : t('web.settings.unused')}
                {revokedAt && ` · ${t('web.settings.revoked')}`}
              </p>
            </div>
            {!revokedAt && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`${t('web.settings.revoke')}: ${name}`}
                onClick={() => void take(`/tokens/${id}`)}
              >
                {t('web.settings.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <FormDialog
          title={t('web.settings.newToken')}
          path="/tokens"
          fields={[{ name: 'name', label: t('web.settings.tokenName'), kind: 'text' }]}
          body={(filled) => filled}
          close={() => add(false)}
          done={(answer) => {
            add(false);
            show((answer as CreatedToken).token);
          }}
        />
      )}
    </Part>
  );
}
