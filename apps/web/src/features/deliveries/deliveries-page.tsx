import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { deliveriesQuery } from '../../api/get-audit.ts';
import { failureIn } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { DELIVERY_STATUSES } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import table from '../../ui/table.module.css';
import styles from './deliveries.module.css';

/** Who was told what, by which rule and channel; what was given up can be sent again. */
export function DeliveriesPage() {
  const { t, time } = useTexts();
  const { session, system } = useSignedIn();
  const { status } = useSearch({ from: '/deliveries' });
  const navigate = useNavigate({ from: '/deliveries' });
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery(deliveriesQuery({ status }));
  const { send, busy, problem } = useCommand();
  const { said, say } = useSaid();
  const deliveries = data?.pages.flatMap(({ items }) => items);
  const maySend = session.roles.includes('clerk');
  const dead = (deliveries ?? []).flatMap(({ status: is, messageId }) => (is === 'dead' && messageId ? messageId : []));
  const messages = [...new Set(dead)];
  async function resend(messageIds: string[]) {
    if ((await send<object>('/deliveries/resend', { messageIds })) !== null) say(t('web.deliveries.resent'));
  }
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
      <ProblemNote problem={problem ?? (error ? failureIn(error) : null)} />
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
      {!deliveries && !error && <Loading />}
      {deliveries?.length === 0 && <p className="muted">{t('web.deliveries.none')}</p>}
      {deliveries && deliveries.length > 0 && (
        <table className={table.table}>
          <caption className="hidden-text">{t('web.deliveries.title')}</caption>
          <thead>
            <tr>
              {(['task', 'who', 'rule', 'channel', 'status', 'when', 'acts'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`web.deliveries.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {deliveries.map((delivery) => (
              <tr key={delivery.id}>
                <th scope="row">
                  {maySend ? (
                    <Link to="/tasks/$taskId" params={{ taskId: delivery.taskId }}>
                      {delivery.taskNumber}
                    </Link>
                  ) : (
                    delivery.taskNumber
                  )}
                </th>
                <td>{delivery.person?.name ?? delivery.destination?.name}</td>
                <td>{t(`rules.${delivery.rule}` as 'rules.late', { defaultValue: delivery.rule })}</td>
                <td>
                  {delivery.channel &&
                    t(`terms.channel.${delivery.channel}` as 'terms.channel.email', { defaultValue: delivery.channel })}
                </td>
                <td data-dead={delivery.status === 'dead' || undefined} className={styles.is}>
                  {t(`web.deliveries.statuses.${delivery.status}`)}
                  {delivery.attempts > 1 && (
                    <small className="muted"> {t('web.deliveries.attempts', { count: delivery.attempts })}</small>
                  )}
                  {delivery.error && <small className={styles.error}>{delivery.error}</small>}
                </td>
                <td>{time(delivery.claimedAt, system.timeZone)}</td>
                <td>
                  {maySend && delivery.status === 'dead' && delivery.messageId && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      disabled={busy}
                      onClick={() => void resend([delivery.messageId ?? ''])}
                    >
                      {t('web.deliveries.resend')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <div>
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {t('web.more')}
          </Button>
        </div>
      )}
    </Page>
  );
}
