import type { TaskRow } from '#libs/contracts';
import { useTexts } from '../language.tsx';

const DAY_MS = 86_400_000;

/** The date that is judged, how far it is, and the date it was before an extension. */
export function Due({ task, today }: { task: TaskRow; today: string }) {
  const { t, day } = useTexts();
  const { deadline, originalDeadline, status } = task;
  if (!deadline) return <>{t('web.due.none')}</>;
  const days = (Date.parse(deadline.date) - Date.parse(today)) / DAY_MS;
  const open = status !== 'closed' && status !== 'ended';
  return (
    <>
      <time dateTime={deadline.date}>{day(deadline.date)}</time>
      {open && (
        <small>
          {days > 0 && t('web.due.left', { days })}
          {days === 0 && t('web.due.today')}
          {days < 0 && t('web.due.late', { days: -days })}
        </small>
      )}
      {originalDeadline && originalDeadline.date !== deadline.date && (
        <small>{t('web.due.was', { date: day(originalDeadline.date) })}</small>
      )}
    </>
  );
}
