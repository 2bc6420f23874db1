import type { TaskRow } from '#libs/contracts';
import { useSignedIn } from '../app/signed-in.tsx';
import { daysBetween } from '../i18n/dates.ts';
import { useTexts } from '../i18n/texts.tsx';
import styles from './due.module.css';

type Dated = Pick<TaskRow, 'deadline' | 'originalDeadline' | 'status'>;

/** The date that is judged, how far it is, and the date it was before an extension. */
export function Due({ task, short = false }: { task: Dated; short?: boolean }) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const { deadline, originalDeadline } = task;
  if (!deadline) return <span className="muted">{t('web.due.none')}</span>;
  const isMoved = originalDeadline && originalDeadline.date !== deadline.date;
  return (
    <span className={styles.due}>
      <time dateTime={deadline.date}>{day(deadline.date, system.today)}</time>
      {!short && <Left task={task} />}
      {isMoved && !short && <small>{t('web.due.was', { date: day(originalDeadline.date, system.today) })}</small>}
    </span>
  );
}

/** How many days are left, or how late it is; nothing once it is over. */
export function Left({ task: { deadline, status } }: { task: Dated }) {
  const { t } = useTexts();
  const { system } = useSignedIn();
  if (!deadline || status === 'closed' || status === 'ended') return null;
  const days = daysBetween(system.today, deadline.date);
  return (
    <small>
      {days > 0 && t('web.due.left', { days })}
      {days === 0 && t('web.due.today')}
      {days < 0 && t('web.due.late', { days: -days })}
    </small>
  );
}
