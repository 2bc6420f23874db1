import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { DeliveryPage } from '#libs/contracts';
import { deliveriesQuery } from '../../api/get-audit.ts';
import { useCommand } from '../../api/use-command.ts';
import { DELIVERY_STATUSES } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Page } from '../../ui/page.tsx';
import { type Column, PagedTable } from '../../ui/paged-table.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import { WhyTold } from '../inbox/why-told.tsx';
import styles from './deliveries.module.css';

type Delivery = DeliveryPage['items'][number];

/** Who was told what, by which rule and channel; what was given up can be sent again. */
export function DeliveriesPage() {
  const { t, time } = useTexts();
  const { session, system } = useSignedIn();
  const { status } = useSearch({ from: '/deliveries' });
  const navigate = useNavigate({ from: '/deliveries' });
  const pages = useInfiniteQuery(deliveriesQuery({ status }));
  const { send, busy, problem } = useCommand();
  const { said, say } = useSaid();
  const deliveries = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const maySend = session.roles.includes('clerk');
  const dead = deliveries.flatMap(({ status: is, messageId }) => (is === 'dead' && messageId ? messageId : []));
  const messages = [...new Set(dead)];
  async function resend(messageIds: string[]) {
    if ((await send<object>('/deliveries/resend', { messageIds })) !== null) say(t('web.deliveries.resent'));
  }
  const columns: Column<Delivery>[] = [
    {
      heading: t('web.deliveries.columns.task'),
      cell: ({ taskId, taskNumber }) =>
        maySend ? (
          <Link to="/tasks/$taskId" params={{ taskId }}>
            {taskNumber}
          </Link>
        ) : (
          taskNumber
        ),
    },
    { heading: t('web.deliveries.columns.who'), cell: ({ person, destination }) => person?.name ?? destination?.name },
    {
      heading: t('web.deliveries.columns.rule'),
      cell: ({ id, rule, taskNumber }) => (
        <>
          {t(`rules.${rule}` as 'rules.late', { defaultValue: rule })} <WhyTold id={id} of={taskNumber} />
        </>
      ),
    },
    {
      heading: t('web.deliveries.columns.channel'),
      cell: ({ channel }) =>
        channel && t(`terms.channel.${channel}` as 'terms.channel.email', { defaultValue: channel }),
    },
    { heading: t('web.deliveries.columns.status'), cell: (delivery) => <Status delivery={delivery} /> },
    { heading: t('web.deliveries.columns.when'), cell: ({ claimedAt }) => time(claimedAt, system.timeZone) },
    {
      heading: t('web.deliveries.columns.acts'),
      cell: ({ status: is, messageId }) =>
        maySend &&
        is === 'dead' &&
        messageId && (
          <Button variant="default" size="compact-sm" disabled={busy} onClick={() => void resend([messageId])}>
            {t('web.deliveries.resend')}
          </Button>
        ),
    },
  ];
  return (
    <Page
      title={t('web.deliveries.title')}
      action={
        maySend &&
        messages.length > 1 && (
          <Button loading={busy} onClick={() => void resend(messages.slice(0, 200))}>
            {t('web.deliveries.resendAll', { count: Math.min(messages.length, 200) })}
          </Button>
        )
      }
    >
      {said}
      <ProblemNote problem={problem} />
      <Select
        className={styles.status}
        label={t('web.deliveries.status')}
        value={status ?? ''}
        data={[
          { value: '', label: t('web.deliveries.any') },
          ...DELIVERY_STATUSES.map((one) => ({ value: one, label: t(`web.deliveries.statuses.${one}`) })),
        ]}
        allowDeselect={false}
        onChange={(chosen) => {
          const wanted = DELIVERY_STATUSES.find((one) => one === chosen);
          void navigate({ search: wanted ? { status: wanted } : {}, replace: true });
        }}
      />
      <PagedTable
        pages={pages}
        keyOf={({ id }) => id}
        columns={columns}
        label={t('web.deliveries.title')}
        none={<p className="muted">{t('web.deliveries.none')}</p>}
      />
    </Page>
  );
}

function Status({ delivery: { status, attempts, error } }: { delivery: Delivery }) {
  const { t } = useTexts();
  return (
    <span data-dead={status === 'dead' || undefined} className={styles.is}>
      {t(`web.deliveries.statuses.${status}`)}
      {attempts > 1 && <small className="muted"> {t('web.deliveries.attempts', { count: attempts })}</small>}
      {error && <small className={styles.error}>{error}</small>}
    </span>
  );
}
