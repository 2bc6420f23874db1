import { Link } from '@tanstack/react-router';
import type { TaskRow } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { LightWhy } from '../../ui/light.tsx';
import styles from './board.module.css';

/** A task in few lines; what its column says already is left to the column. */
export function Card({ task, by }: { task: TaskRow; by: 'lights' | 'states' }) {
  const { t, name } = useTexts();
  return (
    <>
      <Link to="/tasks/$taskId" params={{ taskId: task.id }} data-card>
        {task.title}
      </Link>
      <p className={styles.about}>
        <span>{task.number}</span>
        <span>{name(task.leadUnit.name)}</span>
        <Due task={task} />
        <span>{t('web.percent', { percent: task.percent })}</span>
        {by === 'lights' && <span>{t(`terms.taskStatus.${task.status}`)}</span>}
        <LightWhy task={task} />
      </p>
    </>
  );
}
