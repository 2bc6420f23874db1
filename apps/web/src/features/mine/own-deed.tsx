import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CommandAnswer, MyTask } from '#libs/contracts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './mine.module.css';
import { ReportForm } from './report-form.tsx';

/** What a unit does with its task first: sign for it, at a touch, or report, in a form that opens below. */
export function OwnDeed({ task, say }: { task: MyTask; say: (sentence: string) => void }) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [isOpen, open] = useState(false);
  const { id, number, status } = task;

  async function signFor() {
    if (await send<CommandAnswer>(`/tasks/${id}/sign-for`, {})) say(t('web.mine.signedFor', { number }));
  }
  if (status === 'assigned')
    return (
      <>
        <ProblemNote problem={problem} />
        <Button className={styles.deed} disabled={busy} onClick={() => void signFor()}>
          {t('web.mine.signFor')}
          <span className="hidden-text"> {number}</span>
        </Button>
      </>
    );
  if (status !== 'signed-for' && status !== 'active') return null;
  return (
    <>
      <Button
        className={styles.deed}
        variant={isOpen ? 'default' : 'filled'}
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        {isOpen ? t('web.cancel') : t('web.mine.report')}
        <span className="hidden-text"> {number}</span>
      </Button>
      {isOpen && (
        <ReportForm
          task={task}
          done={() => {
            open(false);
            say(t('web.mine.reported', { number }));
          }}
          kept={() => open(false)}
        />
      )}
    </>
  );
}
