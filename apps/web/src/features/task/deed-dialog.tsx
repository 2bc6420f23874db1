import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { CommandAnswer, TaskDeed, TaskDetail } from '#libs/contracts';
import { taskDeedsQuery, taskHistoryQuery } from '../../api/get-task.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import { Timeline } from '../history/timeline.tsx';
import { DeedField } from './deed-fields.tsx';
import { beginning, bodyOf, DEEDS, type Field } from './deeds.ts';
import styles from './task.module.css';

interface Props {
  readonly deed: TaskDeed;
  readonly task: TaskDetail;
  readonly close: () => void;
  readonly done: () => void;
}

/** What begins with something likely, so that a person begins with the field after it. */
const FILLED_IN: readonly (Field | undefined)[] = ['percent', 'slip', 'slipColour'];

/**
 * The form of a deed. What is typed is kept on this device until it was sent. When somebody changes the task meanwhile, it
 * shows at once what they did, and a deed that replaces a value is sent only for what was shown.
 */
export function DeedDialog({ deed, task, close, done }: Props) {
  const { t, day } = useTexts();
  const { asks, path, replaces } = DEEDS[deed];
  const slipColours = useQuery(taskDeedsQuery(task.id)).data?.slipColours ?? [];
  const [said, change, forget] = useDraft(`task.${task.id}.${deed}`, beginning(task, slipColours));
  const { send, busy, problem } = useCommand();
  const meanwhile = useMeanwhile({ version: task.version, shown: {}, isWhole: true }, problem);
  const history = useQuery(taskHistoryQuery(task.id)).data ?? [];
  const pending = task.extensions.find(({ decision }) => decision === null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    meanwhile.look();
    const answer = await send<CommandAnswer>(
      `/tasks/${task.id}/${path}`,
      bodyOf(deed, said, task),
      replaces ? meanwhile.version : undefined,
    );
    if (!answer) return;
    forget();
    done();
  }
  return (
    <Dialog title={`${t(`web.task.deeds.${deed}`)} · ${task.number}`} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <MeanwhileNote meanwhile={meanwhile} problem={problem}>
          <Timeline entries={history.filter(({ version }) => version > meanwhile.seen)} />
        </MeanwhileNote>
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
            isFirst={place === (FILLED_IN.includes(asks[0]) ? 1 : 0)}
          />
        ))}
        <Button type="submit" loading={busy}>
          {meanwhile.isStale && replaces ? t('web.problem.resend') : t(`web.task.deeds.${deed}`)}
        </Button>
      </form>
    </Dialog>
  );
}
