import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AddedCalendarFeed } from '#libs/contracts';
import { organisationQuery } from '../../api/get-organisation.ts';
import { feedsQuery } from '../../api/get-own.ts';
import { useRemove } from '../../api/use-remove.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { Once, Part } from './part.tsx';
import styles from './settings.module.css';

/** Secret addresses at which a calendar program reads due dates. */
export function Feeds() {
  const { t, name, time } = useTexts();
  const { system } = useSignedIn();
  const { data } = useQuery(feedsQuery);
  const units = useQuery(organisationQuery).data?.units ?? [];
  const { take, problem } = useRemove();
  const [adding, add] = useState(false);
  const [address, show] = useState<string | null>(null);
  const feeds = data?.items.filter(({ revokedAt }) => revokedAt === null);
  const nameOf = (unitId: string | null) => {
    const unit = units.find(({ id }) => id === unitId);
    return unit ? name(unit.name) : t('web.settings.ownUnits');
  };
  return (
    <Part
      title={t('web.settings.feeds')}
      hint={t('web.settings.feedsHint')}
      action={
        <Button variant="default" onClick={() => add(true)}>
          {t('web.settings.newFeed')}
        </Button>
      }
    >
      <ProblemNote problem={problem} />
      <Once secret={address} />
      {feeds?.length === 0 && <p className="muted">{t('web.settings.noFeeds')}</p>}
      <ul className={`plain ${styles.list}`}>
        {feeds?.map(({ id, unitId, lastReadAt }) => (
          <li key={id}>
            <div>
              <span>{nameOf(unitId)}</span>
              <p className="muted">
                {lastReadAt
                  ? t('web.settings.read', { time: time(lastReadAt, system.timeZone) })
                  : t('web.settings.unused')}
              </p>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${t('web.settings.revoke')}: ${nameOf(unitId)}`}
              onClick={() => void take(`/calendar-feeds/${id}`)}
            >
              {t('web.settings.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {adding && (
        <FormDialog
          title={t('web.settings.newFeed')}
          path="/calendar-feeds"
          fields={[
            {
              ...{ name: 'unitId', label: t('web.ledger.unit'), kind: 'choice', begin: 'own' },
              choices: [
                { value: 'own', label: t('web.settings.ownUnits') },
                ...units.map((unit) => ({ value: unit.id, label: name(unit.name) })),
              ],
            },
          ]}
          body={({ unitId }) => ({ unitId: unitId === 'own' ? null : unitId })}
          close={() => add(false)}
          done={(answer) => {
            add(false);
            show((answer as AddedCalendarFeed).address);
          }}
        />
      )}
    </Part>
  );
}
