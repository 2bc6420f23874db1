import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MyTask } from '#libs/contracts';
import { myTasksQuery } from '../../api/list-my-tasks.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { LightWhy } from '../../ui/light.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { useSaid } from '../../ui/said.tsx';
import { useStill } from '../../ui/use-still.ts';
import styles from './mine.module.css';
import { waitingFor } from './outbox.ts';
import { OwnDeed } from './own-deed.tsx';
import { useOutbox } from './use-outbox.ts';

/** What waits for one's own units, the most pressing first: signed for at a touch, reported in three. */
export function MinePage() {
  const { t } = useTexts();
  const { data, isError } = useQuery(myTasksQuery);
  const { said, say } = useSaid();
  const waiting = useOutbox();
  const read = (data?.items ?? []).map((task) => ({ task, isPressing: task.need !== 'under-way' }));
  const { items, write } = useStill(
    read,
    ({ task }) => task.id,
    ({ isPressing }, { task }) => ({ task, isPressing }),
  );
  const pressing = items.flatMap(({ task, isPressing }) => (isPressing ? task : []));
  const later = items.flatMap(({ task, isPressing }) => (isPressing ? [] : task));

  const line = (task: MyTask) => (
    <li key={task.id} className={styles.task}>
      <div className={styles.what}>
        <Link to="/tasks/$taskId" params={{ taskId: task.id }} className={styles.title}>
          {task.title}
        </Link>
        <p className={styles.about}>
          <LightWhy task={task} />
          {task.need === 'returned' && <b>{t('web.mine.need.returned')}</b>}
          <Due task={task} />
          <span>{t('web.percent', { percent: task.percent })}</span>
          <span>{task.number}</span>
        </p>
        {waitingFor(waiting, task.id) && <p className={styles.waiting}>{t('web.mine.waiting')}</p>}
      </div>
      <OwnDeed task={task} say={say} write={(isWriting) => write(task.id, isWriting)} />
    </li>
  );
  return (
    <Page title={t('web.mine.title')} about={data && t('web.mine.today', { count: pressing.length })}>
      {said}
      {!data && !isError && <Loading />}
      {data && pressing.length === 0 && <p className="muted">{t('web.mine.none')}</p>}
      <ul className="plain">{pressing.map(line)}</ul>
      {later.length > 0 && (
        <>
          <h2>{t('web.mine.later')}</h2>
          <ul className="plain">{later.map(line)}</ul>
        </>
      )}
    </Page>
  );
}
