import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AcknowledgeAnswer, Alert } from '#libs/contracts';
import { inboxQuery } from '../../api/list-inbox.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './inbox.module.css';

/** What one was told, the newest first; each says which rule told it. */
export function InboxPage() {
  const { t } = useTexts();
  const open = useQuery(inboxQuery(true));
  const { send, busy, problem } = useCommand();
  const alerts = open.data?.items ?? [];
  const acknowledge = (alertIds: string[]) => void send<AcknowledgeAnswer>('/inbox/acknowledge', { alertIds });
  return (
    <Page
      title={t('web.inbox.title')}
      action={
        alerts.length > 1 && (
          <Button variant="default" disabled={busy} onClick={() => acknowledge(alerts.map(({ id }) => id))}>
            {t('web.inbox.all')}
          </Button>
        )
      }
    >
      <ProblemNote problem={problem} />
      {!open.data && <Loading />}
      {open.data && alerts.length === 0 && <p className="muted">{t('web.inbox.none')}</p>}
      <ul className="plain">
        {alerts.map((alert) => (
          <AlertLine key={alert.id} alert={alert} busy={busy} acknowledge={() => acknowledge([alert.id])} />
        ))}
      </ul>
    </Page>
  );
}

function AlertLine({ alert, busy, acknowledge }: { alert: Alert; busy: boolean; acknowledge: () => void }) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const rule = t(`rules.${alert.rule}` as 'rules.late', { defaultValue: alert.rule });
  return (
    <li className={styles.alert}>
      <div>
        <strong>{alert.subject}</strong>
        <p className={styles.body}>{alert.body}</p>
        <small className="muted">
          {time(alert.sentAt, system.timeZone)} · {t('web.inbox.rule', { rule })}
        </small>
      </div>
      <div className={styles.actions}>
        {alert.taskId && (
          <LinkButton to="/tasks/$taskId" params={{ taskId: alert.taskId }} variant="default">
            {t('web.inbox.task')}
          </LinkButton>
        )}
        <Button variant="default" disabled={busy} onClick={acknowledge}>
          {t('web.inbox.acknowledge')}
        </Button>
      </div>
    </li>
  );
}
