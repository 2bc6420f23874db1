import { Button, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CommandAnswer, ReadoutProposal } from '#libs/contracts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './review.module.css';

interface Target {
  readonly id: string;
  readonly title: string;
}

/** Merges a proposal into another one of the same text, or into a directive that it repeats. */
export function MergeDialog(props: {
  proposal: ReadoutProposal;
  targets: readonly Target[];
  first: string | null;
  close: () => void;
  done: (into: Target) => void;
}) {
  const { proposal, targets, first, close, done } = props;
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [into, choose] = useState(first ?? targets[0]?.id ?? '');
  const [reason, setReason] = useState(() => t('web.review.mergeReason'));
  async function submit(event: FormEvent) {
    event.preventDefault();
    const target = targets.find(({ id }) => id === into);
    const answer = await send<CommandAnswer>(`/directives/${proposal.directiveId}/merge`, { into, reason });
    if (answer && target) done(target);
  }
  return (
    <Dialog title={t('web.review.mergeTitle')} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        <Radio.Group aria-label={t('web.review.mergeTitle')} value={into} onChange={choose}>
          <div className={styles.options}>
            {targets.map(({ id, title }) => (
              <Radio key={id} value={id} label={title} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={t('web.review.ignoreReason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={into === ''}>
          {t('web.review.merge')}
        </Button>
      </form>
    </Dialog>
  );
}
