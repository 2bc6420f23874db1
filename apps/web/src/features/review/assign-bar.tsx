import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReadoutProposal } from '#libs/contracts';
import { useTexts } from '../../i18n/texts.tsx';
import { useKeys } from '../../keys/registry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ProblemNote } from '../../ui/problem.tsx';
import { UnitSelect } from '../../ui/unit-select.tsx';
import { type Choice, lackingIn } from './choices.ts';
import styles from './review.module.css';
import { useAssign } from './use-assign.ts';

interface Props {
  readonly chosen: readonly { place: number; proposal: ReadoutProposal; choice: Choice }[];
  readonly waiting: readonly number[];
  readonly change: (places: readonly number[], changed: Partial<Choice>) => void;
  /** Points out what is missing, and goes to the first that lacks something. */
  readonly judge: (faulty?: number) => void;
  readonly assigned: (numbers: readonly string[]) => void;
}

/** What is done to all that are chosen: a unit, a date, and assigning them. */
export function AssignBar({ chosen, waiting, change, judge, assigned }: Props) {
  const { t } = useTexts();
  const { assign, progress, problem } = useAssign();
  const [lacking, setLacking] = useState(0);
  const [date, setDate] = useState('');
  const places = chosen.map(({ place }) => place);

  async function run() {
    if (chosen.length === 0 || progress) return;
    const faulty = chosen.filter(
      ({ proposal, choice }) => proposal.status === 'proposed' && lackingIn(proposal, choice).length > 0,
    );
    setLacking(faulty.length);
    if (faulty.length > 0) return judge(faulty[0]?.place);
    const numbers = await assign(chosen);
    if (numbers.length > 0) assigned(numbers);
  }
  useKeys(t('web.review.title'), [
    { keys: 'mod+enter', label: t('web.review.keys.assign'), run: () => void run(), whileTyping: true },
  ]);
  if (waiting.length === 0)
    return (
      <div>
        <LinkButton to="/tasks" variant="default">
          {t('web.review.see')}
        </LinkButton>
      </div>
    );
  return (
    <div className={styles.bar} data-chosen={chosen.length > 0 || undefined}>
      <ProblemNote problem={problem} />
      {lacking > 0 && <p role="alert">{t('web.review.lacking', { count: lacking })}</p>}
      <div className={styles.barRow}>
        <span role="status">{t('web.review.chosen', { count: chosen.length })}</span>
        <Button variant="default" onClick={() => change(waiting, { chosen: chosen.length < waiting.length })}>
          {chosen.length < waiting.length ? t('web.review.chooseAll') : t('web.review.chooseNone')}
        </Button>
        <div className={styles.bulk}>
          <UnitSelect
            aria-label={t('web.review.bulkUnit')}
            placeholder={t('web.review.bulkUnit')}
            value={null}
            disabled={chosen.length === 0}
            onChange={(unit) => unit && change(places, { unit })}
          />
          <DateField
            aria-label={t('web.review.bulkDate')}
            value={date}
            disabled={chosen.length === 0}
            onChange={(next) => {
              setDate(next);
              if (next !== '') change(places, { time: 'by-hand', date: next });
            }}
          />
          <Button variant="default" disabled={chosen.length === 0} onClick={() => change(places, { time: 'standing' })}>
            {t('web.review.standing')}
          </Button>
        </div>
        <Button
          className={styles.assign}
          disabled={chosen.length === 0}
          loading={progress !== null}
          onClick={() => void run()}
        >
          {t('web.review.assign', { count: chosen.length })}
        </Button>
      </div>
      {progress && <p role="status">{t('web.review.assigning', progress)}</p>}
    </div>
  );
}
