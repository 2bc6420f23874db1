import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CommandAnswer, MyTask } from '#libs/contracts';
import { myTasksQuery } from '../../api/list-my-tasks.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { LightWhy } from '../../ui/light.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useSaid } from '../../ui/said.tsx';
import styles from './mine.module.css';
import { waitingFor } from './outbox.ts';
import { ReportForm } from './report-form.tsx';
import { useOutbox } from './use-outbox.ts';

/** What waits for one's own units, the most pressing first: signed for at a touch, reported in three. */
export function MinePage() {
  const { t } = useTexts();
  const { data, isError } = useQuery(myTasksQuery);
  const { send, busy, problem } = useCommand();
  const { said, say } = useSaid();
  const [open, setOpen] = useState<string | null>(null);
  const waiting = useOutbox();
  const tasks = data?.items ?? [];
  const pressing = tasks.filter(({ need }) => need !== 'under-way');
  const later = tasks.filter(({ need }) => need === 'under-way');

  async function signFor(task: MyTask) {
    if (await send<CommandAnswer>(`/tasks/${task.id}/sign-for`, {}))
      say(t('web.mine.signedFor', { number: task.number }));
  }
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
      {task.status === 'assigned' ? (
        <Button className={styles.deed} disabled={busy} onClick={() => void signFor(task)}>
          {t('web.mine.signFor')}
          <span className="hidden-text"> {task.number}</span>
        </Button>
      ) : (
        (task.status === 'signed-for' || task.status === 'active') && (
          <Button
            className={styles.deed}
            variant={open === task.id ? 'default' : 'filled'}
            aria-expanded={open === task.id}
            onClick={() => setOpen(open === task.id ? null : task.id)}
          >
            {open === task.id ? t('web.cancel') : t('web.mine.report')}
            <span className="hidden-text"> {task.number}</span>
          </Button>
        )
      )}
      {open === task.id && (
        <ReportForm
          task={task}
          done={() => {
            setOpen(null);
            say(t('web.mine.reported', { number: task.number }));
          }}
          kept={() => setOpen(null)}
        />
      )}
    </li>
  );
  return (
    <Page title={t('web.mine.title')} about={data && t('web.mine.today', { count: pressing.length })}>
      {said}
      <ProblemNote problem={problem} />
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
