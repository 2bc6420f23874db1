import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { alertReasonsQuery } from '../../api/list-inbox.ts';
import { failureIn } from '../../api/problem.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './inbox.module.css';

/** Asks why an alert came: a button, and the answer in a dialog. */
export function WhyTold({ id, of }: { id: string; of: string }) {
  const { t } = useTexts();
  const [asking, ask] = useState(false);
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => ask(true)}>
        {t('web.inbox.why')}
        <span className="hidden-text"> {of}</span>
      </Button>
      {asking && <Reasons id={id} close={() => ask(false)} />}
    </>
  );
}

/** The rule, the date and the ladder in a sentence, and everybody who was told by the same step. */
function Reasons({ id, close }: { id: string; close: () => void }) {
  const { t, name, time } = useTexts();
  const { system } = useSignedIn();
  const { data, error } = useQuery(alertReasonsQuery(id));
  return (
    <Dialog title={t('web.inbox.why')} close={close}>
      {error && <ProblemNote problem={failureIn(error)} />}
      {!data && !error && <Loading />}
      {data && (
        <div className={styles.reasons}>
          <p>{data.text}</p>
          <h3>{t('web.inbox.alsoTold')}</h3>
          <ul className="plain">
            {data.told.map(({ id: one, person, destination, channel, status, claimedAt }) => (
              <li key={one}>
                {person?.name ?? destination?.name ?? t('web.organisation.vacant')}
                <small className="muted">
                  {' '}
                  {[
                    channel && t(`terms.channel.${channel}` as 'terms.channel.email', { defaultValue: channel }),
                    t(`web.deliveries.statuses.${status}`),
                    time(claimedAt, system.timeZone),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </li>
            ))}
          </ul>
          {data.ladder && (
            <Link to="/settings/ladders/$ladder" params={{ ladder: data.ladder.name }}>
              {t('web.inbox.ladder', { ladder: name(data.ladder.title) })}
            </Link>
          )}
        </div>
      )}
    </Dialog>
  );
}
