import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, ReadoutProposal } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import { groundOf } from './ground.ts';
import styles from './review.module.css';

/** Drops a proposal, for a reason that is kept. */
export function DropDialog({
  proposal,
  close,
  done,
}: {
  proposal: ReadoutProposal;
  close: () => void;
  done: () => void;
}) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const meanwhile = useMeanwhile(groundOf(proposal, t), problem);
  const [reason, setReason] = useState(() => t('web.review.ignoreUsual'));
  async function submit(event: FormEvent) {
    event.preventDefault();
    meanwhile.look();
    const path = `/directives/${proposal.directiveId}/drop`;
    const answer = await send<CommandAnswer>(path, { reason }, meanwhile.version);
    if (answer) done();
  }
  return (
    <Dialog title={t('web.review.ignoreTitle', { title: proposal.title })} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <MeanwhileNote meanwhile={meanwhile} problem={problem} />
        <Textarea
          label={t('web.review.ignoreReason')}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={faultOf(problem, '/reason')}
        />
        <Button type="submit" loading={busy}>
          {meanwhile.isStale ? t('web.problem.resend') : t('web.review.ignore')}
        </Button>
      </form>
    </Dialog>
  );
}
