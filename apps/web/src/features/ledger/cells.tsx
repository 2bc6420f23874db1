import { Link } from '@tanstack/react-router';
import type { TaskRow } from '#libs/contracts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { dateIn } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import styles from './ledger.module.css';

interface Of {
  readonly task: TaskRow;
}

export function NumberCell({ task }: Of) {
  return (
    <Link to="/tasks/$taskId" params={{ taskId: task.id }} className={styles.number}>
      {task.number}
    </Link>
  );
}

export function TitleCell({ task }: Of) {
  return (
    <span className={styles.title} title={task.title}>
      {task.title}
    </span>
  );
}

export function DueCell({ task }: Of) {
  return <Due task={task} />;
}

export function PercentCell({ task }: Of) {
  const { t } = useTexts();
  return (
    <span className={styles.percent}>
      <progress max={100} value={task.percent} aria-label={`${task.number} ${t('web.ledger.columns.percent')}`} />
      {t('web.percent', { percent: task.percent })}
    </span>
  );
}

export function ChangedCell({ task }: Of) {
  const { day } = useTexts();
  const { system } = useSignedIn();
  return <span className="muted">{day(dateIn(task.changedAt, system.timeZone), system.today)}</span>;
}
