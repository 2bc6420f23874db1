import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AddedPushSubscription } from '#libs/contracts';
import { devicesQuery, pushKeyQuery } from '../../api/get-settings.ts';
import { useCommand } from '../../api/use-command.ts';
import { useRemove } from '../../api/use-remove.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Part } from './part.tsx';
import styles from './settings.module.css';
import { askForNotices, canTakeNotices } from './take-notices.ts';

/** The browsers in which one is told, and whether this one is to be among them. */
export function Browsers({ say }: { say: (said: string) => void }) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const { data } = useQuery(devicesQuery);
  const key = useQuery(pushKeyQuery).data?.publicKey;
  const { send, busy, problem } = useCommand();
  const { take, problem: kept } = useRemove();
  const [refused, refuse] = useState<string | null>(null);

  async function admit() {
    if (!key) return;
    refuse(null);
    const given = await askForNotices(key);
    if ('refused' in given) return refuse(t(`web.settings.browsers.${given.refused}`));
    if (await send<AddedPushSubscription & { position?: number }>('/push/subscriptions', given.subscription))
      say(t('web.settings.browsers.added'));
  }
  return (
    <Part
      title={t('web.settings.browsers.title')}
      hint={t('web.settings.browsers.hint')}
      action={
        canTakeNotices() && (
          <Button variant="default" loading={busy} disabled={!key} onClick={() => void admit()}>
            {t('web.settings.browsers.add')}
          </Button>
        )
      }
    >
      <ProblemNote problem={problem ?? kept} />
      <div role="status">
        {!canTakeNotices() && <p className="muted">{t('web.settings.browsers.unable')}</p>}
        {refused && <p>{refused}</p>}
      </div>
      {data?.items.length === 0 && <p className="muted">{t('web.settings.browsers.none')}</p>}
      <ul className={`plain ${styles.list}`}>
        {data?.items.map(({ id, origin, createdAt }) => (
          <li key={id}>
            <div>
              <span>{origin}</span>
              <p className="muted">{t('web.settings.browsers.since', { time: time(createdAt, system.timeZone) })}</p>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${t('web.settings.revoke')}: ${origin}`}
              onClick={() => void take(`/push/subscriptions/${id}`)}
            >
              {t('web.settings.revoke')}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
