import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { dashboardQuery } from '../../api/get-dashboard.ts';
import { campaignsQuery } from '../../api/list-campaigns.ts';
import { failureIn, hasStatus } from '../../api/problem.ts';
import { changed, type DashboardSearch } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { beginOf, dateIn, daysAfter } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { CountdownText } from '../../ui/countdown.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LIGHTS } from '../../ui/light.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { BurnUpCard } from './burn-up-card.tsx';
import styles from './dashboard.module.css';
import { HeatTable } from './heat-table.tsx';
import { LightLinks } from './light-links.tsx';
import { LongestOverdue } from './longest-overdue.tsx';
import { Since } from './since.tsx';
import { Standings } from './standings.tsx';

/** How far back one compares when no day is said. */
const WEEK = 7;

/** Are we on time, who is late, what has changed: of a campaign or of all, now or as of a past moment. */
export function DashboardPage() {
  const { t, time } = useTexts();
  const { session, system } = useSignedIn();
  const search = useSearch({ from: '/dashboard' });
  const navigate = useNavigate({ from: '/dashboard' });
  const { campaign, as_of } = search;
  const isPast = as_of !== undefined;
  const since = search.since ?? (isPast ? undefined : daysAfter(system.today, -WEEK));
  const zone = system.timeZone;
  const { data, error } = useQuery(dashboardQuery({ campaign, as_of, since: since && beginOf(since, zone) }));
  const campaigns = useQuery(campaignsQuery());
  const change = (by: { [F in keyof DashboardSearch]: DashboardSearch[F] | undefined }) =>
    void navigate({ search: (known) => changed(known, by), replace: true });
  const shown = { ...(campaign && { campaign }), ...(isPast && { as_of }) };
  // The campaign is there now, and was not then.
  const isBefore = isPast && campaign !== undefined && hasStatus(error, 404);
  const overdue = data?.tasks.lights.overdue ?? 0;

  function travel(date: string) {
    if (date === '') return;
    const end = beginOf(daysAfter(date, 1), zone);
    change(date >= system.today ? { as_of: undefined } : { as_of: end, since: daysAfter(date, -WEEK) });
  }
  return (
    <Page
      title={t('web.dashboard.title')}
      about={
        data && (
          <span className={styles.about}>
            <span>{t('web.dashboard.asOf', { time: time(data.now, zone) })}</span>
            <span>{t('web.dashboard.position', { position: data.position })}</span>
          </span>
        )
      }
      action={
        <>
          <LinkButton variant="default" to="/report" search={shown}>
            {t('report.open')}
          </LinkButton>
          {overdue > 0 && (
            <LinkButton to="/tasks" search={{ ...shown, light: 'overdue' }}>
              {t('web.dashboard.overdue', { count: overdue })}
            </LinkButton>
          )}
        </>
      }
    >
      <div className={styles.choices}>
        <Select
          label={t('web.dashboard.of')}
          value={campaign ?? ''}
          data={[
            { value: '', label: t('web.dashboard.everything') },
            ...(campaigns.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
          allowDeselect={false}
          onChange={(chosen) => change({ campaign: chosen || undefined })}
        />
        <DateField
          label={t('web.dashboard.travel')}
          value={typeof as_of === 'string' ? daysAfter(dateIn(as_of, zone), -1) : ''}
          onChange={travel}
        />
        {data?.campaign && <CountdownText campaign={data.campaign} />}
      </div>
      {isPast && <Past as_of={as_of} now={data?.now} position={data?.position} alsoLeave={['since']} />}
      {error && !isBefore && <ProblemNote problem={failureIn(error)} />}
      {isBefore && (
        <Empty
          action={
            <Button variant="default" onClick={() => change({ campaign: undefined })}>
              {t('web.dashboard.everything')}
            </Button>
          }
        >
          {t('web.dashboard.before')}
        </Empty>
      )}
      {!data && !error && <Loading />}
      {data?.tasks.total === 0 && (
        <Empty
          action={
            session.roles.includes('clerk') && <LinkButton to="/readouts/new">{t('web.bench.import')}</LinkButton>
          }
        >
          {t('web.dashboard.empty')}
        </Empty>
      )}
      {data && data.tasks.total > 0 && (
        <>
          <LightLinks tasks={data.tasks} lights={LIGHTS} shown={shown} />
          <div className={styles.cards}>
            <BurnUpCard burnUp={data.burnUp} today={data.today} />
            <div className={styles.column}>
              <Standings units={data.units} shown={shown} />
              <LongestOverdue shown={shown} />
              <Since dashboard={data} since={since} shown={shown} choose={(day) => change({ since: day })} />
            </div>
          </div>
          <HeatTable heatMap={data.heatMap} today={data.today} shown={shown} />
        </>
      )}
    </Page>
  );
}
