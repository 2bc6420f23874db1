import { Button, NumberInput, Radio, Textarea } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { type FormEvent, useState } from 'react';
import type { BulkAnswer, TaskRow } from '#libs/contracts';
import { faultOf } from '../../api/problem.ts';
import { useCommand } from '../../api/use-command.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import styles from './ledger.module.css';
import { type Move, newDate, type Outcomes } from './new-dates.ts';
import { RedatePreview } from './redate-preview.tsx';

const AT_ONCE = 200;

interface Props {
  readonly tasks: readonly TaskRow[];
  readonly close: () => void;
  /** All were moved. */
  readonly done: (said: string) => void;
}

/** Gives tasks other dates: shows each old and new one before, and what became of each afterwards. */
export function RedateDialog({ tasks, close, done }: Props) {
  const { t } = useTexts();
  const { send, busy, problem } = useCommand();
  const [by, choose] = useState<Move['by']>('date');
  const [to, setTo] = useState('');
  const [days, setDays] = useState<string | number>('');
  const [reason, setReason] = useState('');
  const [outcomes, tell] = useState<Outcomes | null>(null);
  const move: Move = by === 'date' ? { by, to } : { by, days: days === '' ? Number.NaN : Number(days) };
  // What was seen when it was opened is what is meant, whatever happens behind the dialog.
  const [seen] = useState(tasks);
  const moved = seen.flatMap((task) => {
    const date = newDate(task, move);
    return date === null || date === task.deadline?.date ? [] : { id: task.id, version: task.version, to: date };
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const all = new Map<string, string | null>();
    for (let from = 0; from < moved.length; from += AT_ONCE) {
      const answer = await send<BulkAnswer>('/tasks/redate', { tasks: moved.slice(from, from + AT_ONCE), reason });
      if (!answer) break;
      for (const { id, detail } of answer.outcomes) all.set(id, detail);
    }
    if (all.size === 0) return;
    const isAll = all.size === moved.length && [...all.values()].every((detail) => detail === null);
    if (isAll) done(t('web.ledger.redate.done', { count: all.size }));
    else tell(all);
  }
  return (
    <Dialog wide title={t('web.ledger.redate.title', { count: seen.length })} close={close}>
      <form className={styles.dialog} onSubmit={(event) => void submit(event)}>
        <ProblemNote problem={problem} />
        {outcomes === null && (
          <>
            <Radio.Group
              label={t('web.ledger.redate.how')}
              value={by}
              onChange={(next) => choose(next as Move['by'])}
              size="sm"
            >
              <div className={styles.options}>
                <Radio value="date" label={t('web.ledger.redate.toDate')} data-autofocus />
                <Radio value="days" label={t('web.ledger.redate.byDays')} />
              </div>
            </Radio.Group>
            {by === 'date' ? (
              <DateField label={t('web.ledger.redate.to')} required value={to} onChange={setTo} />
            ) : (
              <NumberInput
                label={t('web.ledger.redate.days')}
                required
                allowDecimal={false}
                min={-3660}
                max={3660}
                value={days}
                onChange={setDays}
              />
            )}
            <Textarea
              label={t('web.ledger.redate.reason')}
              required
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={faultOf(problem, '/reason')}
            />
          </>
        )}
        <RedatePreview tasks={seen} move={move} outcomes={outcomes} />
        {outcomes === null ? (
          <Button type="submit" loading={busy} disabled={moved.length === 0}>
            {t('web.ledger.redate.submit', { count: moved.length })}
          </Button>
        ) : (
          <Button onClick={close}>{t('web.close')}</Button>
        )}
      </form>
    </Dialog>
  );
}
