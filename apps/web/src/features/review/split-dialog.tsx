import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ReadoutProposal, SplitAnswer } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MeanwhileNote } from '../../ui/meanwhile-note.tsx';
import { useMeanwhile } from '../../ui/use-meanwhile.ts';
import { groundOf } from './ground.ts';
import styles from './review.module.css';

interface Part {
  readonly title: string;
  readonly exact: string;
}

/** Splits a proposal into several, each with words of the text; begins with its clauses. */
export function SplitDialog(props: { proposal: ReadoutProposal; close: () => void; done: (count: number) => void }) {
  const { proposal, close, done } = props;
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const meanwhile = useMeanwhile(groundOf(proposal, t), problem);
  const [parts, setParts] = useState<readonly Part[]>(() => clausesOf(proposal));
  const change = (place: number, changed: Partial<Part>) =>
    setParts((known) => known.map((part, index) => (index === place ? { ...part, ...changed } : part)));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { directiveId, quote, clock } = proposal;
    const body = {
      parts: parts.map(({ title, exact }) => {
        const within = quote.exact.indexOf(exact);
        return {
          title,
          quote: { exact, ...(within >= 0 && { start: quote.start + within }) },
          expression: clock && exact.includes(clock.expression) ? clock.expression : null,
        };
      }),
    };
    meanwhile.look();
    if (await send<SplitAnswer>(`/directives/${directiveId}/split`, body, meanwhile.version)) done(parts.length);
  }
  return (
    <Dialog title={t('web.review.splitTitle')} close={close} wide>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <p className="muted">{t('web.review.splitHint')}</p>
        <MeanwhileNote meanwhile={meanwhile} problem={problem} />
        {parts.map((part, place) => (
          <fieldset key={String(place)} className={styles.part}>
            <TextInput
              label={t('web.review.splitPart', { number: place + 1 })}
              required
              value={part.title}
              onChange={(event) => change(place, { title: event.currentTarget.value })}
              error={faultOf(problem, `/parts/${place}/title`)}
            />
            <Textarea
              label={t('web.review.splitQuote', { number: place + 1 })}
              required
              minRows={2}
              value={part.exact}
              onChange={(event) => change(place, { exact: event.currentTarget.value })}
              error={faultOf(problem, `/parts/${place}/quote`)}
            />
          </fieldset>
        ))}
        <div className={styles.deeds}>
          <Button variant="default" onClick={() => setParts([...parts, { title: '', exact: '' }])}>
            {t('web.review.splitAdd')}
          </Button>
          <Button type="submit" loading={busy}>
            {meanwhile.isStale ? t('web.problem.resend') : t('web.review.split')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The clauses of the quote; the whole twice when it has one. */
function clausesOf({ quote: { exact }, title }: ReadoutProposal): Part[] {
  const clauses = (exact.match(/[^；;，,。]+[；;，,。]?/g) ?? [])
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 1);
  if (clauses.length < 2)
    return [
      { title, exact },
      { title, exact },
    ];
  return clauses
    .slice(0, 6)
    .map((clause) => ({ title: clause.replace(/[；;，,。]$/, '').slice(0, 100), exact: clause }));
}
