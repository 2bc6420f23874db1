import { Link } from '@tanstack/react-router';
import type { TaskDetail } from '#libs/contracts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './task.module.css';

/** The slips that were sent about a task, the first first: what each asked, by when, and what was answered; each leads to its paper. */
export function TaskSlips({ task }: { task: TaskDetail }) {
  const { t, day, time } = useTexts();
  const { system } = useSignedIn();
  if (task.slips.length === 0) return null;
  return (
    <section className={styles.slips} aria-labelledby="slips">
      <h2 id="slips">{t('web.slips.title')}</h2>
      <ol className="plain">
        {task.slips.map(({ id, number, colour, text, answerBy, at, by, answer }) => (
          <li key={id} data-colour={colour}>
            <p>
              <Link to="/tasks/$taskId/slips/$slipId" params={{ taskId: task.id, slipId: id }}>
                {number}
              </Link>{' '}
              <strong>{t('web.slips.colour', { colour: t(`terms.slipColour.${colour}`) })}</strong>{' '}
              <span className="muted">
                {by.name} {time(at, system.timeZone)}
              </span>
            </p>
            <p>{text}</p>
            {answer ? (
              <p>
                <b>{t('web.slips.answer')}</b> {answer.text}{' '}
                <span className="muted">
                  {answer.by.name} {time(answer.at, system.timeZone)}
                </span>
              </p>
            ) : (
              <p className="muted">{t('web.slips.open', { date: day(answerBy) })}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
