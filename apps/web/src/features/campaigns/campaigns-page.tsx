import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Campaign } from '#libs/contracts';
import { campaignsQuery } from '../../api/list-campaigns.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { CountdownText } from '../../ui/countdown.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { useSaid } from '../../ui/said.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import styles from './campaigns.module.css';

/** Every campaign, those that are open first; now or as of a past moment. */
export function CampaignsPage() {
  const { as_of } = useSearch({ from: '/campaigns' });
  const { t } = useTexts();
  const { session } = useSignedIn();
  const { data } = useQuery(campaignsQuery(as_of));
  const [opening, open] = useState(false);
  const { said, say } = useSaid();
  const mayOpen = as_of === undefined && session.roles.includes('clerk');
  const button = mayOpen && <Button onClick={() => open(true)}>{t('web.campaign.open')}</Button>;
  const sorted = [...(data?.items ?? [])].sort((a, b) => Number(a.status === 'closed') - Number(b.status === 'closed'));
  return (
    <Page title={t('web.campaign.title')} action={sorted.length > 0 && button}>
      {said}
      {as_of !== undefined && <Past as_of={as_of} />}
      {!data && <Loading />}
      {data?.items.length === 0 && <Empty action={button}>{t('web.campaign.none')}</Empty>}
      <ul className={`plain ${styles.list}`}>
        {sorted.map((campaign) => (
          <CampaignLine key={campaign.id} campaign={campaign} />
        ))}
      </ul>
      {opening && (
        <CampaignDialog
          close={() => open(false)}
          done={() => {
            open(false);
            say(t('web.campaign.opened'));
          }}
        />
      )}
    </Page>
  );
}

function CampaignLine({ campaign }: { campaign: Campaign }) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const { id, title, startDate, endDate, directiveIds } = campaign;
  const dates = { from: day(startDate, system.today), to: day(endDate, system.today) };
  return (
    <li className={styles.line}>
      <h2>
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
          {title}
        </Link>
      </h2>
      <CountdownText campaign={campaign} />
      <p className="muted">
        {t('web.campaign.dates', dates)} · {t('web.campaign.count', { count: directiveIds.length })}
      </p>
    </li>
  );
}
