import type { TaskRow } from '#libs/contracts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import styles from './ledger.module.css';
import { type Move, newDate, type Outcomes } from './new-dates.ts';

/** Each task with its old and its new date; afterwards with what became of it. */
export function RedatePreview(props: { tasks: readonly TaskRow[]; move: Move; outcomes: Outcomes | null }) {
  const { tasks, move, outcomes } = props;
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const shown = (date: string | null) => (date === null ? t('web.due.none') : day(date, system.today));
  const told = (task: TaskRow, date: string | null) => {
    if (outcomes === null) return date === null || date === task.deadline?.date ? t('web.ledger.redate.stays') : null;
    if (!outcomes.has(task.id)) return t('web.ledger.redate.stays');
    return outcomes.get(task.id) ?? t('web.ledger.redate.moved');
  };
  return (
    <Scroll isLow label={t('web.ledger.redate.preview')}>
      <table className={styles.preview}>
        <caption className="hidden-text">{t('web.ledger.redate.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('web.ledger.redate.task')}</th>
            <th scope="col">{t('web.ledger.redate.old')}</th>
            <th scope="col">{t('web.ledger.redate.new')}</th>
            <th scope="col">{t('web.ledger.redate.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const date = newDate(task, move);
            const isRefused = outcomes !== null && (outcomes.get(task.id) ?? null) !== null;
            return (
              <tr key={task.id}>
                <th scope="row">
                  {task.number} {task.title}
                </th>
                <td>{shown(task.deadline?.date ?? null)}</td>
                <td>{date === null ? '—' : shown(date)}</td>
                <td data-refused={isRefused || undefined}>{told(task, date)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
