import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { MyTask, ReportAnswer } from '#libs/contracts';
import { taskQuery } from '../../api/get-task.ts';
import { faultOf, Offline } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSignedIn } from '../../app/signed-in.tsx';
import { dateIn } from '../../i18n/dates.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { type AddedFile, FilesField } from '../evidence/files-field.tsx';
import styles from './mine.module.css';
import { putOut } from './outbox.ts';

const STEP = 5;

/**
 * A progress report: begins with what was said last. It is kept as a draft while it is written, and waits on this device when
 * the server cannot be reached.
 */
export function ReportForm({ task, done, kept }: { task: MyTask; done: () => void; kept: () => void }) {
  const { t, day } = useTexts();
  const { system } = useSignedIn();
  const [draft, change, forget] = useDraft(`report.${task.id}`, {
    ...{ text: '', percent: task.percent },
    files: [] as readonly AddedFile[],
  });
  const { send, busy, problem } = useCommand();
  const last = useQuery(taskQuery(task.id)).data?.reports.at(-1);
  const set = (percent: number) => change({ percent: Math.min(Math.max(percent, 0), 100) });

  const body = { text: draft.text, percent: draft.percent, fileIds: draft.files.map(({ id }) => id) };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!navigator.onLine) return keep();
    if (!(await send<ReportAnswer>(`/tasks/${task.id}/report-progress`, body))) return;
    forget();
    done();
  }
  function keep() {
    putOut({ taskId: task.id, path: `/tasks/${task.id}/report-progress`, body, draft });
    forget();
    kept();
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {problem instanceof Offline ? (
        <div className={styles.waiting}>
          <p>{t('web.problem.offline')}</p>
          <Button variant="default" onClick={keep}>
            {t('web.mine.waiting')}
          </Button>
        </div>
      ) : (
        <ProblemNote problem={problem} />
      )}
      {last && (
        <p className="muted">
          {t('web.mine.last', {
            ...{ date: day(dateIn(last.at, system.timeZone), system.today), percent: last.percent, text: last.text },
          })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => change({ text: last.text })}>
            {t('web.mine.use')}
          </Button>
        </p>
      )}
      <Textarea
        label={t('web.mine.text')}
        required
        autoFocus
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        error={faultOf(problem, '/text')}
      />
      <FilesField
        taskId={task.id}
        files={draft.files}
        change={(next) => change((known) => ({ files: next(known.files) }))}
        error={faultOf(problem, '/fileIds')}
      />
      <div className={styles.percent}>
        <label htmlFor={`percent-${task.id}`}>{t('web.mine.percent')}</label>
        <Button variant="default" onClick={() => set(draft.percent - STEP)} aria-label={t('web.mine.less')}>
          −
        </Button>
        <input
          id={`percent-${task.id}`}
          type="number"
          inputMode="numeric"
          min={0}
          max={100}
          value={draft.percent}
          onChange={(event) => set(Number(event.currentTarget.value))}
        />
        <Button variant="default" onClick={() => set(draft.percent + STEP)} aria-label={t('web.mine.moreDone')}>
          +
        </Button>
        <Button type="submit" loading={busy}>
          {t('web.mine.submit')}
        </Button>
      </div>
    </form>
  );
}
