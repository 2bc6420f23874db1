import { Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Pill.css';
import '@mantine/core/styles/PillsInput.css';
import type { LadderStep } from '#libs/contracts';
import { type Failure, faultOf } from '../../api/problem.ts';
import { useTexts } from '../../i18n/texts.tsx';
import styles from './ladders.module.css';
import { OFFSETS, type OffsetUnit, offsetOf, ruleText, stepText } from './step-text.ts';

const AUDIENCES = ['responsible', 'head', 'co-units', 'office', 'leader-in-charge'] as const;
const ANCHORS = ['deadline', 'sign-by', 'assignment', 'report'] as const;
const UNLESSES = ['signed-for', 'reported', 'acted-on', 'acknowledged'] as const;

interface Props {
  readonly step: LadderStep;
  readonly place: number;
  readonly change: (step: LadderStep) => void;
  readonly remove: () => void;
  readonly problem: Failure | null;
}

/** One step of a ladder being written, over the sentence that it makes. */
export function StepEditor({ step, place, change, remove, problem }: Props) {
  const { t, name } = useTexts();
  const { unit, count } = offsetOf(step.after);
  const set = (by: Partial<LadderStep>) => change({ ...step, ...by });
  const offset = (next: OffsetUnit, days: number) => set({ after: { [next]: days } as LadderStep['after'] });
  const choice = <Value extends string>(values: readonly Value[], text: (value: Value) => string) =>
    values.map((value) => ({ value, label: text(value) }));
  const side = count < 0 ? 'before' : 'after';
  return (
    <li className={styles.step}>
      <div className={styles.head}>
        <strong>{ruleText(step, t, name)}</strong>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('web.ladders.remove')}: ${ruleText(step, t, name)}`}
          onClick={remove}
        >
          {t('web.ladders.remove')}
        </Button>
      </div>
      <p>{stepText(step, t)}</p>
      <div className={styles.fields}>
        {step.title &&
          (['zh', 'en'] as const).map((language) => (
            <TextInput
              key={language}
              label={t(`web.ladders.stepTitle.${language}`)}
              required
              value={step.title?.[language] ?? ''}
              onChange={({ currentTarget: { value } }) =>
                set({ title: { zh: '', en: '', ...step.title, [language]: value } })
              }
              error={faultOf(problem, `/steps/${place}/title/${language}`)}
            />
          ))}
        <NumberInput
          label={t('web.ladders.count')}
          min={0}
          max={400}
          allowDecimal={false}
          allowNegative={false}
          value={Math.abs(count)}
          onChange={(next) => offset(unit, side === 'before' ? -Number(next) : Number(next))}
          error={faultOf(problem, `/steps/${place}/after/${unit}`)}
        />
        <Select
          label={t('web.ladders.unit')}
          data={choice(OFFSETS, (one) => t(`web.ladders.units.${one}`))}
          value={unit}
          allowDeselect={false}
          onChange={(next) => offset(OFFSETS.find((one) => one === next) ?? unit, count)}
        />
        <Select
          label={t('web.ladders.side')}
          data={choice(['before', 'after'] as const, (one) => t(`web.ladders.sides.${one}`))}
          value={side}
          allowDeselect={false}
          disabled={count === 0}
          onChange={(next) => offset(unit, next === 'before' ? -Math.abs(count) : Math.abs(count))}
        />
        <Select
          label={t('web.ladders.anchor')}
          data={choice(ANCHORS, (one) => t(`web.ladders.from.${one}`))}
          value={step.from}
          allowDeselect={false}
          onChange={(next) => set({ from: ANCHORS.find((one) => one === next) ?? step.from })}
        />
        <MultiSelect
          label={t('web.ladders.audience')}
          required
          data={choice(AUDIENCES, (one) => t(`web.ladders.to.${one}`))}
          value={[...step.to]}
          onChange={(chosen) => set({ to: AUDIENCES.filter((one) => chosen.includes(one)) })}
          error={faultOf(problem, `/steps/${place}/to`)}
        />
        <NumberInput
          label={t('web.ladders.repeats')}
          min={1}
          max={60}
          allowDecimal={false}
          value={step.repeatsEvery ?? ''}
          onChange={(next) => set({ repeatsEvery: next === '' ? null : Number(next) })}
        />
        <Select
          label={t('web.ladders.keptBack')}
          data={choice(UNLESSES, (one) => t(`web.ladders.unless.${one}`))}
          value={step.unless}
          clearable
          clearButtonProps={{ 'aria-label': t('web.ledger.clear') }}
          onChange={(next) => set({ unless: UNLESSES.find((one) => one === next) ?? null })}
        />
        <TextInput
          label={t('web.ladders.time')}
          placeholder="17:00"
          value={step.time ?? ''}
          onChange={({ currentTarget: { value } }) => set({ time: value.trim() || null })}
          error={faultOf(problem, `/steps/${place}/time`)}
        />
      </div>
    </li>
  );
}
