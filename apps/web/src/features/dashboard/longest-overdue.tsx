import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TaskRow } from '#libs/contracts';
import { tasksQuery } from '../../api/list-tasks.ts';
import type { TaskSearch } from '../../app/search.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Due } from '../../ui/due.tsx';
import { useSaid } from '../../ui/said.tsx';
import { WordsDialog } from '../../ui/words-dialog.tsx';
import styles from './dashboard.module.css';

const SHOWN = 5;

/** The tasks that are longest overdue; a leader remarks on them here. */
export function LongestOverdue({ shown }: { shown: TaskSearch }) {
  const { t, name } = useTexts();
  const { session } = useSignedIn();
  const { said, say } = useSaid();
  const [remarking, remark] = useState<TaskRow | null>(null);
  const { data } = useQuery(tasksQuery({ ...shown, light: 'overdue', sort: 'due', limit: SHOWN }));
  const tasks = data?.items ?? [];
  const mayRemark = session.roles.includes('leader') && shown.as_of === undefined;
  if (tasks.length === 0 && remarking === null) return null;
  return (
    <section className={styles.card} aria-labelledby="longest">
      <h2 id="longest">{t('web.dashboard.longest.title')}</h2>
      <div className={styles.cardBody}>
        {said}
        <ul className={`plain ${styles.longest}`}>
          {tasks.map((task) => (
            <li key={task.id}>
              <div>
                <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
                  {task.title}
                </Link>
                <p className={styles.about}>
                  <span>{name(task.leadUnit.name)}</span>
                  <Due task={task} />
                </p>
              </div>
              {mayRemark && (
                <Button variant="default" size="compact-sm" onClick={() => remark(task)}>
                  {t('web.task.deeds.RecordRemark')}
                  <span className="hidden-text"> {task.number}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
      {remarking && (
        <WordsDialog
          title={`${t('web.task.deeds.RecordRemark')} · ${remarking.number}`}
          label={t('web.task.said.text')}
          path={`/tasks/${remarking.id}/remark`}
          body={(text) => ({ text })}
          close={() => remark(null)}
          done={() => {
            remark(null);
            say(t('web.dashboard.longest.remarked', { number: remarking.number }));
          }}
        />
      )}
    </section>
  );
}
