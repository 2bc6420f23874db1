import { Button } from '@mantine/core';
import type { Alert, MyTask } from '#libs/contracts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { LightWhy } from '../../ui/light.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { OwnDeed } from '../mine/own-deed.tsx';
import styles from './inbox.module.css';
import { SnoozeMenu } from './snooze-menu.tsx';
import { WhyTold } from './why-told.tsx';

interface Props {
  /** Of one task, the newest first. */
  readonly alerts: readonly Alert[];
  /** The task, when it is of the reader's own units. */
  readonly task: MyTask | undefined;
  readonly busy: boolean;
  readonly acknowledge: () => void;
  readonly say: (sentence: string) => void;
  readonly write: (isWriting: boolean) => void;
}

/** What was said of one task, with what may be done about it at once. */
export function AlertGroup({ alerts, task, busy, acknowledge, say, write }: Props) {
  const { t } = useTexts();
  const [newest] = alerts;
  if (!newest) return null;
  const isDone = newest.state === 'done';
  return (
    <li className={styles.group}>
      <div className={styles.told}>
        {alerts.map((alert) => (
          <Told key={alert.id} alert={alert} />
        ))}
      </div>
      <div className={styles.actions}>
        {task && <LightWhy task={task} />}
        {!isDone && task && <OwnDeed task={task} say={say} write={write} />}
        {newest.taskId && (
          <LinkButton to="/tasks/$taskId" params={{ taskId: newest.taskId }} variant="default">
            {t('web.inbox.task')}
            <span className="hidden-text"> {newest.taskNumber}</span>
          </LinkButton>
        )}
        {!isDone && (
          <>
            <SnoozeMenu alerts={alerts} say={say} />
            <Button variant="default" disabled={busy} onClick={acknowledge}>
              {t('web.inbox.acknowledge')}
              <span className="hidden-text"> {newest.taskNumber ?? newest.subject}</span>
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** One alert: its words, the rule that told it, and what became of it. */
function Told({ alert }: { alert: Alert }) {
  const { t, time } = useTexts();
  const { system } = useSignedIn();
  const at = (instant: string) => time(instant, system.timeZone);
  const rule = t(`rules.${alert.rule}` as 'rules.late', { defaultValue: alert.rule });
  const about = [
    at(alert.returnedAt ?? alert.sentAt),
    t('web.inbox.rule', { rule }),
    alert.returnedAt && t('web.inbox.returned'),
    alert.snoozedUntil && t('web.inbox.until', { time: at(alert.snoozedUntil) }),
    alert.handledAt && t('web.inbox.handled', { time: at(alert.handledAt), person: alert.handledBy?.name ?? '' }),
    alert.acknowledgedAt && t('web.inbox.seen', { time: at(alert.acknowledgedAt) }),
  ];
  return (
    <div>
      <strong>{alert.subject}</strong>
      <p className={styles.body}>{alert.body}</p>
      <small className="muted">{about.filter(Boolean).join(' · ')}</small>
      {alert.taskId && <WhyTold id={alert.id} of={alert.taskNumber ?? ''} />}
    </div>
  );
}
