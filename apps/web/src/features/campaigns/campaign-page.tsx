import { Button } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DirectivePage } from '#libs/contracts';
import { campaignQuery } from '../../api/list-campaigns.ts';
import { directivesQuery } from '../../api/list-directives.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { CountdownText } from '../../ui/countdown.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Past } from '../../ui/past.tsx';
import { useSaid } from '../../ui/said.tsx';
import { WordsDialog } from '../../ui/words-dialog.tsx';
import { AddDialog } from './add-dialog.tsx';
import { CampaignDialog } from './campaign-dialog.tsx';
import styles from './campaigns.module.css';

type Directive = DirectivePage['items'][number];
type Asked = 'amend' | 'add' | 'close' | Directive | null;

/** One campaign: its countdown, its milestones and its directives; what the office may change of it. */
export function CampaignPage() {
  const { campaignId } = useParams({ from: '/campaigns/$campaignId' });
  const { as_of } = useSearch({ from: '/campaigns/$campaignId' });
  const { t, day } = useTexts();
  const { session, system } = useSignedIn();
  const { data: campaign } = useSuspenseQuery(campaignQuery(campaignId, as_of));
  const directives = useQuery(directivesQuery({ campaign: campaignId, as_of }));
  const [asked, ask] = useState<Asked>(null);
  const { said, say } = useSaid();
  const mayChange = as_of === undefined && session.roles.includes('clerk') && campaign.status === 'open';
  const { startDate, endDate, milestones, closure } = campaign;
  const items = directives.data?.items ?? [];
  const finish = (done: string) => () => {
    ask(null);
    say(done);
  };
  return (
    <Page
      title={campaign.title}
      about={t('web.campaign.dates', { from: day(startDate, system.today), to: day(endDate, system.today) })}
      action={
        <>
          <LinkButton to="/dashboard" search={{ campaign: campaignId }}>
            {t('web.campaign.dashboard')}
          </LinkButton>
          <LinkButton to="/tasks" search={{ campaign: campaignId }} variant="default">
            {t('web.campaign.ledger')}
          </LinkButton>
          <LinkButton to="/report" search={{ campaign: campaignId }} variant="default">
            {t('report.open')}
          </LinkButton>
          {mayChange &&
            (['amend', 'close'] as const).map((deed) => (
              <Button key={deed} variant="default" onClick={() => ask(deed)}>
                {t(`web.campaign.${deed}`)}
              </Button>
            ))}
        </>
      }
    >
      {said}
      {as_of !== undefined && <Past as_of={as_of} />}
      <CountdownText campaign={campaign} />
      {closure && <blockquote className={styles.closure}>{closure.summary}</blockquote>}
      {milestones.length > 0 && (
        <section aria-labelledby="milestones">
          <h2 id="milestones">{t('web.campaign.milestoneList')}</h2>
          <ol className={`plain ${styles.milestones}`}>
            {milestones.map(({ date, title }) => (
              <li key={date + title} data-passed={date < system.today || undefined}>
                <time dateTime={date}>{day(date, system.today)}</time>
                <span>
                  {title} {date < system.today && <small className="muted">({t('web.campaign.passed')})</small>}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section className={styles.directives} aria-labelledby="directives">
        <div className={styles.head}>
          <h2 id="directives">
            {t('web.campaign.directives')} {directives.data && items.length}
          </h2>
          {mayChange && items.length > 0 && (
            <Button variant="default" onClick={() => ask('add')}>
              {t('web.campaign.add')}
            </Button>
          )}
        </div>
        {directives.data && items.length === 0 && (
          <Empty action={mayChange && <Button onClick={() => ask('add')}>{t('web.campaign.add')}</Button>}>
            {t('web.campaign.noDirectives')}
          </Empty>
        )}
        <ul className="plain">
          {items.map((directive) => (
            <li key={directive.id} className={styles.directive}>
              <span className="muted">{directive.number}</span>
              <Link to="/directives/$directiveId" params={{ directiveId: directive.id }}>
                {directive.title}
              </Link>
              <span>{t(`terms.directiveStatus.${directive.status}`)}</span>
              <span>
                {directive.tasks.total - directive.tasks.open} / {directive.tasks.total}
              </span>
              {mayChange && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('web.campaign.removeTitle', { title: directive.title })}
                  onClick={() => ask(directive)}
                >
                  {t('web.campaign.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {asked === 'amend' && (
        <CampaignDialog campaign={campaign} close={() => ask(null)} done={finish(t('web.campaign.amended'))} />
      )}
      {asked === 'add' && (
        <AddDialog
          campaign={campaign}
          close={() => ask(null)}
          done={(count) => finish(t('web.campaign.added', { count }))()}
        />
      )}
      {asked === 'close' && (
        <WordsDialog
          title={t('web.campaign.close')}
          label={t('web.campaign.summary')}
          path={`/campaigns/${campaignId}/close`}
          body={(summary) => ({ summary })}
          close={() => ask(null)}
          done={finish(t('web.campaign.closed'))}
        />
      )}
      {asked !== null && typeof asked === 'object' && (
        <WordsDialog
          title={t('web.campaign.removeTitle', { title: asked.title })}
          label={t('web.campaign.reason')}
          path={`/campaigns/${campaignId}/remove-directives`}
          body={(reason) => ({ directiveIds: [asked.id], reason })}
          close={() => ask(null)}
          done={finish(t('web.campaign.removed'))}
        />
      )}
    </Page>
  );
}
