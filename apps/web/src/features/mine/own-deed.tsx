import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CommandAnswer, MyTask } from '#libs/contracts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './mine.module.css';
import { ReportForm } from './report-form.tsx';

interface Props {
  readonly task: MyTask;
  readonly say: (sentence: string) => void;
  /** Told when somebody begins and ends to write. */
  readonly write: (isWriting: boolean) => void;
}

/**
 * What a unit does with its task first: sign for it, at a touch, or report, in a form that opens below and stays open whatever
 * becomes of the task.
 */
export function OwnDeed({ task, say, write }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [isOpen, open] = useState(false);
  const { id, number, status } = task;

  function turn(isOpenNow: boolean) {
    open(isOpenNow);
    write(isOpenNow);
  }

  async function signFor() {
    if (await send<CommandAnswer>(`/tasks/${id}/sign-for`, {})) say(t('web.mine.signedFor', { number }));
  }
  if (status === 'assigned' && !isOpen)
    return (
      <>
        <ProblemNote problem={problem} />
        <Button className={styles.deed} disabled={busy} onClick={() => void signFor()}>
          {t('web.mine.signFor')}
          <span className="hidden-text"> {number}</span>
        </Button>
      </>
    );
  if (status !== 'signed-for' && status !== 'active' && !isOpen) return null;
  return (
    <>
      <Button
        className={styles.deed}
        variant={isOpen ? 'default' : 'filled'}
        aria-expanded={isOpen}
        onClick={() => turn(!isOpen)}
      >
        {isOpen ? t('web.cancel') : t('web.mine.report')}
        <span className="hidden-text"> {number}</span>
      </Button>
      {isOpen && (
        <ReportForm
          task={task}
          done={() => {
            turn(false);
            say(t('web.mine.reported', { number }));
          }}
          kept={() => turn(false)}
        />
      )}
    </>
  );
}
