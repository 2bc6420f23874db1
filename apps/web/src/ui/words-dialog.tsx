import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer } from '#libs/contracts';
import { useCommand } from '../api/use-command.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem.tsx';
import styles from './words-dialog.module.css';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly path: string;
  /** The command's body, from what was written. */
  readonly body: (words: string) => object;
  readonly close: () => void;
  readonly done: () => void;
}

/** A command that asks for nothing but words: a reason, a summary. */
export function WordsDialog({ title, label, path, body, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [words, write] = useState('');
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await send<CommandAnswer>(path, body(words))) done();
  }
  return (
    <Dialog title={title} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        <Textarea
          label={label}
          required
          data-autofocus
          value={words}
          onChange={(event) => write(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy}>
          {t('web.submit')}
        </Button>
      </form>
    </Dialog>
  );
}
