import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TaskQuery } from '#libs/contracts';
import { tasksQuery } from '../../api/list-tasks.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { LightWhy } from '../../ui/light.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './bench.module.css';
import { WaitingReadouts } from './waiting-readouts.tsx';

const SHOWN = 5;

type Filter = Pick<TaskQuery, 'status' | 'light'>;
const QUEUES = [
  { name: 'overdue', filter: { light: 'overdue' } },
  { name: 'inReview', filter: { status: 'in-review' } },
  { name: 'disputed', filter: { status: 'disputed' } },
  { name: 'notSigned', filter: { status: 'assigned' } },
  { name: 'silent', filter: { light: 'behind' } },
] as const satisfies readonly { name: string; filter: Filter }[];

/** What waits for the clerk, a queue for each kind. */
export function BenchPage() {
  const { t } = useTexts();
  return (
    <Page title={t('web.bench.title')} action={<LinkButton to="/readouts/new">{t('web.bench.import')}</LinkButton>}>
      <div className={styles.queues}>
        <WaitingReadouts />
        {QUEUES.map(({ name, filter }) => (
          <Queue key={name} title={t(`web.bench.${name}`)} filter={filter} />
        ))}
      </div>
    </Page>
  );
}

function Queue({ title, filter }: { title: string; filter: Filter }) {
  const { t, name } = useTexts();
  const { data } = useQuery(tasksQuery({ ...filter, limit: SHOWN, counts: true }));
  const total = filter.light ? data?.counts?.lights[filter.light] : data?.counts?.total;
  return (
    <section className={styles.queue} aria-label={title}>
      <h2>
        {title} {total !== undefined && <b data-none={total === 0 || undefined}>{total}</b>}
      </h2>
      {total === 0 && <p className="muted">{t('web.bench.clear')}</p>}
      <ul className="plain">
        {data?.items.map((task) => (
          <li key={task.id}>
            <Link to="/tasks/$taskId" params={{ taskId: task.id }} className={styles.title}>
              {task.title}
            </Link>
            <p className={styles.about}>
              <span>{task.number}</span>
              <span>{name(task.leadUnit.name)}</span>
              <Due task={task} />
              <LightWhy task={task} />
            </p>
          </li>
        ))}
      </ul>
      {total !== undefined && total > SHOWN && (
        <Link to="/tasks" search={filter}>
          {t('web.bench.all', { count: total })}
        </Link>
      )}
    </section>
  );
}
