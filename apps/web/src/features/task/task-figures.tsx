import type { ReactNode } from 'react';
import type { TaskDetail } from '#libs/contracts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Left } from '../../ui/due.tsx';
import { LightWhy, reasonText } from '../../ui/light.tsx';
import styles from './task.module.css';

/** How the task stands; after a past event (`now` given) beside how it is now. */
export function TaskFigures({ task, now }: { task: TaskDetail; now?: TaskDetail }) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const extension = task.extensions.find(({ decision }) => decision === null);
  const statusOf = ({ status }: TaskDetail) => t(`terms.taskStatus.${status}`);
  const percentOf = ({ percent }: TaskDetail) => t('web.percent', { percent });
  const dueOf = ({ deadline }: TaskDetail) => (deadline ? day(deadline.date) : t('web.due.none'));
  const both = (read: (task: TaskDetail) => string) => (
    <>
      <b>{read(task)}</b>
      {now && read(now) !== read(task) && <small className="muted">{t('web.task.now', { value: read(now) })}</small>}
    </>
  );
  const original = task.originalDeadline?.date;
  return (
    <dl className={styles.figures}>
      <Figure name={t('web.task.state')}>
        {both(statusOf)}
        <LightWhy task={task} />
        <small className="muted">{task.lightReasons.map((reason) => reasonText(reason, t)).join(t('web.and'))}</small>
      </Figure>
      <Figure name={t('web.task.percent')}>
        {both(percentOf)}
        <progress max={100} value={task.percent} aria-label={t('web.task.percent')} />
      </Figure>
      <Figure name={t('web.task.due')}>
        {both(dueOf)}
        {!now && <Left task={task} />}
        {task.deadline?.provisional && <em>{t('web.review.provisional')}</em>}
        {original && original !== task.deadline?.date && (
          <small className="muted">{t('web.task.extended', { date: day(original, system.today) })}</small>
        )}
      </Figure>
      {task.status === 'assigned' && (
        <Figure name={t('web.task.signBy')}>
          <b>{day(task.signBy, system.today)}</b>
        </Figure>
      )}
      {extension && (
        <Figure name={t('web.task.deeds.RequestExtension')}>
          <span>{t('web.task.requested', { to: day(extension.to), reason: extension.reason })}</span>
        </Figure>
      )}
      {task.claim && (
        <Figure name={t('web.task.deeds.ClaimCompletion')}>
          <span>{t('web.task.claimPending', { text: task.claim.text })}</span>
        </Figure>
      )}
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
