import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, TaskDeed, TaskDetail } from '#libs/contracts';
import { taskHistoryQuery } from '../../api/get-task.ts';
import { hasStatus } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Timeline } from '../history/timeline.tsx';
import { DeedField } from './deed-fields.tsx';
import { beginning, bodyOf, DEEDS } from './deeds.ts';
import styles from './task.module.css';

interface Props {
  readonly deed: TaskDeed;
  readonly task: TaskDetail;
  readonly close: () => void;
  readonly done: () => void;
}

/**
 * The form of a deed. What is typed is kept on this device until it was sent. When somebody changed the task meanwhile, it
 * shows what they did and keeps what was typed.
 */
export function DeedDialog({ deed, task, close, done }: Props) {
  const { t, day } = useTexts();
  const { asks, path, replaces } = DEEDS[deed];
  const [said, change, forget] = useDraft(`task.${task.id}.${deed}`, beginning(task));
  const { send, busy, problem } = useCommand();
  const [seen, see] = useState(task.version);
  const stale = hasStatus(problem, 412) ? problem : null;
  const history = useQuery({ ...taskHistoryQuery(task.id), enabled: stale !== null });
  const pending = task.extensions.find(({ decision }) => decision === null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const version = stale ? (stale.problem.currentVersion ?? task.version) : seen;
    if (stale) see(version);
    const answer = await send<CommandAnswer>(
      `/tasks/${task.id}/${path}`,
      bodyOf(deed, said, task),
      replaces ? version : undefined,
    );
    if (!answer) return;
    forget();
    done();
  }
  return (
    <Dialog title={`${t(`web.task.deeds.${deed}`)} · ${task.number}`} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        {stale ? (
          <div className={styles.stale} role="alert">
            <p>{t('web.problem.stale', { version: stale.problem.currentVersion ?? '' })}</p>
            <Timeline entries={(history.data ?? []).filter(({ version }) => version > seen)} />
          </div>
        ) : (
          <ProblemNote problem={problem} />
        )}
        {(deed === 'GrantExtension' || deed === 'RefuseExtension') && pending && (
          <p className="muted">{t('web.task.said.wasSaid', { to: day(pending.to), reason: pending.reason })}</p>
        )}
        {asks.map((field, place) => (
          <DeedField
            key={field}
            field={field}
            task={task}
            said={said}
            change={change}
            problem={problem}
            isFirst={place === (asks[0] === 'percent' ? 1 : 0)}
          />
        ))}
        <Button type="submit" loading={busy}>
          {stale ? t('web.problem.resend') : t(`web.task.deeds.${deed}`)}
        </Button>
      </form>
    </Dialog>
  );
}
